// One setting and its text, as flags, the environment and defaults write it.

#ifndef STANDPOINT_COMMON_CONFIG_SETTING_VALUE_H_
#define STANDPOINT_COMMON_CONFIG_SETTING_VALUE_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/message.h"
#include "standpoint/internal/v1/config_options.pb.h"

namespace standpoint {

// The option on `field`; the empty Setting when it has none.
const internal::v1::Setting& SettingOf(const google::protobuf::FieldDescriptor& field);

// Whether `field` holds one value or a list of values, as opposed to a group of settings of its
// own.
bool IsValue(const google::protobuf::FieldDescriptor& field);

// Sets `field` of `message` from `text`, or appends to it one element if it is repeated.
// Numbers: decimal; with UNIT_BYTES also "64MiB", "1.5GB". Durations: "1.5s", "5m", "1h30m". Booleans: true, false, yes,
// no, 1, 0. Enumerations: the value's name in any case. Errors: INVALID_FIELD that names `path`.
absl::Status AddValue(const google::protobuf::FieldDescriptor& field, absl::string_view path,
                      absl::string_view text, google::protobuf::Message& message);

// As AddValue, but a repeated field becomes the comma-separated parts of `text`.
absl::Status SetValue(const google::protobuf::FieldDescriptor& field, absl::string_view path,
                      absl::string_view text, google::protobuf::Message& message);

// A value that is set (of a repeated field: element `index`) as the text format writes it, in a form that AddValue takes:
// "16MiB" and "5m" in quotation marks, numbers, words.
std::string ValueText(const google::protobuf::FieldDescriptor& field, int index,
                      const google::protobuf::Message& message);

// Checks a value that is set against the range of its setting, and one that is required for being
// there.
absl::Status CheckValue(const google::protobuf::FieldDescriptor& field, absl::string_view path,
                        const google::protobuf::Message& message);

// What SetValue takes for a value: "duration", "size", "true or false", "debug|info|warning|error".
std::string ValueKind(const google::protobuf::FieldDescriptor& field);

// Units: bytes. "64MiB" is 67,108,864, "64MB" is 64,000,000. Errors: INVALID_ARGUMENT without
// field.
absl::StatusOr<int64_t> ParseByteSize(absl::string_view text);

// Errors: INVALID_ARGUMENT without field; also for what google.protobuf.Duration cannot hold.
absl::StatusOr<google::protobuf::Duration> ParseDurationSetting(absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONFIG_SETTING_VALUE_H_
