#include "cli/completion/bash.h"

#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace standpoint {
namespace {

// The loop finds the command that was typed so far: words that are no options and belong to the
// command that came before. Values that look like commands are skipped by their option.
constexpr char kFunction[] = R"bash(# Completion of standpoint for bash.
_standpoint() {
  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
  local command="" i word commands
  COMPREPLY=()
  # bash hands --option=value over as three words.
  if [[ "$current" == "=" ]]; then
    current=""
  elif [[ "$previous" == "=" ]] && ((COMP_CWORD > 1)); then
    previous="${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="${COMP_WORDS[i]}"
    case " $(_standpoint_commands "$command") " in
      *" $word "*) command="${command:+$command }$word" ;;
    esac
  done
  commands="$(_standpoint_commands "$command")"
  if [[ "$previous" == -* ]] && _standpoint_values "$command" "$previous"; then
    if [[ -n "$REPLY" ]]; then
      COMPREPLY=($(compgen -W "$REPLY" -- "$current"))
    else
      COMPREPLY=($(compgen -f -- "$current"))
    fi
  elif [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$(_standpoint_options "$command")" -- "$current"))
  elif [[ -n "$commands" ]]; then
    COMPREPLY=($(compgen -W "$commands" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _standpoint standpoint
)bash";

// "{auto,always,never}" of a type name, as the words.
std::string AllowedWords(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const size_t begin = type.find('{');
  const size_t end = type.find('}');
  if (begin == std::string::npos || end == std::string::npos) return "";
  return absl::StrReplaceAll(type.substr(begin + 1, end - begin - 1), {{",", " "}});
}

std::vector<std::string> NamesOf(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

// What the cases of the three functions say, collected over all commands.
struct Cases {
  std::string commands;
  std::string options;
  std::string values;
};

void Collect(const CLI::App& app, const std::string& path, Cases& cases) {
  std::vector<std::string> commands;
  const auto no_filter = [](const CLI::App*) { return true; };
  for (const CLI::App* command : app.get_subcommands(no_filter)) {
    if (command->get_group().empty()) continue;  // hidden
    commands.push_back(command->get_name());
    Collect(*command, path.empty() ? command->get_name() : path + " " + command->get_name(), cases);
  }
  std::vector<std::string> options;
  for (const CLI::Option* option : app.get_options()) {
    const std::vector<std::string> names = NamesOf(*option);
    options.insert(options.end(), names.begin(), names.end());
    const bool takes_value = option->get_items_expected_max() > 0;
    if (names.empty() || !takes_value) continue;
    absl::StrAppend(&cases.values, "    \"", path, " ",
                    absl::StrJoin(names, absl::StrCat("\"|\"", path, " ")), "\") REPLY=\"",
                    AllowedWords(*option), "\" ;;\n");
  }
  absl::StrAppend(&cases.commands, "    \"", path, "\") echo \"", absl::StrJoin(commands, " "),
                  "\" ;;\n");
  absl::StrAppend(&cases.options, "    \"", path, "\") echo \"", absl::StrJoin(options, " "),
                  "\" ;;\n");
}

}  // namespace

std::string BashCompletion(const CLI::App& app) {
  Cases cases;
  Collect(app, "", cases);
  return absl::StrCat(
      kFunction, "# The commands below a command.\n_standpoint_commands() {\n  case \"$1\" in\n",
      cases.commands, "  esac\n}\n",
      "# The options of a command.\n_standpoint_options() {\n  case \"$1\" in\n", cases.options,
      "  esac\n}\n",
      "# Whether an option takes a value; REPLY: the words to choose from, if it has some.\n"
      "_standpoint_values() {\n  REPLY=\"\"\n  case \"$1 $2\" in\n",
      cases.values, "    *) return 1 ;;\n  esac\n}\n");
}

}  // namespace standpoint
