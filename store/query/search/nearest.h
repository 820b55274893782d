// Claims whose embeddings point the same way.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_NEAREST_H_
#define STANDPOINT_STORE_QUERY_SEARCH_NEAREST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "store/engine/engine.h"
#include "store/query/bound_filter.h"
#include "store/query/place.h"
#include "store/query/search/filter_numbers.h"
#include "store/query/search/number_reader.h"

namespace standpoint {

struct NearClaim {
  uint32_t distance = 0;        // bits in which the sketches differ
  std::optional<float> cosine;  // of the embeddings; absent when they have not the same size
  ScanPlace place;
};

// Of how many claims the embeddings are compared, those with the nearest sketches, to tell the `limit` nearest.
size_t ComparedFor(size_t limit);

// Of the claims that `filter` does not rule out as far as the index tells (`numbers` are those that may fulfil it), those whose embeddings were compared to tell
// the `limit` nearest: the nearest sketch (one bit a component) first, then in the order of lists. Claims without
// embedding are not found. Memory: that of a bucket's sketches; they are read through the store's cache. `embedding`:
// signed 8-bit components. Errors: those of `call`; INTERNAL.
absl::StatusOr<std::vector<NearClaim>> CompareSketches(
    const Snapshot& snapshot, absl::string_view corpus, absl::string_view embedding,
    const BoundFilter& filter, FilterNumbers* numbers, size_t limit, const CallContext& call,
    NumberReader* reader);

// Of what CompareSketches gave, of one store or of several in that order, the `limit` nearest: the largest cosine first,
// then in the order of lists. Claims with an embedding of another size are not among them.
std::vector<NearClaim> TakeNearest(std::vector<NearClaim> compared, size_t limit);

// 0 when a side is zero or the sizes differ. Range [-1, 1].
float CosineOf(absl::string_view a, absl::string_view b);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_NEAREST_H_
