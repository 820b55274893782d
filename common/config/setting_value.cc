#include "common/config/setting_value.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"
#include "google/protobuf/text_format.h"

namespace standpoint {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int64_t kMaxDurationSeconds = 315'576'000'000;  // google/protobuf/duration.proto

bool IsDuration(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
         field.message_type() == google::protobuf::Duration::descriptor();
}

absl::Status Unreadable(absl::string_view text, absl::string_view expected) {
  return absl::InvalidArgumentError(absl::StrCat("\"", text, "\" is not ", expected));
}

absl::StatusOr<bool> ParseBool(absl::string_view text) {
  bool value = false;
  if (!absl::SimpleAtob(text, &value)) {
    return Unreadable(text, "true or false");
  }
  return value;
}

// An integer of type Int, in bytes where the setting counts bytes.
template <typename Int>
absl::StatusOr<Int> ParseInteger(const FieldDescriptor& field, absl::string_view text) {
  if (SettingOf(field).unit() == internal::v1::UNIT_BYTES) {
    ASSIGN_OR_RETURN(const int64_t bytes, ParseByteSize(text));
    if (bytes > 0 &&
        static_cast<uint64_t>(bytes) > static_cast<uint64_t>(std::numeric_limits<Int>::max())) {
      return Unreadable(text, absl::StrCat("at most ", std::numeric_limits<Int>::max(), " bytes"));
    }
    return static_cast<Int>(bytes);
  }
  Int value = 0;
  if (!absl::SimpleAtoi(text, &value)) {
    return Unreadable(text, absl::StrCat("a whole number from ", std::numeric_limits<Int>::min(),
                                         " to ", std::numeric_limits<Int>::max()));
  }
  return value;
}

absl::StatusOr<double> ParseNumber(absl::string_view text) {
  double value = 0;
  if (!absl::SimpleAtod(text, &value) || !std::isfinite(value)) {
    return Unreadable(text, "a number");
  }
  return value;
}

// "LEVEL_DEBUG" and "DEBUG" of enum Level are both "debug".
std::string ShortName(const EnumValueDescriptor& value) {
  std::string name = absl::AsciiStrToLower(std::string(value.name()));
  std::string prefix;
  for (const char c : std::string(value.type()->name())) {
    if (absl::ascii_isupper(static_cast<unsigned char>(c)) && !prefix.empty()) {
      prefix += '_';
    }
    prefix += absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  prefix += '_';
  return absl::StartsWith(name, prefix) ? name.substr(prefix.size()) : name;
}

absl::StatusOr<const EnumValueDescriptor*> ParseEnum(const FieldDescriptor& field,
                                                     absl::string_view text) {
  const auto& type = *field.enum_type();
  for (int i = 0; i < type.value_count(); ++i) {
    const EnumValueDescriptor& value = *type.value(i);
    if (value.number() != 0 && (absl::EqualsIgnoreCase(text, std::string(value.name())) ||
                                absl::EqualsIgnoreCase(text, ShortName(value)))) {
      return &value;
    }
  }
  return Unreadable(text, absl::StrCat("one of ", ValueKind(field)));
}

// Sets or adds one parsed value: the only place that knows the pairs of Set* and Add* of protobuf's
// reflection.
absl::Status Put(const FieldDescriptor& field, absl::string_view text, Message& message) {
  const Reflection& reflect = *message.GetReflection();
  const auto put = [&](auto set, auto add, auto value) -> absl::Status {
    if (!value.ok()) {
      return value.status();
    }
    field.is_repeated() ? (reflect.*add)(&message, &field, *std::move(value))
                        : (reflect.*set)(&message, &field, *std::move(value));
    return absl::OkStatus();
  };
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return put(&Reflection::SetInt32, &Reflection::AddInt32, ParseInteger<int32_t>(field, text));
    case FieldDescriptor::CPPTYPE_INT64:
      return put(&Reflection::SetInt64, &Reflection::AddInt64, ParseInteger<int64_t>(field, text));
    case FieldDescriptor::CPPTYPE_UINT32:
      return put(&Reflection::SetUInt32, &Reflection::AddUInt32,
                 ParseInteger<uint32_t>(field, text));
    case FieldDescriptor::CPPTYPE_UINT64:
      return put(&Reflection::SetUInt64, &Reflection::AddUInt64,
                 ParseInteger<uint64_t>(field, text));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return put(&Reflection::SetDouble, &Reflection::AddDouble, ParseNumber(text));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return put(&Reflection::SetFloat, &Reflection::AddFloat, ParseNumber(text));
    case FieldDescriptor::CPPTYPE_BOOL:
      return put(&Reflection::SetBool, &Reflection::AddBool, ParseBool(text));
    case FieldDescriptor::CPPTYPE_ENUM:
      return put(&Reflection::SetEnum, &Reflection::AddEnum, ParseEnum(field, text));
    case FieldDescriptor::CPPTYPE_STRING:
      return put(&Reflection::SetString, &Reflection::AddString,
                 absl::StatusOr<std::string>(std::string(text)));
    case FieldDescriptor::CPPTYPE_MESSAGE: {
      ASSIGN_OR_RETURN(const google::protobuf::Duration duration, ParseDurationSetting(text));
      Message* target = field.is_repeated() ? reflect.AddMessage(&message, &field)
                                            : reflect.MutableMessage(&message, &field);
      target->CopyFrom(duration);
      return absl::OkStatus();
    }
  }
  return absl::InvalidArgumentError("cannot be given as text");
}

// A number or duration as a comparable: the value itself, or seconds.
double Magnitude(const FieldDescriptor& field, const Message& message) {
  const Reflection& reflect = *message.GetReflection();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return reflect.GetInt32(message, &field);
    case FieldDescriptor::CPPTYPE_INT64:
      return static_cast<double>(reflect.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflect.GetUInt32(message, &field);
    case FieldDescriptor::CPPTYPE_UINT64:
      return static_cast<double>(reflect.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return reflect.GetDouble(message, &field);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return reflect.GetFloat(message, &field);
    default:
      return absl::ToDoubleSeconds(ToAbslDuration(
          static_cast<const google::protobuf::Duration&>(reflect.GetMessage(message, &field))));
  }
}

// As the text format writes it: the largest unit that divides `bytes`.
std::string FormatByteSize(int64_t bytes) {
  static constexpr absl::string_view kUnits[] = {"", "KiB", "MiB", "GiB", "TiB"};
  size_t unit = 0;
  while (bytes != 0 && bytes % 1024 == 0 && unit + 1 < std::size(kUnits)) {
    bytes /= 1024;
    ++unit;
  }
  return unit == 0 ? absl::StrCat(bytes) : absl::StrCat("\"", bytes, kUnits[unit], "\"");
}

}  // namespace

const internal::v1::Setting& SettingOf(const FieldDescriptor& field) {
  return field.options().GetExtension(internal::v1::setting);
}

bool IsValue(const FieldDescriptor& field) {
  return field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE || IsDuration(field);
}

absl::Status AddValue(const FieldDescriptor& field, absl::string_view path, absl::string_view text,
                      Message& message) {
  const absl::Status status = Put(field, text, message);
  return status.ok() ? status : InvalidField(path, status.message());
}

absl::Status SetValue(const FieldDescriptor& field, absl::string_view path, absl::string_view text,
                      Message& message) {
  if (!field.is_repeated()) {
    return AddValue(field, path, text, message);
  }
  message.GetReflection()->ClearField(&message, &field);
  for (const absl::string_view part : absl::StrSplit(text, ',', absl::SkipWhitespace())) {
    RETURN_IF_ERROR(AddValue(field, path, absl::StripAsciiWhitespace(part), message));
  }
  return absl::OkStatus();
}

std::string ValueText(const FieldDescriptor& field, int index, const Message& message) {
  if (IsDuration(field)) {
    const auto& duration = static_cast<const google::protobuf::Duration&>(
        field.is_repeated() ? message.GetReflection()->GetRepeatedMessage(message, &field, index)
                            : message.GetReflection()->GetMessage(message, &field));
    return absl::StrCat("\"", absl::FormatDuration(ToAbslDuration(duration)), "\"");
  }
  std::string text;
  google::protobuf::TextFormat::PrintFieldValueToString(message, &field,
                                                        field.is_repeated() ? index : -1, &text);
  int64_t bytes = 0;
  if (SettingOf(field).unit() == internal::v1::UNIT_BYTES && absl::SimpleAtoi(text, &bytes)) {
    return FormatByteSize(bytes);
  }
  return text;
}

absl::Status CheckValue(const FieldDescriptor& field, absl::string_view path,
                        const Message& message) {
  const internal::v1::Setting& setting = SettingOf(field);
  const bool text = field.cpp_type() == FieldDescriptor::CPPTYPE_STRING && !field.is_repeated();
  const bool given = field.is_repeated() ? message.GetReflection()->FieldSize(message, &field) > 0
                                         : message.GetReflection()->HasField(message, &field);
  if (setting.required() &&
      (!given || (text && message.GetReflection()->GetString(message, &field).empty()))) {
    return InvalidField(path, "must be set");
  }
  if (!given || field.is_repeated() || text) {
    return absl::OkStatus();
  }
  for (const bool is_min : {true, false}) {
    const std::string& bound = is_min ? setting.min_value() : setting.max_value();
    if (bound.empty()) {
      continue;
    }
    const std::unique_ptr<Message> limit(message.New());
    RETURN_IF_ERROR(AddValue(field, path, bound, *limit));
    const double value = Magnitude(field, message);
    const double least = Magnitude(field, *limit);
    if (is_min ? value < least : value > least) {
      return InvalidField(path, absl::StrCat("must be ", is_min ? "at least " : "at most ", bound));
    }
  }
  return absl::OkStatus();
}

std::string ValueKind(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true|false";
    case FieldDescriptor::CPPTYPE_ENUM: {
      std::vector<std::string> names;
      for (int i = 0; i < field.enum_type()->value_count(); ++i) {
        if (field.enum_type()->value(i)->number() != 0) {
          names.push_back(ShortName(*field.enum_type()->value(i)));
        }
      }
      return absl::StrJoin(names, "|");
    }
    case FieldDescriptor::CPPTYPE_STRING:
      return "text";
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return IsDuration(field) ? "duration" : "group";
    default:
      return SettingOf(field).unit() == internal::v1::UNIT_BYTES ? "size" : "number";
  }
}

