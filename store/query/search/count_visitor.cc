#include "store/query/search/count_visitor.h"

#include "absl/strings/string_view.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr absl::string_view kAuthor = "author";

}  // namespace

CountVisitor::CountVisitor(Space space, const BoundFilter& bound, AggregateCounts* counts,
                           const CallContext& call, ScanBudget* budget, BucketColumns* columns,
                           NumberReader* reader)
    : bound_(bound),
      tables_(counts->tables),
      texts_(counts->texts),
      total_(counts->total),
      call_(call),
      budget_(budget),
      columns_(columns),
      filter_(space, bound, columns),
      reader_(reader),
      author_(texts_.Number(kAuthor)),
      of_document_(tables_.size(), nullptr) {}

absl::Status CountVisitor::BeginBucket(uint32_t bucket) {
  bucket_ = bucket;
  document_.number = ~uint64_t{0};
  filter_.Open();
  return call_.Check();
}

bool CountVisitor::WantsDocument(uint32_t offset) {
  return !partial_ && filter_.MatchDocument(offset) != MatchResult::kNo;
}

absl::Status CountVisitor::Visit(uint32_t offset, uint64_t, MatchResult has_phrases) {
  ASSIGN_OR_RETURN(const bool matches, Matches(offset, has_phrases));
  if (matches) {
    return Count(offset);
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> CountVisitor::Matches(uint32_t offset, MatchResult has_phrases) {
  const MatchResult by_columns = filter_.Match(offset);
  if (partial_ || by_columns == MatchResult::kNo) {
    return false;
  }
  if (by_columns == MatchResult::kYes && has_phrases == MatchResult::kYes) {
    return true;
  }
  if (budget_->exhausted()) {
    partial_ = true;
    return false;
  }
  RETURN_IF_ERROR(budget_->Spend());
  const uint64_t number = NumberAt(bucket_, offset);
  if (by_columns == MatchResult::kUnknown) {
    ASSIGN_OR_RETURN(const bool fulfils, reader_->Matches(bound_, number));
    if (!fulfils) {
      return false;
    }
  }
  return has_phrases == MatchResult::kYes ? absl::StatusOr<bool>(true)
                                          : reader_->HoldsAll(*phrases_, number);
}

void CountVisitor::EnterDocument(uint32_t offset) {
  uint32_t first = 0;
  const DocumentFacts& facts = columns_->Facts(offset, &first);
  const uint64_t number = NumberAt(bucket_, first);
  if (number == document_.number) {
    return;
  }
  document_ = {number, facts.is_dated, facts.seconds, facts.nanos, texts_.Number(facts.source)};
  const uint32_t language = texts_.Number(facts.language);
  for (size_t i = 0; i < tables_.size(); ++i) {
    if (IsOfDocument(tables_[i].by())) {
      of_document_[i] = &tables_[i].At(tables_[i].KeyOf(document_, language));
    }
  }
}

uint32_t CountVisitor::HolderOf(uint32_t offset) {
  const HolderList& holders = columns_->Holders(offset);
  if (holders.innermost_is_author) {
    return author_;
  }
  return holders.mentions.empty() ? 0 : texts_.Number(holders.mentions.back().best());
}

int64_t CountVisitor::KeyOf(GroupBy by, uint32_t offset, uint32_t holder) {
  switch (by) {
    case GroupBy::kAct:
      return columns_->Kinds(offset).act;
    case GroupBy::kPolarity:
      return columns_->Kinds(offset).polarity;
    case GroupBy::kModality:
      return columns_->Kinds(offset).modality;
    case GroupBy::kCommitment:
      return columns_->Kinds(offset).commitment;
    case GroupBy::kDirection:
      return columns_->Direction(offset);
    default:
      return holder;
  }
}

absl::Status CountVisitor::Locate(FirstMatch* match) {
  return match->place.posting.ref.bytes.empty()
             ? reader_->Locate(match->number, &match->place.posting.ref, &match->place.ordinal)
             : absl::OkStatus();
}

absl::Status CountVisitor::NoteFirst(uint32_t offset) {
  FirstMatch match;
  match.number = NumberAt(bucket_, offset);
  match.time = {document_.seconds, document_.nanos};
  if (first_ && match.time == first_->time) {
    RETURN_IF_ERROR(Locate(&*first_));
    RETURN_IF_ERROR(Locate(&match));
    if (!IsBefore(match.place, first_->place, /*newest_first=*/false)) {
      return absl::OkStatus();
    }
  }
  if (!first_ || match.time <= first_->time) {
    first_ = std::move(match);
  }
  return absl::OkStatus();
}

absl::Status CountVisitor::Count(uint32_t offset) {
  EnterDocument(offset);
  const uint32_t holder = HolderOf(offset);
  total_.Count(document_, holder);
  for (size_t i = 0; i < tables_.size(); ++i) {
    GroupTable& table = tables_[i];
    if (IsOfDocument(table.by())) {
      of_document_[i]->Count(document_, holder);
    } else if (table.by() == GroupBy::kTarget || table.by() == GroupBy::kEntity) {
      for (const absl::string_view name : table.by() == GroupBy::kTarget
                                              ? columns_->Targets(offset)
                                              : columns_->Entities(offset)) {
        table.At(texts_.Number(name)).Count(document_, holder);
      }
    } else {
      table.At(KeyOf(table.by(), offset, holder)).Count(document_, holder);
    }
  }
  return document_.is_dated ? NoteFirst(offset) : absl::OkStatus();
}

}  // namespace standpoint
