#include "common/config/load.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/config/nearest.h"
#include "common/config/settings.h"
#include "common/config/settings_help.h"
#include "common/config/settings_text.h"
#include "common/metrics/metrics.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr absl::string_view kPrefix = "STANDPOINT_";
constexpr absl::string_view kConfigVariable = "STANDPOINT_CONFIG";
// A person may have them in his profile, for the command line.
constexpr absl::string_view kNoSettings[] = {"STANDPOINT_SERVER", "STANDPOINT_INGEST_SERVER",
                                             "STANDPOINT_QUERY_SERVER", "STANDPOINT_LANGUAGE_MODEL",
                                             "STANDPOINT_HEADS_MODEL"};

absl::Status Wrong(absl::string_view what) {
  return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_CONFIG", what);
}

// "server.max-request-bytes" to "server.max_request_bytes".
std::string PathOfFlag(absl::string_view name) { return absl::StrReplaceAll(name, {{"-", "_"}}); }

// One flag of the command line: a setting, or one of ours.
struct Flag {
  std::string name;  // as written, without dashes
  std::optional<std::string> value;
};

// The command line, read but not yet believed.
struct CommandLine {
  bool help = false;
  bool version = false;
  bool check = false;
  std::string config_file;
  std::vector<std::pair<const SettingField*, Flag>> settings;
};

class Loader {
 public:
  Loader(const ConfigSources& sources, Message& settings)
      : sources_(sources), settings_(settings), known_(ListSettings(*settings.GetDescriptor())) {}

  absl::StatusOr<LoadedConfig> Load() {
    ASSIGN_OR_RETURN(const CommandLine line, ReadCommandLine());
    if (line.help) {
      return LoadedConfig{
          false, SettingsHelp(sources_.program, sources_.description, *settings_.GetDescriptor())};
    }
    if (line.version) {
      return LoadedConfig{false, absl::StrCat(sources_.program, " ", Version(), "\n")};
    }
    RETURN_IF_ERROR(ReadFile(line.config_file));
    RETURN_IF_ERROR(ReadEnvironment());
    for (const auto& [setting, flag] : line.settings) {
      const absl::Status status = SetSetting(*setting, flag.value.value_or("true"), settings_);
      if (!status.ok()) {
        return Wrong(absl::StrCat("--", status.message()));
      }
    }
    RETURN_IF_ERROR(ApplyDefaults(settings_));
    if (const absl::Status status = CheckSettings(settings_); !status.ok()) {
      return Wrong(status.message());
    }
    return line.check ? LoadedConfig{false, PrintSettingsText(settings_)} : LoadedConfig();
  }

 private:
  const SettingField* Find(absl::string_view path) const {
    const auto found =
        std::find_if(known_.begin(), known_.end(),
                     [path](const SettingField& field) { return field.path == path; });
    return found == known_.end() ? nullptr : &*found;
  }

  absl::StatusOr<CommandLine> ReadCommandLine() const {
    CommandLine line;
    const auto& arguments = sources_.arguments;
    for (size_t i = 0; i < arguments.size(); ++i) {
      const absl::string_view argument = arguments[i];
      if (argument == "-h") {
        line.help = true;
        continue;
      }
      if (!absl::StartsWith(argument, "--") || argument.size() == 2) {
        return Wrong(absl::StrCat("unexpected argument \"", argument, "\"; see --help"));
      }
      Flag flag;
      const size_t equals = argument.find('=');
      flag.name =
          std::string(argument.substr(2, equals == absl::string_view::npos ? equals : equals - 2));
      if (equals != absl::string_view::npos) {
        flag.value = std::string(argument.substr(equals + 1));
      }
      const SettingField* setting = Find(PathOfFlag(flag.name));
      const bool takes_value = setting == nullptr
                                   ? flag.name == "config"
                                   : setting->value().cpp_type() != FieldDescriptor::CPPTYPE_BOOL;
      if (takes_value && !flag.value) {
        if (i + 1 == arguments.size()) {
          return Wrong(absl::StrCat("--", flag.name, " needs a value"));
        }
        flag.value = arguments[++i];
      }
      RETURN_IF_ERROR(Accept(setting, std::move(flag), line));
    }
    return line;
  }

