#include "store/query/search/top.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

#include "common/status/macros.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/matcher.h"
#include "store/record/coding.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

constexpr int64_t kSecondsBeforeEpoch = 62135596800;  // from 0001-01-01 to 1970-01-01
constexpr uint64_t kNewestTime = uint64_t{1} << 60;   // microseconds behind every time

// What the time is worth in an order: more is earlier in the list; the undated are worth nothing.
uint64_t MeritOf(const DocumentFacts& facts, SearchOrder order) {
  if (!facts.is_dated) {
    return 0;
  }
  const auto rank = static_cast<uint64_t>(facts.seconds + kSecondsBeforeEpoch) * 1'000'000 +
                    static_cast<uint64_t>(facts.nanos) / 1000;
  return order == SearchOrder::kNewest ? rank + 1 : kNewestTime - rank;
}

class TopVisitor : public MatchVisitor {
 public:
  TopVisitor(const SearchArguments& arguments, uint64_t limit, const CallContext& call,
             ScanBudget* budget, BucketColumns* columns, NumberReader* reader)
      : arguments_(arguments),
        limit_(limit),
        wanted_(arguments.page_size + 1),
        call_(call),
        budget_(budget),
        columns_(columns),
        filter_(arguments.space, arguments.filter, columns),
        reader_(reader) {}

  // Lifetime: the phrases outlive the visitor.
  void SetPhrases(const std::vector<std::vector<std::string>>* phrases) { phrases_ = phrases; }

  absl::Status BeginBucket(uint32_t bucket) override {
    bucket_ = bucket;
    filter_.Open();
    return call_.Check();
  }

  bool CanEnter(uint64_t score, uint64_t number) const override {
    if (partial_) {
      return false;
    }
    return arguments_.order != SearchOrder::kRelevance || heap_.size() < wanted_ ||
           heap_.top() < RankedNumber{score, number, score};
  }

  bool WantsDocument(uint32_t offset) override {
    if (partial_ || filter_.MatchDocument(offset) == MatchResult::kNo) {
      return false;
    }
    if (arguments_.order == SearchOrder::kRelevance || heap_.size() < wanted_) {
      return true;
    }
    uint32_t document = 0;
    return heap_.top().merit <= MeritOf(columns_->Facts(offset, &document), arguments_.order);
  }

  absl::Status Visit(uint32_t offset, uint64_t score) override {
    RankedNumber match{score, NumberAt(bucket_, offset), score};
    if (partial_ || match.number >= limit_) {
      return absl::OkStatus();
    }
    if (arguments_.order != SearchOrder::kRelevance) {
      uint32_t document = 0;
      match.merit = MeritOf(columns_->Facts(offset, &document), arguments_.order);
    }
    if (heap_.size() == wanted_ && !(heap_.top() < match)) {
      return absl::OkStatus();
    }
    if (arguments_.after &&
        !(match < RankedNumber{arguments_.after->merit, arguments_.after->number, 0})) {
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const bool matches, Matches(offset, match.number));
    if (matches) {
      heap_.push(match);
      if (heap_.size() > wanted_) {
        heap_.pop();
      }
    }
    return absl::OkStatus();
  }

  bool partial() const { return partial_; }
  std::vector<RankedNumber> Take() {
    std::vector<RankedNumber> matches;
    for (; !heap_.empty(); heap_.pop()) {
      matches.push_back(heap_.top());
    }
    std::reverse(matches.begin(), matches.end());
    return matches;
  }

