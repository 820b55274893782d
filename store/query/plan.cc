#include "store/query/plan.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

// How many entries of an index are counted before it is held to be long.
constexpr int kProbe = 128;

// An index in which every match of a restriction stands.
struct Choice {
  IndexKind kind;
  std::string term;
};

std::optional<Choice> ChoiceOf(const Restriction& restriction) {
  if (restriction.comparator != Comparator::kEqual || restriction.text.empty()) {
    return std::nullopt;
  }
  switch (restriction.field) {
    case FilterField::kSource:
      return Choice{IndexKind::kDocumentBySource, restriction.text};
    case FilterField::kTextDigest:
      return Choice{IndexKind::kDocumentByDigest, restriction.text};
    default:
      return std::nullopt;
  }
}

// Ranks are coarser than times, so bounds are widened to the rank; the filter itself is exact.
void NarrowTime(const Restriction& restriction, ListPlan* plan) {
  if (restriction.field != FilterField::kPublishTime) {
    return;
  }
  plan->with_undated = false;  // an absent time fulfils nothing
  const TimeRank rank = RankOf(ToProtoTimestamp(restriction.time));
  switch (restriction.comparator) {
    case Comparator::kEqual:
      plan->first = std::max(plan->first, rank);
      plan->last = std::min(plan->last, rank);
      break;
    case Comparator::kLess:
    case Comparator::kLessOrEqual:
      plan->last = std::min(plan->last, rank);
      break;
    case Comparator::kGreater:
    case Comparator::kGreaterOrEqual:
      plan->first = std::max(plan->first, rank);
      break;
    case Comparator::kHas:
    case Comparator::kNotEqual:
      break;
  }
}

absl::StatusOr<int> CountEntries(const Snapshot& snapshot, const ListPlan& plan) {
  const TimeRank last = plan.with_undated ? kUndated : plan.last;
  const auto it = snapshot.NewIterator(Family::kIndex, PostingRange(plan.prefix, plan.first, last));
  int count = 0;
  for (it->SeekToFirst(); it->Valid() && count < kProbe; it->Next()) {
    ++count;
  }
  RETURN_IF_ERROR(it->status());
  return count;
}

}  // namespace

absl::StatusOr<ListPlan> PlanList(const Snapshot& snapshot, absl::string_view corpus,
                                  const BoundFilter& filter) {
  ListPlan scan;
  std::vector<Choice> choices;
  for (const Restriction* restriction : Conjuncts(filter)) {
    NarrowTime(*restriction, &scan);
    if (auto choice = ChoiceOf(*restriction)) {
      choices.push_back(*std::move(choice));
    }
  }
  scan.prefix = PostingPrefix(corpus, scan.kind, "");
  ListPlan best = scan;
  int fewest = kProbe + 1;
  for (const Choice& choice : choices) {
    ListPlan plan = scan;
    plan.kind = choice.kind;
    plan.prefix = PostingPrefix(corpus, choice.kind, choice.term);
    int count = 0;
    if (choices.size() > 1) {
      ASSIGN_OR_RETURN(count, CountEntries(snapshot, plan));
    }
    if (count < fewest) {
      fewest = count;
      best = std::move(plan);
    }
  }
  return best;
}

}  // namespace standpoint
