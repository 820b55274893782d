// `standpoint serve`: the all-in-one server.

#ifndef STANDPOINT_CLI_COMMANDS_SERVE_H_
#define STANDPOINT_CLI_COMMANDS_SERVE_H_

#include <map>
#include <string>
#include <vector>

#include "cli/console/console.h"

namespace standpoint {

struct ServeOptions {
  std::string data;
  std::string listen;       // empty: as the settings say
  std::string config_file;  // empty: none
  bool check_config = false;
  bool list_settings = false;
  // "--path.to-setting=VALUE", as common/config takes them.
  std::vector<std::string> settings;
};

// Serves until SIGTERM or SIGINT; tells on `console.out` where it listens. Once per process.
// kUsage for wrong settings, kRefused when the data or the port cannot be had.
ExitCode Serve(const ServeOptions& options, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_SERVE_H_
