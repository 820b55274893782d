// Whatever a client sends as a token: it is understood and comes back, or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "common/token/consistency_token.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace standpoint;  // NOLINT: one function
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto documents = DecodeConsistencyToken("token", bytes);
  if (documents.ok()) {
    const auto again = DecodeConsistencyToken("token", EncodeConsistencyToken(*documents));
    if (!again.ok() || again->size() != documents->size()) {
      std::abort();
    }
  }
  return 0;
}