absl::StatusOr<int64_t> ParseByteSize(absl::string_view text) {
  static constexpr std::pair<absl::string_view, int64_t> kUnits[] = {
      {"", 1},
      {"B", 1},
      {"KB", 1'000},
      {"MB", 1'000'000},
      {"GB", 1'000'000'000},
      {"TB", 1'000'000'000'000},
      {"KiB", int64_t{1} << 10},
      {"MiB", int64_t{1} << 20},
      {"GiB", int64_t{1} << 30},
      {"TiB", int64_t{1} << 40},
  };
  const size_t digits = std::min(text.find_first_not_of("0123456789.-"), text.size());
  const absl::string_view suffix = absl::StripLeadingAsciiWhitespace(text.substr(digits));
  for (const auto& [unit, bytes] : kUnits) {
    if (!absl::EqualsIgnoreCase(suffix, unit)) {
      continue;
    }
    int64_t whole = 0;
    double number = 0;
    if (bytes == 1 && absl::SimpleAtoi(text.substr(0, digits), &whole)) {
      return whole;
    }
    if (bytes != 1 && absl::SimpleAtod(text.substr(0, digits), &number) &&
        std::abs(number) * static_cast<double>(bytes) < 9.2e18) {
      return std::llround(number * static_cast<double>(bytes));
    }
  }
  return Unreadable(text, "a size, such as 4096, 64KiB or 1.5GB");
}

absl::StatusOr<google::protobuf::Duration> ParseDurationSetting(absl::string_view text) {
  absl::Duration duration;
  if (!absl::ParseDuration(text, &duration) ||
      absl::AbsDuration(duration) > absl::Seconds(kMaxDurationSeconds)) {
    return Unreadable(text, "a duration, such as 250ms, 1.5s or 1h30m");
  }
  return ToProtoDuration(duration);
}

}  // namespace standpoint
