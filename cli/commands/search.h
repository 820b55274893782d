// `standpoint search claims|documents` and `standpoint count claims|stances`.

#ifndef STANDPOINT_CLI_COMMANDS_SEARCH_H_
#define STANDPOINT_CLI_COMMANDS_SEARCH_H_

#include <string>
#include <vector>

#include "cli/client/connection.h"
#include "cli/commands/claims.h"
#include "cli/console/console.h"

namespace standpoint {

struct SearchOptions {
  std::string query;
  ListOptions list;  // but for its document
};

ExitCode SearchClaims(const SearchOptions& options, Connection& connection, Console& console);
ExitCode SearchDocuments(const SearchOptions& options, Connection& connection, Console& console);

struct CountOptions {
  std::string query;  // of claims
  std::string corpus = "default";
  FilterOptions filter;
  std::vector<std::string> by;
  int max_groups = 20;
  bool json = false;
};

ExitCode CountClaims(const CountOptions& options, Connection& connection, Console& console);
ExitCode CountStances(const CountOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_SEARCH_H_
