// Whatever lies on a disk: readers say that it is broken, and combining is the same in one step and in two.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "store/chunk/piece_list.h"
#include "store/chunk/posting_chunk.h"

namespace {

template <typename Combine>
void Check(Combine combine, absl::string_view a, absl::string_view b) {
  std::string both;
  std::string first;
  std::string then;
  if (!combine({a, b}, true, &both)) {
    return;
  }
  // What no writer makes may be mended by the first step; from then on it stays.
  if (!combine({both}, true, &first) || !combine({first, absl::string_view()}, true, &then) ||
      first != both || then != both) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace standpoint;  // NOLINT: one function
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t half = size == 0 ? 0 : data[0] * size / 256;
  Check([](const std::vector<absl::string_view>& values, bool whole,
           std::string* out) { return CombineChunks(values, whole, out); },
        bytes.substr(0, half), bytes.substr(half));
  PieceReader reader(bytes);
  for (Piece piece; reader.Next(&piece);) {
    if (piece.offset + piece.count > kBucketSize) {
      std::abort();
    }
  }
  std::string out;
  (void)CombinePieces({bytes.substr(0, half), bytes.substr(half)}, true, &out);
  return 0;
}
