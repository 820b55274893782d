#include "common/config/settings.h"

#include "absl/strings/str_cat.h"
#include "common/config/setting_value.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::string Join(absl::string_view prefix, absl::string_view name) {
  return prefix.empty() ? std::string(name) : absl::StrCat(prefix, ".", name);
}

absl::Status ApplyDefaultsAt(absl::string_view prefix, Message& settings);

absl::Status ApplyDefault(const FieldDescriptor& field, const std::string& path,
                          Message& settings) {
  const Reflection& reflect = *settings.GetReflection();
  if (IsValue(field)) {
    const bool given = field.is_repeated() ? reflect.FieldSize(settings, &field) > 0
                                           : reflect.HasField(settings, &field);
    const std::string& text = SettingOf(field).default_value();
    return given || text.empty() ? absl::OkStatus() : SetValue(field, path, text, settings);
  }
  if (!field.is_repeated()) {
    return ApplyDefaultsAt(path, *reflect.MutableMessage(&settings, &field));
  }
  for (int i = 0; i < reflect.FieldSize(settings, &field); ++i) {
    RETURN_IF_ERROR(ApplyDefaultsAt(absl::StrCat(path, "[", i, "]"),
                                    *reflect.MutableRepeatedMessage(&settings, &field, i)));
  }
  return absl::OkStatus();
}

absl::Status ApplyDefaultsAt(absl::string_view prefix, Message& settings) {
  const Descriptor& type = *settings.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!field.is_map()) {
      RETURN_IF_ERROR(ApplyDefault(field, Join(prefix, std::string(field.name())), settings));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckAt(absl::string_view prefix, const Message& settings) {
  const Descriptor& type = *settings.GetDescriptor();
  const Reflection& reflect = *settings.GetReflection();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    const std::string path = Join(prefix, std::string(field.name()));
    if (IsValue(field)) {
      RETURN_IF_ERROR(CheckValue(field, path, settings));
    } else if (!field.is_repeated()) {
      RETURN_IF_ERROR(CheckAt(path, reflect.GetMessage(settings, &field)));
    } else {
      for (int k = 0; k < reflect.FieldSize(settings, &field); ++k) {
        RETURN_IF_ERROR(CheckAt(absl::StrCat(path, "[", k, "]"),
                                reflect.GetRepeatedMessage(settings, &field, k)));
      }
    }
  }
  return absl::OkStatus();
}

void ListInto(const SettingField& group, const Descriptor& type, std::vector<SettingField>& out) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor* field = type.field(i);
    SettingField here{Join(group.path, std::string(field->name())), group.fields};
    here.fields.push_back(field);
    if (IsValue(*field)) {
      out.push_back(std::move(here));
    } else if (!field->is_repeated()) {
      ListInto(here, *field->message_type(), out);
    }
  }
}

}  // namespace

absl::Status ApplyDefaults(Message& settings) { return ApplyDefaultsAt("", settings); }

absl::Status CheckSettings(const Message& settings) { return CheckAt("", settings); }

std::vector<SettingField> ListSettings(const Descriptor& type) {
  std::vector<SettingField> result;
  ListInto({}, type, result);
  return result;
}

absl::Status SetSetting(const SettingField& setting, absl::string_view text, Message& settings) {
  Message* group = &settings;
  for (size_t i = 0; i + 1 < setting.fields.size(); ++i) {
    group = group->GetReflection()->MutableMessage(group, setting.fields[i]);
  }
  group->GetReflection()->ClearField(group, &setting.value());
  return SetValue(setting.value(), setting.path, text, *group);
}

}  // namespace standpoint
