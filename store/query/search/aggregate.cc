#include "store/query/search/aggregate.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/answers.h"
#include "store/query/bound_filter.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/group_table.h"
#include "store/query/search/matcher.h"
#include "store/query/search/number_reader.h"
#include "store/query/search/top.h"

namespace standpoint {
namespace {

constexpr int kMaxTables = 8;
constexpr int kDefaultGroups = 1000;
constexpr int kMaxGroups = 10'000;
constexpr absl::string_view kAuthor = "author";

const std::map<std::string, GroupBy>& GroupsOf(Space space) {
  static const auto* const of_claims = new std::map<std::string, GroupBy>{
      {"day", GroupBy::kDay},           {"week", GroupBy::kWeek},
      {"month", GroupBy::kMonth},       {"year", GroupBy::kYear},
      {"source", GroupBy::kSource},     {"language", GroupBy::kLanguage},
      {"holder", GroupBy::kHolder},     {"target", GroupBy::kTarget},
      {"act", GroupBy::kAct},           {"polarity", GroupBy::kPolarity},
      {"modality", GroupBy::kModality}, {"commitment", GroupBy::kCommitment}};
  static const auto* const of_stances =
      new std::map<std::string, GroupBy>{{"day", GroupBy::kDay},
                                         {"week", GroupBy::kWeek},
                                         {"month", GroupBy::kMonth},
                                         {"year", GroupBy::kYear},
                                         {"source", GroupBy::kSource},
                                         {"language", GroupBy::kLanguage},
                                         {"holder", GroupBy::kHolder},
                                         {"target", GroupBy::kTarget},
                                         {"direction", GroupBy::kDirection}};
  return space == Space::kClaim ? *of_claims : *of_stances;
}

template <typename Strings>
absl::StatusOr<std::vector<GroupTable>> ReadTables(Space space, const Strings& group_by) {
  if (group_by.size() > kMaxTables) {
    return InvalidField("group_by", "has more than 8 values");
  }
  std::vector<GroupTable> tables;
  for (const std::string& name : group_by) {
    const auto it = GroupsOf(space).find(name);
    if (it == GroupsOf(space).end()) {
      std::string names;
      for (const auto& [known, by] : GroupsOf(space)) {
        absl::StrAppend(&names, names.empty() ? "" : ", ", known);
      }
      return InvalidField("group_by", absl::StrCat("`", name, "` is none of ", names));
    }
    tables.emplace_back(it->second);
  }
  return tables;
}

absl::StatusOr<size_t> ReadMaxGroups(int value) {
  if (value < 0 || value > kMaxGroups) {
    return InvalidField("max_groups", "must be from 1 to 10,000, or 0 for 1,000");
  }
  return static_cast<size_t>(value == 0 ? kDefaultGroups : value);
}

class CountVisitor : public MatchVisitor {
 public:
  CountVisitor(Space space, const BoundFilter& bound, std::vector<GroupTable>* tables,
               const CallContext& call, ScanBudget* budget, BucketColumns* columns,
               NumberReader* reader)
      : space_(space),
        bound_(bound),
        tables_(*tables),
        call_(call),
        budget_(budget),
        columns_(columns),
        filter_(space, bound, columns),
        reader_(reader),
        author_(texts_.Number(kAuthor)),
        of_document_(tables->size(), nullptr) {}

  void SetPhrases(const std::vector<std::vector<std::string>>* phrases) { phrases_ = phrases; }

  absl::Status BeginBucket(uint32_t bucket) override {
    bucket_ = bucket;
    document_.number = ~uint64_t{0};
    filter_.Open();
    return call_.Check();
  }
  bool CanEnter(uint64_t, uint64_t) const override { return !partial_; }
  bool WantsDocument(uint32_t offset) override {
    return !partial_ && filter_.MatchDocument(offset) != MatchResult::kNo;
  }

  absl::Status Visit(uint32_t offset, uint64_t) override {
    ASSIGN_OR_RETURN(const bool matches, Matches(offset));
    if (matches) {
      Count(offset);
    }
    return absl::OkStatus();
  }

  bool partial() const { return partial_; }
  const Group& total() const { return total_; }
  const TextNumbers& texts() const { return texts_; }
  // The earliest dated match.
  std::optional<uint64_t> first() const { return first_; }

