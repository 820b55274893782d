// What --help prints, and the names of a setting.

#ifndef STANDPOINT_COMMON_CONFIG_SETTINGS_HELP_H_
#define STANDPOINT_COMMON_CONFIG_SETTINGS_HELP_H_

#include <string>

#include "absl/strings/string_view.h"
#include "common/config/settings.h"
#include "google/protobuf/descriptor.h"

namespace standpoint {

// "server.max-request-bytes".
std::string FlagName(const SettingField& setting);

// "STANDPOINT_SERVER_MAX_REQUEST_BYTES".
std::string VariableName(const SettingField& setting);

// The whole text: how to call `program`, and each setting with its help, default and range.
std::string SettingsHelp(absl::string_view program, absl::string_view description,
                         const google::protobuf::Descriptor& type);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONFIG_SETTINGS_HELP_H_
