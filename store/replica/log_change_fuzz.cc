// Any record's value must be refused or be a change that can be written.

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "store/replica/log_change.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  standpoint::ChangeOf(absl::string_view(reinterpret_cast<const char*>(data), size)).IgnoreError();
  return 0;
}
