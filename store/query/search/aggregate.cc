#include "store/query/search/aggregate.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/answers.h"
#include "store/query/bound_filter.h"
#include "store/query/place.h"
#include "store/query/search/aggregate_counts.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/filter_words.h"
#include "store/query/search/matcher.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/top.h"

namespace standpoint {
namespace {

constexpr absl::string_view kAuthor = "author";

struct FirstMatch {
  uint64_t number = 0;
  std::pair<int64_t, int32_t> time;  // seconds and nanoseconds
  ScanPlace place;                   // once it is needed
};

class CountVisitor : public MatchVisitor {
 public:
  CountVisitor(Space space, const BoundFilter& bound, AggregateCounts* counts,
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

  void SetPhrases(const std::vector<std::vector<std::string>>* phrases) { phrases_ = phrases; }

  absl::Status BeginBucket(uint32_t bucket) override {
    bucket_ = bucket;
    document_.number = ~uint64_t{0};
    filter_.Open();
    return call_.Check();
  }
  bool CanEnter(uint64_t) const override { return !partial_; }
  bool WantsDocument(uint32_t offset) override {
    return !partial_ && filter_.MatchDocument(offset) != MatchResult::kNo;
  }

  absl::Status Visit(uint32_t offset, uint64_t, MatchResult has_phrases) override {
    ASSIGN_OR_RETURN(const bool matches, Matches(offset, has_phrases));
    if (matches) {
      return Count(offset);
    }
    return absl::OkStatus();
  }

  bool partial() const { return partial_; }
  // The earliest dated match.
  const std::optional<FirstMatch>& first() const { return first_; }

 private:
  absl::StatusOr<bool> Matches(uint32_t offset, MatchResult has_phrases) {
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

  // What is the same for all matches of a document is looked up once.
  void EnterDocument(uint32_t offset) {
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

  uint32_t HolderOf(uint32_t offset) {
    const HolderList& holders = columns_->Holders(offset);
    if (holders.innermost_is_author) {
      return author_;
    }
    return holders.mentions.empty() ? 0 : texts_.Number(holders.mentions.back().best());
  }

  int64_t KeyOf(GroupBy by, uint32_t offset, uint32_t holder) {
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

  absl::Status Locate(FirstMatch* match) {
    return match->place.posting.ref.bytes.empty()
               ? reader_->Locate(match->number, &match->place.posting.ref, &match->place.ordinal)
               : absl::OkStatus();
  }

  // Of matches of the same time the first in the order of lists.
  absl::Status NoteFirst(uint32_t offset) {
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

  absl::Status Count(uint32_t offset) {
    EnterDocument(offset);
    const uint32_t holder = HolderOf(offset);
    total_.Count(document_, holder);
    for (size_t i = 0; i < tables_.size(); ++i) {
      GroupTable& table = tables_[i];
      if (IsOfDocument(table.by())) {
        of_document_[i]->Count(document_, holder);
      } else if (table.by() == GroupBy::kTarget) {
        for (const absl::string_view target : columns_->Targets(offset)) {
          table.At(texts_.Number(target)).Count(document_, holder);
        }
      } else {
        table.At(KeyOf(table.by(), offset, holder)).Count(document_, holder);
      }
    }
    return document_.is_dated ? NoteFirst(offset) : absl::OkStatus();
  }

  const BoundFilter& bound_;
  std::vector<GroupTable>& tables_;
  TextNumbers& texts_;
  Group& total_;
  const CallContext& call_;
  ScanBudget* const budget_;
  BucketColumns* const columns_;
  ColumnFilter filter_;
  NumberReader* const reader_;
  const std::vector<std::vector<std::string>>* phrases_ = nullptr;
  const uint32_t author_;
  uint32_t bucket_ = 0;
  CountedDocument document_;
  std::vector<Group*> of_document_;  // of tables by what depends on the document alone
  std::optional<FirstMatch> first_;
  bool partial_ = false;
};

// What the two requests have in common.
struct AggregateArguments {
  Space space = Space::kClaim;
  std::string corpus;
  SearchQuery query;
  BoundFilter filter;
};

absl::StatusOr<AggregateArguments> ReadArguments(const v1::AggregateClaimsRequest& request) {
  AggregateArguments arguments;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  ASSIGN_OR_RETURN(arguments.query, ParseSearchQuery(request.query()));
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(ResourceKind::kClaim, request.filter()));
  return arguments;
}

absl::StatusOr<AggregateArguments> ReadArguments(const v1::AggregateStancesRequest& request) {
  AggregateArguments arguments;
  arguments.space = Space::kStance;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(ResourceKind::kStance, request.filter()));
  return arguments;
}

// Counts into `counts`.
absl::StatusOr<std::optional<FirstMatch>> Count(const Snapshot& snapshot,
                                                const AggregateArguments& arguments,
                                                const CallContext& call, ScanBudget* budget,
                                                NumberReader* reader, AggregateCounts* counts,
                                                bool* partial) {
  BucketColumns columns(snapshot, arguments.corpus, arguments.space);
  ASSIGN_OR_RETURN(Matcher matcher, Matcher::Open(snapshot, arguments.corpus, arguments.space,
                                                  WithFilterWords(arguments.space, arguments.query,
                                                                  arguments.filter),
                                                  0, {}, &columns, reader));
  CountVisitor visitor(arguments.space, arguments.filter, counts, call, budget, &columns, reader);
  visitor.SetPhrases(&matcher.phrases());
  RETURN_IF_ERROR(matcher.Run(/*best_first=*/false, &visitor));
  *partial = visitor.partial();
  return visitor.first();
}

void FillFirst(const std::string& corpus, NumberedRecord* record, v1::Claim* first) {
  internal::v1::ClaimRecord claim = record->claim.record;
  FillClaim(corpus, record->document->record, std::move(claim), first);
}

void FillFirst(const std::string& corpus, NumberedRecord* record, v1::Stance* first) {
  internal::v1::StanceRecord stance = record->stance;
  FillStance(corpus, record->document->record, std::move(stance), first);
}

template <typename Request, typename Response>
absl::Status Aggregate(const Snapshot& snapshot, const Request& request, const CallContext& call,
                       ScanBudget* budget, Response* response) {
  ASSIGN_OR_RETURN(const AggregateArguments arguments, ReadArguments(request));
  ASSIGN_OR_RETURN(AggregateCounts counts,
                   AggregateCounts::Make(arguments.space, request.group_by()));
  ASSIGN_OR_RETURN(const size_t max_groups, ReadMaxGroups(request.max_groups()));
  NumberReader reader(snapshot, arguments.corpus, arguments.space,
                      arguments.filter.Uses(FilterField::kTerm));
  bool partial = false;
  ASSIGN_OR_RETURN(const auto first,
                   Count(snapshot, arguments, call, budget, &reader, &counts, &partial));
  counts.Fill(request, max_groups, response);
  response->set_partial(partial);
  if (first) {
    ASSIGN_OR_RETURN(NumberedRecord * record, reader.Read(first->number));
    FillFirst(arguments.corpus, record, response->mutable_first());
  }
  return absl::OkStatus();
}

template <typename Request, typename First>
absl::Status AggregateShard(const Snapshot& snapshot, const Request& request,
                            const CallContext& call, ScanBudget* budget,
                            internal::v1::AggregatePart* part, First first_of_part) {
  ASSIGN_OR_RETURN(const AggregateArguments arguments, ReadArguments(request));
  ASSIGN_OR_RETURN(AggregateCounts counts,
                   AggregateCounts::Make(arguments.space, request.group_by()));
  NumberReader reader(snapshot, arguments.corpus, arguments.space,
                      arguments.filter.Uses(FilterField::kTerm));
  bool partial = false;
  ASSIGN_OR_RETURN(auto first,
                   Count(snapshot, arguments, call, budget, &reader, &counts, &partial));
  RETURN_IF_ERROR(counts.HandOn(part));
  part->set_partial(partial);
  if (first) {
    ASSIGN_OR_RETURN(NumberedRecord * record, reader.Read(first->number));
    first->place.posting.ref = record->document->ref;
    first->place.ordinal = record->ordinal;
    part->set_first_place(EncodePlace(first->place));
    part->set_first_seconds(first->time.first);
    part->set_first_nanos(first->time.second);
    FillFirst(arguments.corpus, record, first_of_part());
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status AggregateClaims(const Snapshot& snapshot, const v1::AggregateClaimsRequest& request,
                             const CallContext& call, ScanBudget* budget,
                             v1::AggregateClaimsResponse* response) {
  return Aggregate(snapshot, request, call, budget, response);
}

absl::Status AggregateStances(const Snapshot& snapshot, const v1::AggregateStancesRequest& request,
                              const CallContext& call, ScanBudget* budget,
                              v1::AggregateStancesResponse* response) {
  return Aggregate(snapshot, request, call, budget, response);
}

absl::Status AggregateShardClaims(const Snapshot& snapshot,
                                  const v1::AggregateClaimsRequest& request,
                                  const CallContext& call, ScanBudget* budget,
                                  internal::v1::AggregatePart* part) {
  return AggregateShard(snapshot, request, call, budget, part,
                        [part] { return part->mutable_first_claim(); });
}

absl::Status AggregateShardStances(const Snapshot& snapshot,
                                   const v1::AggregateStancesRequest& request,
                                   const CallContext& call, ScanBudget* budget,
                                   internal::v1::AggregatePart* part) {
  return AggregateShard(snapshot, request, call, budget, part,
                        [part] { return part->mutable_first_stance(); });
}

}  // namespace standpoint