 private:
  absl::StatusOr<bool> Matches(uint32_t offset) {
    const MatchResult by_columns = filter_.Match(offset);
    if (partial_ || by_columns == MatchResult::kNo) {
      return false;
    }
    if (by_columns == MatchResult::kYes && phrases_->empty()) {
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
    for (const auto& phrase : *phrases_) {
      ASSIGN_OR_RETURN(const bool holds, reader_->Holds(phrase, number));
      if (!holds) {
        return false;
      }
    }
    return true;
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

  void Count(uint32_t offset) {
    EnterDocument(offset);
    const uint32_t holder = HolderOf(offset);
    total_.Count(document_, holder);
    if (document_.is_dated) {
      const std::pair<int64_t, int32_t> time(document_.seconds, document_.nanos);
      if (!first_ || time < first_time_) {
        first_ = NumberAt(bucket_, offset);
        first_time_ = time;
      }
    }
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
  }

  const Space space_;
  const BoundFilter& bound_;
  std::vector<GroupTable>& tables_;
  const CallContext& call_;
  ScanBudget* const budget_;
  BucketColumns* const columns_;
  ColumnFilter filter_;
  NumberReader* const reader_;
  const std::vector<std::vector<std::string>>* phrases_ = nullptr;
  TextNumbers texts_;
  const uint32_t author_;
  uint32_t bucket_ = 0;
  CountedDocument document_;
  std::vector<Group*> of_document_;  // of tables by what depends on the document alone
  Group total_;
  std::optional<uint64_t> first_;
  std::pair<int64_t, int32_t> first_time_;
  bool partial_ = false;
};

// What the two requests have in common.
struct AggregateArguments {
  Space space = Space::kClaim;
  std::string corpus;
  SearchQuery query;
  BoundFilter filter;
};

// Fills all but `first`, whose number is returned.
template <typename Request, typename Response>
absl::StatusOr<std::optional<uint64_t>> Aggregate(const Snapshot& snapshot,
                                                  const AggregateArguments& arguments,
                                                  const Request& request, const CallContext& call,
                                                  ScanBudget* budget, NumberReader* reader,
                                                  Response* response) {
  ASSIGN_OR_RETURN(std::vector<GroupTable> tables, ReadTables(arguments.space, request.group_by()));
  ASSIGN_OR_RETURN(const size_t max_groups, ReadMaxGroups(request.max_groups()));
  BucketColumns columns(snapshot, arguments.corpus, arguments.space);
  ASSIGN_OR_RETURN(
      Matcher matcher,
      Matcher::Open(snapshot, arguments.corpus, arguments.space,
                    WithFilterTerms(arguments.query, arguments.filter), 0, {}, &columns, reader));
  CountVisitor visitor(arguments.space, arguments.filter, &tables, call, budget, &columns, reader);
  visitor.SetPhrases(&matcher.phrases());
  RETURN_IF_ERROR(matcher.Run(/*best_first=*/false, &visitor));
  visitor.total().Fill("", response->mutable_total());
  for (size_t i = 0; i < tables.size(); ++i) {
    tables[i].Fill(request.group_by(static_cast<int>(i)), max_groups, visitor.texts(),
                   response->add_tables());
  }
  response->set_partial(visitor.partial());
  return visitor.first();
}

}  // namespace

absl::Status AggregateClaims(const Snapshot& snapshot, const v1::AggregateClaimsRequest& request,
                             const CallContext& call, ScanBudget* budget,
                             v1::AggregateClaimsResponse* response) {
  AggregateArguments arguments;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  ASSIGN_OR_RETURN(arguments.query, ParseSearchQuery(request.query()));
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(ResourceKind::kClaim, request.filter()));
  NumberReader reader(snapshot, arguments.corpus, Space::kClaim);
  ASSIGN_OR_RETURN(const auto first,
                   Aggregate(snapshot, arguments, request, call, budget, &reader, response));
  if (first) {
    ASSIGN_OR_RETURN(NumberedRecord * record, reader.Read(*first));
    internal::v1::ClaimRecord claim = record->claim.record;
    FillClaim(arguments.corpus, record->document->record, std::move(claim),
              response->mutable_first());
  }
  return absl::OkStatus();
}

absl::Status AggregateStances(const Snapshot& snapshot, const v1::AggregateStancesRequest& request,
                              const CallContext& call, ScanBudget* budget,
                              v1::AggregateStancesResponse* response) {
  AggregateArguments arguments;
  arguments.space = Space::kStance;
  ASSIGN_OR_RETURN(CorpusName name, CorpusName::Parse("parent", request.parent()));
  arguments.corpus = std::move(name.corpus);
  ASSIGN_OR_RETURN(arguments.filter, BindFilter(ResourceKind::kStance, request.filter()));
  NumberReader reader(snapshot, arguments.corpus, Space::kStance);
  ASSIGN_OR_RETURN(const auto first,
                   Aggregate(snapshot, arguments, request, call, budget, &reader, response));
  if (first) {
    ASSIGN_OR_RETURN(NumberedRecord * record, reader.Read(*first));
    internal::v1::StanceRecord stance = record->stance;
    FillStance(arguments.corpus, record->document->record, std::move(stance),
               response->mutable_first());
  }
  return absl::OkStatus();
}

}  // namespace standpoint
