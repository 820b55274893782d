// `standpoint documents list|get|delete`.

#ifndef STANDPOINT_CLI_COMMANDS_DOCUMENTS_H_
#define STANDPOINT_CLI_COMMANDS_DOCUMENTS_H_

#include "cli/client/connection.h"
#include "cli/commands/claims.h"
#include "cli/console/console.h"

namespace standpoint {

// `options.document` and `options.brief` have no meaning here.
ExitCode ListDocuments(const ListOptions& options, Connection& connection, Console& console);

struct GetDocumentOptions {
  GetOptions names;
  bool text = false;  // the text too
};

ExitCode GetDocuments(const GetDocumentOptions& options, Connection& connection, Console& console);

// Deletes documents and everything found in them; one that does not exist counts as not found.
ExitCode DeleteDocuments(const GetOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_DOCUMENTS_H_
