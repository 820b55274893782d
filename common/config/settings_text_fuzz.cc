// Whatever is taken prints as something that is taken again, as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "common/config/settings_text.h"
#include "standpoint/internal/example/v1/example.pb.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using standpoint::internal::example::v1::Bakery;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  Bakery bakery;
  if (!standpoint::ParseSettingsText("fuzz", text, bakery).ok()) {
    return 0;
  }
  Bakery again;
  const std::string printed = standpoint::PrintSettingsText(bakery);
  if (!standpoint::ParseSettingsText("again", printed, again).ok() ||
      printed != standpoint::PrintSettingsText(again)) {
    std::abort();
  }
  return 0;
}
