// `standpoint claims list|get`.

#ifndef STANDPOINT_CLI_COMMANDS_CLAIMS_H_
#define STANDPOINT_CLI_COMMANDS_CLAIMS_H_

#include <string>
#include <vector>

#include "cli/client/connection.h"
#include "cli/commands/paging.h"
#include "cli/commands/selection.h"
#include "cli/console/console.h"

namespace standpoint {

// Of the lists of claims and stances alike.
struct ListOptions {
  std::string corpus = "default";
  std::string document;  // of this document alone; name or ID
  FilterOptions filter;
  PageOptions page;
  std::string order_by;
  bool brief = false;  // evidence alone, without its sentence
  bool json = false;
};

struct GetOptions {
  std::string corpus = "default";
  std::vector<std::string> names;
  bool json = false;
};

ExitCode ListClaims(const ListOptions& options, Connection& connection, Console& console);
ExitCode GetClaims(const GetOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_CLAIMS_H_
