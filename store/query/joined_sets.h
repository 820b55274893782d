// Disjoint sets that are joined.

#ifndef STANDPOINT_STORE_QUERY_JOINED_SETS_H_
#define STANDPOINT_STORE_QUERY_JOINED_SETS_H_

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace standpoint {

// The numbers below `size`, at first each in a set of its own. Threads: one at a time.
class JoinedSets {
 public:
  explicit JoinedSets(size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0); }

  // The least number of the set of `i`.
  size_t Root(size_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }

  void Join(size_t a, size_t b) {
    const size_t x = Root(a);
    const size_t y = Root(b);
    parent_[std::max(x, y)] = std::min(x, y);
  }

 private:
  std::vector<size_t> parent_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_JOINED_SETS_H_