 private:
  absl::StatusOr<bool> Matches(uint32_t offset, uint64_t number) {
    const MatchResult by_columns = filter_.Match(offset);
    if (by_columns == MatchResult::kNo) {
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
    if (by_columns == MatchResult::kUnknown) {
      ASSIGN_OR_RETURN(const bool fulfils, reader_->Matches(arguments_.filter, number));
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

  struct IsBetter {
    bool operator()(const RankedNumber& a, const RankedNumber& b) const { return b < a; }
  };

  const SearchArguments& arguments_;
  const uint64_t limit_;
  const size_t wanted_;  // one more than the page, which tells whether there is a next one
  const CallContext& call_;
  ScanBudget* const budget_;
  BucketColumns* const columns_;
  ColumnFilter filter_;
  NumberReader* const reader_;
  const std::vector<std::vector<std::string>>* phrases_ = nullptr;
  uint32_t bucket_ = 0;
  bool partial_ = false;
  std::priority_queue<RankedNumber, std::vector<RankedNumber>, IsBetter> heap_;  // the worst on top
};

absl::StatusOr<uint64_t> NextNumber(const Snapshot& snapshot, absl::string_view corpus,
                                    Space space) {
  std::string bytes;
  ASSIGN_OR_RETURN(const bool found, snapshot.Get(Family::kMeta, NumbersKey(corpus), &bytes));
  if (!found) {
    return 0;
  }
  ASSIGN_OR_RETURN(const DocumentNumbers next, DecodeNextNumbers(bytes));
  return space == Space::kDocument ? next.document
         : space == Space::kClaim  ? next.first_claim
                                   : next.first_stance;
}

}  // namespace

std::string EncodeSearchPlace(const SearchPlace& place) {
  std::string bytes;
  for (const uint64_t value : {place.merit, place.number, place.limit}) {
    AppendVarint(value, &bytes);
  }
  for (const uint32_t rarity : place.rarities) {
    AppendVarint(rarity, &bytes);
  }
  return bytes;
}

bool DecodeSearchPlace(absl::string_view bytes, SearchPlace* place) {
  ByteReader reader(bytes);
  place->rarities.clear();
  if (!reader.ReadVarint(&place->merit) || !reader.ReadVarint(&place->number) ||
      !reader.ReadVarint(&place->limit)) {
    return false;
  }
  while (!reader.empty()) {
    uint64_t rarity = 0;
    if (!reader.ReadVarint(&rarity) || rarity > UINT32_MAX / 64) {
      return false;
    }
    place->rarities.push_back(static_cast<uint32_t>(rarity));
  }
  return true;
}

absl::StatusOr<uint64_t> CountOf(const Snapshot& snapshot, absl::string_view corpus, Space space) {
  std::string bytes;
  ASSIGN_OR_RETURN(const bool found, snapshot.Get(Family::kMeta, CorpusKey(corpus), &bytes));
  if (!found) {
    return 0;
  }
  ASSIGN_OR_RETURN(const CorpusCounts counts, DecodeCorpusCounts(bytes));
  return static_cast<uint64_t>(space == Space::kDocument ? counts.documents
                               : space == Space::kClaim  ? counts.claims
                                                         : counts.stances);
}

SearchQuery WithFilterTerms(const SearchQuery& query, const BoundFilter& filter) {
  SearchQuery narrowed = query;
  for (const Restriction* restriction : Conjuncts(filter)) {
    if (restriction->field == FilterField::kTerm && restriction->comparator == Comparator::kEqual &&
        !restriction->is_presence) {
      QueryAtom atom;
      atom.words.push_back(restriction->text);
      narrowed.clauses.push_back({/*is_excluded=*/false, {std::move(atom)}, /*is_unscored=*/true});
    }
  }
  return narrowed;
}

absl::StatusOr<SearchPage> SearchTop(const Snapshot& snapshot, const SearchArguments& arguments,
                                     const CallContext& call, ScanBudget* budget,
                                     NumberReader* reader) {
  ASSIGN_OR_RETURN(const uint64_t total, CountOf(snapshot, arguments.corpus, arguments.space));
  ASSIGN_OR_RETURN(uint64_t limit, NextNumber(snapshot, arguments.corpus, arguments.space));
  if (arguments.after) {
    limit = std::min(limit, arguments.after->limit);
  }
  BucketColumns columns(snapshot, arguments.corpus, arguments.space);
  const std::vector<uint32_t> kept =
      arguments.after ? arguments.after->rarities : std::vector<uint32_t>();
  ASSIGN_OR_RETURN(Matcher matcher,
                   Matcher::Open(snapshot, arguments.corpus, arguments.space,
                                 WithFilterTerms(arguments.query, arguments.filter), total, kept,
                                 &columns, reader));
  TopVisitor visitor(arguments, limit, call, budget, &columns, reader);
  visitor.SetPhrases(&matcher.phrases());
  RETURN_IF_ERROR(matcher.Run(arguments.order == SearchOrder::kRelevance, &visitor));
  SearchPage page;
  page.partial = visitor.partial();
  page.matches = visitor.Take();
  if (page.matches.size() > arguments.page_size) {
    page.matches.resize(arguments.page_size);
    page.next = {page.matches.back().merit, page.matches.back().number, limit, matcher.rarities()};
  }
  return page;
}

}  // namespace standpoint
