// Page tokens that callers send: what decodes was made by us.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "store/query/page_token.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)standpoint::DecodePageToken(7, bytes);
  if (size < 300) {
    const auto place = standpoint::DecodePageToken(7, standpoint::EncodePageToken(7, bytes));
    if (!place.ok() || absl::string_view(*place) != bytes) {
      std::abort();
    }
  }
  return 0;
}
