// Joins lists that are in order.

#ifndef STANDPOINT_ROUTER_MERGE_MERGE_HEADS_H_
#define STANDPOINT_ROUTER_MERGE_MERGE_HEADS_H_

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"

namespace standpoint {

// What one shard gave: where its items stand, in order, and whether it has more behind them.
template <typename Place>
struct PlacedPart {
  std::vector<Place> places;
  std::optional<Place> more_behind;  // absent at the end of its list
};

// Where a joined page goes on; absent at the end.
template <typename Place>
using NextPlace = std::optional<Place>;

// Calls `take(part, item)` for up to `page_size` items of all parts, in order. Stops before what may not come next because
// a part that ended early, its budget spent, may have something before it. Returns behind which place the next page begins.
template <typename Place, typename IsBefore>
NextPlace<Place> MergeHeads(const std::vector<PlacedPart<Place>>& parts, size_t page_size,
                            const IsBefore& is_before,
                            absl::FunctionRef<void(size_t part, size_t item)> take) {
  NextPlace<Place> known_until;
  for (const PlacedPart<Place>& part : parts) {
    if (part.more_behind && (!known_until || is_before(*part.more_behind, *known_until))) {
      known_until = part.more_behind;
    }
  }
  std::vector<size_t> heads(parts.size(), 0);
  NextPlace<Place> last;
  for (size_t taken = 0;; ++taken) {
    size_t best = parts.size();
    for (size_t i = 0; i < parts.size(); ++i) {
      if (heads[i] < parts[i].places.size() &&
          (best == parts.size() ||
           is_before(parts[i].places[heads[i]], parts[best].places[heads[best]]))) {
        best = i;
      }
    }
    const bool none = best == parts.size();
    if (!none && taken < page_size &&
        !(known_until && is_before(*known_until, parts[best].places[heads[best]]))) {
      last = parts[best].places[heads[best]];
      take(best, heads[best]++);
      continue;
    }
    if (none && !known_until) {
      return std::nullopt;
    }
    return taken == page_size ? last : known_until;
  }
}

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_MERGE_MERGE_HEADS_H_
