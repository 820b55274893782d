#include "common/config/settings_help.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/config/setting_value.h"

namespace standpoint {
namespace {

// "Largest request message. [16MiB; 1KiB to 1GiB]"
std::string Explanation(const google::protobuf::FieldDescriptor& field) {
  const internal::v1::Setting& setting = SettingOf(field);
  std::string text = setting.help();
  std::string notes = setting.default_value();
  if (setting.required() && notes.empty()) {
    notes = "must be set";
  }
  if (!setting.min_value().empty() || !setting.max_value().empty()) {
    absl::StrAppend(&notes, notes.empty() ? "" : "; ");
    if (setting.max_value().empty()) {
      absl::StrAppend(&notes, "at least ", setting.min_value());
    } else if (setting.min_value().empty()) {
      absl::StrAppend(&notes, "at most ", setting.max_value());
    } else {
      absl::StrAppend(&notes, setting.min_value(), " to ", setting.max_value());
    }
  }
  return notes.empty() ? text : absl::StrCat(text, " [", notes, "]");
}

}  // namespace

std::string FlagName(const SettingField& setting) {
  return absl::StrReplaceAll(setting.path, {{"_", "-"}});
}

std::string VariableName(const SettingField& setting) {
  return absl::StrCat("STANDPOINT_",
                      absl::AsciiStrToUpper(absl::StrReplaceAll(setting.path, {{".", "_"}})));
}

std::string SettingsHelp(absl::string_view program, absl::string_view description,
                         const google::protobuf::Descriptor& type) {
  std::string text = absl::StrCat(
      description, "\n\nUsage: ", program,
      " [FLAG...]\n\n"
      "  --config=FILE\n      Reads settings from FILE, in protobuf's text format.\n"
      "  --check-config\n      Prints the effective settings and ends; status 2 if they are "
      "wrong.\n"
      "  --version, --help\n\n"
      "Settings, with [default; range]. The environment overrules the file, flags overrule both;\n"
      "the variable of --a.b-c is STANDPOINT_A_B_C.\n\n");
  for (const SettingField& setting : ListSettings(type)) {
    absl::StrAppend(&text, "  --", FlagName(setting), "=", ValueKind(setting.value()), "\n      ",
                    Explanation(setting.value()), "\n");
  }
  return text;
}

}  // namespace standpoint
