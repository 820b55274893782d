#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "cli/ingest/json_keys.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto keys =
      standpoint::JsonKeys::Make({"body=text", "id=labels.id", "tags=labels.tags"}, true);
  (void)keys->Apply(absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
