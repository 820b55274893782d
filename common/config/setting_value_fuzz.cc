// Texts of flags and variables: no text harms, what is taken lies in its type's range.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "common/config/setting_value.h"
#include "common/config/settings.h"
#include "standpoint/internal/example/v1/example.pb.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using standpoint::internal::example::v1::Bakery;
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  Bakery bakery;
  for (const standpoint::SettingField& setting : standpoint::ListSettings(*Bakery::descriptor())) {
    (void)standpoint::SetSetting(setting, text, bakery);
  }
  (void)standpoint::CheckSettings(bakery);
  const auto duration = standpoint::ParseDurationSetting(text);
  if (duration.ok() &&
      (duration->nanos() <= -1'000'000'000 || duration->nanos() >= 1'000'000'000)) {
    std::abort();
  }
  return 0;
}
