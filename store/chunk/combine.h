// How values grow without being read: engines keep what is added to a key and make one value of it when they like.

#ifndef STANDPOINT_STORE_CHUNK_COMBINE_H_
#define STANDPOINT_STORE_CHUNK_COMBINE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// Makes one value of what was added to a key, oldest first. `whole`: the first is the oldest there is. Must give the
// same whether all are combined at once or step by step. False when a value is broken.
using CombineFunction = bool (*)(absl::Span<const absl::string_view> values, bool whole,
                                 std::string* out);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CHUNK_COMBINE_H_
