#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "cli/spec/spec_format.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  (void)standpoint::ReadSpecLine(absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
