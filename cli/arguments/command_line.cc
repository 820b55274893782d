#include "cli/arguments/command_line.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/console/explain.h"
#include "cli/terminal/style.h"
#include "common/config/nearest.h"

namespace standpoint {
namespace {

constexpr char kVersion[] = "standpoint 0.1.0";

constexpr char kDescription[] =
    "Standpoint reads documents and answers: who claims what, and where does everybody stand?";

constexpr char kFooter[] =
    "First steps:\n"
    "  standpoint serve --data ./standpoint-data    run everything in this terminal\n"
    "  standpoint ingest samples/disputes           in another one: take documents in\n"
    "  standpoint assess \"The toll has harmed trade\"\n"
    "  standpoint analyze letter.txt                needs no server\n"
    "  standpoint parse letter.txt                  nor does this\n"
    "\n"
    "Each command has its own --help. Results go to standard output, all else to standard error.\n"
    "Exit status: 0 done; 1 some items failed or nothing was found; 2 wrong usage;\n"
    "             3 no server answered; 4 the server refused; 5 not done in the time given.\n"
    "Environment: STANDPOINT_SERVER, STANDPOINT_INGEST_SERVER, STANDPOINT_QUERY_SERVER,\n"
    "             STANDPOINT_LANGUAGE_MODEL, NO_COLOR.";

// The command or option of `app` that `word` may have been meant to be; empty when none is near.
std::string NearestTo(std::string word, const CLI::App& app) {
  word = word.substr(0, word.find('='));
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return Nearest(word, names);
}

// The command that parsing had come to.
const CLI::App& Innermost(const CLI::App& app) {
  const CLI::App* at = &app;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().back();
  return *at;
}

std::string PathOf(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name()
                                     : absl::StrCat(PathOf(*app.get_parent()), " ", app.get_name());
}

std::string CommandsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return absl::StrJoin(names, ", ");
}

// In our words where those of CLI11 speak of its types and of subcommands.
std::string MessageOf(const CLI::ParseError& error, const CLI::App& command) {
  const std::string message = error.what();
  if (message == "A subcommand is required") {
    return absl::StrCat("`", PathOf(command), "` needs one of its commands: ", CommandsOf(command));
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr &&
      absl::EndsWith(message, " required TEXT missing")) {
    return absl::StrCat(message.substr(0, message.find(':')), " needs a value");
  }
  return message;
}

ExitCode ExplainMistake(const CLI::ParseError& error, const CLI::App& app, Console& console) {
  const CLI::App& command = Innermost(app);
  std::string message = MessageOf(error, command);
  std::string hint = absl::StrCat("see `", PathOf(command), " --help`");
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr ||
      dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    const std::vector<std::string> rest = command.remaining(/*recurse=*/true);
    if (!rest.empty()) {
      const std::string nearest = NearestTo(rest.front(), command);
      message = absl::StrCat("there is no `", rest.front(), "` in `", PathOf(command), "`");
      if (!nearest.empty()) hint = absl::StrCat("did you mean `", nearest, "`? Or ", hint);
    }
  }
  console.err << console.err_style.Paint(kBoldRed, "standpoint:") << " " << message << "\n  "
              << console.err_style.Paint(kDim, "hint") << "    " << hint << "\n";
  return ExitCode::kUsage;
}

void ApplyColor(const Session& session, Console& console) {
  const ColorMode mode = session.color == "always"  ? ColorMode::kAlways
                         : session.color == "never" ? ColorMode::kNever
                                                    : ColorMode::kAuto;
  console.out_style = DetectStyle(console.out_fd, mode, console.environment);
  console.err_style = DetectStyle(console.err_fd, mode, console.environment);
}

}  // namespace

ExitCode RunCommandLine(const std::vector<std::string>& arguments,
                        absl::Span<const AddCommand> commands, Console& console) {
  Session session(console);
  CLI::App app(kDescription, "standpoint");
  app.set_version_flag("--version", kVersion);
  app.require_subcommand(1);
  app.get_formatter()->column_width(32);
  ApplyColor(session, console);
  for (const AddCommand add : commands) add(app, session);
  app.footer(kFooter);  // not before: commands would take it over
  try {
    // CLI11 takes them last first.
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForVersion& version) {
    console.out << kVersion << "\n";
    return ExitCode::kOk;
  } catch (const CLI::CallForHelp& help) {
    const CLI::App& command = Innermost(app);
    console.out << command.help(command.get_parent() ? PathOf(*command.get_parent()) : "")
                << std::flush;
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    return ExplainMistake(error, app, console);
  }
  ApplyColor(session, console);
  const ExitCode code = session.run();
  console.out << std::flush;
  if (!console.out) {
    console.err << "standpoint: the results could not all be written\n";
    return ExitCode::kRefused;
  }
  return code;
}

}  // namespace standpoint