  absl::Status Accept(const SettingField* setting, Flag flag, CommandLine& line) const {
    if (setting != nullptr) {
      line.settings.emplace_back(setting, std::move(flag));
      return absl::OkStatus();
    }
    if (flag.name == "config") {
      line.config_file = *flag.value;
      return absl::OkStatus();
    }
    const std::pair<absl::string_view, bool&> switches[] = {
        {"help", line.help}, {"version", line.version}, {"check-config", line.check}};
    for (const auto& [name, on] : switches) {
      if (flag.name == name && !flag.value) {
        on = true;
        return absl::OkStatus();
      }
    }
    std::vector<std::string> known = {"--config", "--check-config", "--help", "--version"};
    for (const SettingField& field : known_) {
      known.push_back(absl::StrCat("--", FlagName(field)));
    }
    const std::string written = absl::StrCat("--", flag.name);
    return Wrong(absl::StrCat("unknown flag ", written, DidYouMean(written, known)));
  }

  absl::Status ReadFile(std::string name) {
    const auto variable = sources_.environment.find(std::string(kConfigVariable));
    if (name.empty() && variable != sources_.environment.end()) {
      name = variable->second;
    }
    if (name.empty()) {
      return absl::OkStatus();
    }
    std::ifstream file(name, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    if (!file.good() && !(file.eof() && !file.bad())) {
      return Wrong(absl::StrCat(name, ": cannot be read"));
    }
    return ParseSettingsText(name, text.str(), settings_);
  }

  absl::Status ReadEnvironment() {
    for (const auto& [name, value] : sources_.environment) {
      if (!absl::StartsWith(name, kPrefix) || name == kConfigVariable ||
          absl::c_linear_search(kNoSettings, name)) {
        continue;
      }
      std::vector<std::string> known;
      const SettingField* found = nullptr;
      for (const SettingField& setting : known_) {
        known.push_back(VariableName(setting));
        found = known.back() == name ? &setting : found;
      }
      if (found == nullptr) {
        return Wrong(absl::StrCat("unknown environment variable ", name, DidYouMean(name, known)));
      }
      const absl::Status status = SetSetting(*found, value, settings_);
      if (!status.ok()) {
        return Wrong(absl::StrCat(name, ": ", status.message()));
      }
    }
    return absl::OkStatus();
  }

  const ConfigSources& sources_;
  Message& settings_;
  const std::vector<SettingField> known_;
};

}  // namespace

absl::StatusOr<LoadedConfig> LoadConfig(const ConfigSources& sources, Message& settings) {
  return Loader(sources, settings).Load();
}

std::map<std::string, std::string> Environment() {
  std::map<std::string, std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const absl::string_view text = *entry;
    const size_t equals = text.find('=');
    if (equals != absl::string_view::npos) {
      result.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
  }
  return result;
}

void LoadConfigOrExit(absl::string_view program, absl::string_view description, int argc,
                      const char* const* argv, Message& settings) {
  ConfigSources sources;
  sources.program = std::string(program);
  sources.description = std::string(description);
  sources.arguments.assign(argv + std::min(argc, 1), argv + argc);
  sources.environment = Environment();
  const auto loaded = LoadConfig(sources, settings);
  if (!loaded.ok()) {
    std::fprintf(stderr, "%s: %s\n", sources.program.c_str(),
                 std::string(loaded.status().message()).c_str());
    std::exit(2);
  }
  if (!loaded->run) {
    std::fputs(loaded->output.c_str(), stdout);
    std::exit(0);
  }
}

}  // namespace standpoint
