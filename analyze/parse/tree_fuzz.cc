// The best tree over any scores, read from the bytes: one root and no cycle.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "analyze/parse/tree.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) {
    return 0;
  }
  const size_t words = 1 + data[0] % 48;
  std::vector<float> scores(words * (words + 1));
  for (size_t i = 0; i < scores.size() && size > 1; ++i) {
    uint8_t four[4];
    for (size_t k = 0; k < 4; ++k) {
      four[k] = data[1 + (4 * i + k) % (size - 1)];
    }
    std::memcpy(&scores[i], four, sizeof(four));
  }
  std::vector<uint32_t> heads(words);
  standpoint::BestTree({scores.data(), words, words + 1}, heads.data());
  std::vector<uint8_t> marks;
  if (!standpoint::IsTree(heads.data(), words, marks)) {
    std::abort();
  }
  return 0;
}
