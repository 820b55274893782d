// Settings messages as wholes: defaults, ranges, and the list of their settings. The message may be
// any whose fields carry the `setting` option; fields of message type other than
// google.protobuf.Duration are groups of settings.

#ifndef STANDPOINT_COMMON_CONFIG_SETTINGS_H_
#define STANDPOINT_COMMON_CONFIG_SETTINGS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace standpoint {

// Gives every setting that has no value the default of its option, in groups too; values that are
// there stay, explicit zeros of `optional` fields included. A program error in an option's text
// shows as a Status in tests.
absl::Status ApplyDefaults(google::protobuf::Message& settings);

// Checks ranges and required settings. Errors: INVALID_FIELD that names the path
// ("server.max_request_bytes").
absl::Status CheckSettings(const google::protobuf::Message& settings);

// One setting of a message type.
struct SettingField {
  std::string path;  // "server.max_request_bytes"
  std::vector<const google::protobuf::FieldDescriptor*>
      fields;  // from the outermost group to the value

  const google::protobuf::FieldDescriptor& value() const { return *fields.back(); }
};

// All settings that text can give, in the order of their declaration. Repeated groups and maps are
// missing: they come from the file alone.
std::vector<SettingField> ListSettings(const google::protobuf::Descriptor& type);

// Sets the value that `setting` names within `settings`, replacing what was there.
absl::Status SetSetting(const SettingField& setting, absl::string_view text,
                        google::protobuf::Message& settings);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONFIG_SETTINGS_H_
