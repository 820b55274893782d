// `standpoint dead-letters list|redrive`.

#ifndef STANDPOINT_CLI_COMMANDS_DEAD_LETTERS_H_
#define STANDPOINT_CLI_COMMANDS_DEAD_LETTERS_H_

#include <string>
#include <vector>

#include "cli/client/connection.h"
#include "cli/commands/paging.h"
#include "cli/console/console.h"

namespace standpoint {

struct ListDeadLettersOptions {
  PageOptions page;
  bool json = false;
};

struct RedriveOptions {
  std::vector<std::string> names;  // `deadLetters/{id}` or the id alone
  bool all = false;
  bool json = false;
};

ExitCode ListDeadLetters(const ListDeadLettersOptions& options, Connection& connection,
                         Console& console);

// kIncomplete when some of them could not be redriven.
ExitCode RedriveDeadLetters(const RedriveOptions& options, Connection& connection,
                            Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_DEAD_LETTERS_H_
