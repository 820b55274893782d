// Settings as a text file: protobuf's text format, where durations may be written "5m", sizes "64MiB" and enumerations in
// any case.
//
//   server { address: "0.0.0.0:7300" max_request_bytes: "16MiB" drain_timeout: "25s" }
//   log { level: debug }   # a comment

#ifndef STANDPOINT_COMMON_CONFIG_SETTINGS_TEXT_H_
#define STANDPOINT_COMMON_CONFIG_SETTINGS_TEXT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace standpoint {

// Puts what `text` says into `settings`; values that it does not name stay. Errors: INVALID_ARGUMENT (INVALID_CONFIG),
// message "FILE:LINE:COLUMN: what", with `file` for FILE: malformed text, an unknown setting, a value that the setting
// cannot take, a setting given twice.
absl::Status ParseSettingsText(absl::string_view file, absl::string_view text,
                               google::protobuf::Message& settings);

// Every setting that has a value, in a form that ParseSettingsText takes.
std::string PrintSettingsText(const google::protobuf::Message& settings);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONFIG_SETTINGS_TEXT_H_
