// Claims whose embeddings point the same way.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_NEAREST_H_
#define STANDPOINT_STORE_QUERY_SEARCH_NEAREST_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "store/engine/engine.h"
#include "store/query/bound_filter.h"
#include "store/query/search/number_reader.h"

namespace standpoint {

struct NearClaim {
  uint64_t number = 0;
  float cosine = 0;
};

// Of how many claims per wanted one, at least, the embeddings are compared, those with the nearest sketches.
inline constexpr size_t kRescored = 8;

// Claims that `filter` does not rule out as far as the index tells, the nearest first, then those stored last first:
// all sketches (one bit a component) are looked at, then the embeddings of the best of them. Claims without embedding, or
// with one of another size, are not found. Memory: that of a bucket's sketches; they are read through the store's cache.
// `embedding`: signed 8-bit components. Errors: those of `call`; INTERNAL.
absl::StatusOr<std::vector<NearClaim>> FindNearest(const Snapshot& snapshot,
                                                   absl::string_view corpus,
                                                   absl::string_view embedding,
                                                   const BoundFilter& filter, size_t limit,
                                                   const CallContext& call, NumberReader* reader);

// 0 when a side is zero or the sizes differ. Range [-1, 1].
float CosineOf(absl::string_view a, absl::string_view b);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_NEAREST_H_
