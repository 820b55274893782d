#include "store/query/search/top.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "store/query/search/column_filter.h"
#include "store/query/search/filter_numbers.h"
#include "store/query/search/filter_words.h"
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
  TopVisitor(const SearchArguments& arguments, const CallContext& call, ScanBudget* budget,
             BucketColumns* columns, NumberReader* reader)
      : arguments_(arguments),
        call_(call),
        budget_(budget),
        columns_(columns),
        filter_(arguments.space, arguments.filter, columns),
        reader_(reader),
        best_(arguments.page_size + 1, arguments.order != SearchOrder::kOldest, columns, reader) {}

  // Lifetime: the phrases outlive the visitor.
  void SetPhrases(const std::vector<std::vector<std::string>>* phrases) { phrases_ = phrases; }

  absl::Status BeginBucket(uint32_t bucket) override {
    bucket_ = bucket;
    filter_.Open();
    return call_.Check();
  }

  bool CanEnter(uint64_t score) const override {
    return !partial_ && (arguments_.order != SearchOrder::kRelevance || best_.CanEnter(score));
  }

  bool WantsDocument(uint32_t offset) override {
    return !partial_ && filter_.MatchDocument(offset) != MatchResult::kNo &&
           (arguments_.order == SearchOrder::kRelevance || best_.CanEnter(MeritAt(offset)));
  }

  absl::Status Visit(uint32_t offset, uint64_t score, MatchResult has_phrases) override {
    const uint64_t merit = arguments_.order == SearchOrder::kRelevance ? score : MeritAt(offset);
    if (partial_ || !best_.CanEnter(merit)) {
      return absl::OkStatus();
    }
    RankedNumber match = best_.Rank(merit, NumberAt(bucket_, offset), score);
    if (!best_.IsAmong(&match) ||
        (arguments_.after &&
         !best_.IsBehind(&match, arguments_.after->merit, arguments_.after->place))) {
      return best_.status();
    }
    const MatchResult by_columns = filter_.Match(offset);
    if (by_columns == MatchResult::kNo) {
      return best_.status();
    }
    if (by_columns == MatchResult::kYes && has_phrases == MatchResult::kYes) {
      best_.Add(std::move(match));
      return best_.status();
    }
    waiting_.push_back(
        {std::move(match), by_columns != MatchResult::kYes, has_phrases != MatchResult::kYes});
    return waiting_.size() < kMostWaiting ? best_.status() : CheckWaiting();
  }

  // Looks at the records of what the index does not decide, the best first: most are never looked at. To be called at the
  // end, too.
  absl::Status CheckWaiting() {
    const auto is_behind = [this](const Waiting& a, const Waiting& b) {
      return best_.IsBefore(&b.match, &a.match);
    };
    std::make_heap(waiting_.begin(), waiting_.end(), is_behind);
    while (!waiting_.empty() && best_.IsAmong(&waiting_.front().match)) {
      if (budget_->exhausted()) {
        partial_ = true;
        break;
      }
      RETURN_IF_ERROR(budget_->Spend());
      std::pop_heap(waiting_.begin(), waiting_.end(), is_behind);
      ASSIGN_OR_RETURN(const bool matches, Matches(waiting_.back()));
      if (matches) {
        best_.Add(std::move(waiting_.back().match));
      }
      waiting_.pop_back();
    }
    waiting_.clear();
    return best_.status();
  }

  bool partial() const { return partial_; }
  BestNumbers& best() { return best_; }

 private:
  static constexpr size_t kMostWaiting = 1 << 15;

  // A match if its record says so.
  struct Waiting {
    mutable RankedNumber match;  // what is looked up to compare it changes no order
    bool needs_filter = false;
    bool needs_phrases = false;
  };

  absl::StatusOr<bool> Matches(const Waiting& waiting) {
    if (waiting.needs_filter) {
      ASSIGN_OR_RETURN(const bool fulfils,
                       reader_->Matches(arguments_.filter, waiting.match.number));
      if (!fulfils) {
        return false;
      }
    }
    return waiting.needs_phrases ? reader_->HoldsAll(*phrases_, waiting.match.number)
                                 : absl::StatusOr<bool>(true);
  }

  uint64_t MeritAt(uint32_t offset) {
    uint32_t document = 0;
    return MeritOf(columns_->Facts(offset, &document), arguments_.order);
  }

  const SearchArguments& arguments_;
  const CallContext& call_;
  ScanBudget* const budget_;
  BucketColumns* const columns_;
  ColumnFilter filter_;
  NumberReader* const reader_;
  const std::vector<std::vector<std::string>>* phrases_ = nullptr;
  uint32_t bucket_ = 0;
  bool partial_ = false;
  std::vector<Waiting> waiting_;
  BestNumbers best_;  // one more than the page, which tells whether there is a next one
};

// What the words of the filter do not tell already; of claims alone.
absl::StatusOr<FilterNumbers> NumbersOf(const Snapshot& snapshot,
                                        const SearchArguments& arguments) {
  return FilterNumbers::Open(snapshot, arguments.corpus,
                             arguments.space == Space::kClaim
                                 ? WithoutFilterWords(arguments.space, arguments.filter)
                                 : BoundFilter(),
                             arguments.known == nullptr ? nullptr : &arguments.known->names);
}

}  // namespace

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

absl::StatusOr<std::vector<WordCount>> CountWords(const Snapshot& snapshot,
                                                  const SearchArguments& arguments) {
  BucketColumns columns(snapshot, arguments.corpus, arguments.space);
  NumberReader reader(snapshot, arguments.corpus, arguments.space);
  ASSIGN_OR_RETURN(const Matcher matcher, Matcher::Open(snapshot, arguments.corpus, arguments.space,
                                                        arguments.query, 0, {}, &columns, &reader));
  return matcher.counts();
}

absl::StatusOr<SearchPage> SearchTop(const Snapshot& snapshot, const SearchArguments& arguments,
                                     const CallContext& call, ScanBudget* budget,
                                     NumberReader* reader) {
  ASSIGN_OR_RETURN(const uint64_t total, CountOf(snapshot, arguments.corpus, arguments.space));
  BucketColumns columns(snapshot, arguments.corpus, arguments.space,
                        arguments.known == nullptr ? nullptr : &arguments.known->facts);
  const std::vector<uint32_t> kept =
      arguments.after ? arguments.after->rarities : std::vector<uint32_t>();
  ASSIGN_OR_RETURN(Matcher matcher, Matcher::Open(snapshot, arguments.corpus, arguments.space,
                                                  WithFilterWords(arguments.space, arguments.query,
                                                                  arguments.filter),
                                                  total, kept, &columns, reader));
  ASSIGN_OR_RETURN(FilterNumbers numbers, NumbersOf(snapshot, arguments));
  matcher.NarrowTo(&numbers);
  TopVisitor visitor(arguments, call, budget, &columns, reader);
  visitor.SetPhrases(&matcher.phrases());
  RETURN_IF_ERROR(matcher.Run(arguments.order == SearchOrder::kRelevance, &visitor));
  RETURN_IF_ERROR(visitor.CheckWaiting());
  SearchPage page;
  page.partial = visitor.partial();
  page.matches = visitor.best().Take();
  RETURN_IF_ERROR(visitor.best().status());
  if (page.matches.size() > arguments.page_size) {
    page.matches.resize(arguments.page_size);
    page.next = {page.matches.back().merit, page.matches.back().place, matcher.rarities()};
  }
  return page;
}

}  // namespace standpoint
