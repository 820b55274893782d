#include "cli/arguments/operation_arguments.h"

#include <memory>

#include "cli/commands/dead_letters.h"
#include "cli/commands/status.h"
#include "cli/completion/bash.h"

namespace standpoint {

void AddStatus(CLI::App& app, Session& session) {
  CLI::App& status =
      *app.add_subcommand("status", "How the servers are doing: queue, store, dead letters");
  AddOutputOptions(status, session, "Print JSON, an object a server");
  AddConnectionOptions(status, session);
  status.callback([&session] {
    session.run = [&session] {
      Connection connection = session.Connect();
      return ShowStatus(StatusOptions{session.json}, connection, session.console);
    };
  });
}

void AddDeadLetters(CLI::App& app, Session& session) {
  CLI::App& letters =
      *app.add_subcommand("dead-letters", "Documents that could not be analysed: list, redrive");
  letters.require_subcommand(1);

  auto list_options = std::make_shared<ListDeadLettersOptions>();
  CLI::App& list = *letters.add_subcommand("list", "List them with the reasons, oldest first");
  list.add_option("-n,--limit", list_options->page.limit, "How many at most; 0: all")
      ->option_text("N [50]")
      ->check(NotNegative());
  list.add_option("--page-token", list_options->page.page_token, "Go on where a list ended")
      ->option_text("TOKEN");
  AddOutputOptions(list, session);
  AddConnectionOptions(list, session);
  SetRun(list, session, list_options, &list_options->json, &ListDeadLetters);

  auto redrive_options = std::make_shared<RedriveOptions>();
  CLI::App& redrive = *letters.add_subcommand("redrive", "Put them back into the queue");
  redrive.add_option("ID", redrive_options->names, "Which, as `dead-letters list` shows them");
  redrive.add_flag("--all", redrive_options->all, "All of them");
  AddOutputOptions(redrive, session);
  AddConnectionOptions(redrive, session);
  SetRun(redrive, session, redrive_options, &redrive_options->json, &RedriveDeadLetters);
}

void AddCompletion(CLI::App& app, Session& session) {
  CLI::App& completion =
      *app.add_subcommand("completion", "Print a script that completes commands in a shell");
  completion.require_subcommand(1);
  CLI::App& bash = *completion.add_subcommand("bash", "For bash");
  bash.footer(
      "Try it:   source <(standpoint completion bash)\n"
      "Keep it:  standpoint completion bash > "
      "~/.local/share/bash-completion/completions/standpoint");
  bash.callback([&app, &session] {
    session.run = [&app, &session] {
      session.console.out << BashCompletion(app) << std::flush;
      return ExitCode::kOk;
    };
  });
}

}  // namespace standpoint
