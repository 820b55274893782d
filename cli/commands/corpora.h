// `standpoint corpora list|delete|reanalyze`.

#ifndef STANDPOINT_CLI_COMMANDS_CORPORA_H_
#define STANDPOINT_CLI_COMMANDS_CORPORA_H_

#include <string>

#include "cli/client/connection.h"
#include "cli/commands/paging.h"
#include "cli/console/console.h"

namespace standpoint {

struct ListCorporaOptions {
  PageOptions page;
  bool json = false;
};

struct DeleteCorpusOptions {
  std::string name;   // `corpora/{corpus}` or the id alone
  bool sure = false;  // --yes
  bool json = false;
};

struct ReanalyzeOptions {
  std::string name;
  bool all = false;  // also what today's analyzer has read already
  bool json = false;
};

ExitCode ListCorpora(const ListCorporaOptions& options, Connection& connection, Console& console);

// kUsage unless `sure`: nothing is asked, for scripts.
ExitCode DeleteCorpus(const DeleteCorpusOptions& options, Connection& connection, Console& console);

// Asks the server which analyzer it runs, to leave out what that has read.
ExitCode ReanalyzeCorpus(const ReanalyzeOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_CORPORA_H_
