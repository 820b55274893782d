// The settings of a program: a file, then the environment, then flags; each overrules what came before. What nobody gives
// takes its default.
//
//   --config FILE              or STANDPOINT_CONFIG: a file in the form of settings_text.h
//   STANDPOINT_SERVER_ADDRESS  sets server.address
//   --server.address=VALUE     sets it, too; also `--server.address VALUE`; "-" and "_" are the same; a boolean may stand
//                              without value for true; lists are comma-separated
//   --check-config             prints the effective settings and ends
//   --help, --version
//
// Unknown settings are errors everywhere, with the nearest known one. Secrets are never settings: settings named *_file
// name the files that hold them.

#ifndef STANDPOINT_COMMON_CONFIG_LOAD_H_
#define STANDPOINT_COMMON_CONFIG_LOAD_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

namespace standpoint {

// Where settings come from, and how the program is called in texts.
struct ConfigSources {
  std::string program;                 // "store_server", "standpoint serve"
  std::string description;             // one sentence for --help
  std::vector<std::string> arguments;  // without the program's name
  // All of it. Only STANDPOINT_... is looked at; of these, not what names no setting but tells clients where servers are, or the
  // analysis where its model lies.
  std::map<std::string, std::string> environment;
};

// What the program shall do next.
struct LoadedConfig {
  bool run = true;     // false: print `output` on standard output and end with status 0
  std::string output;  // of --help, --version, --check-config
};

// Fills `settings`, whose fields carry the `setting` option. Errors: INVALID_ARGUMENT with a message for the user: what is
// wrong and where. The program then ends with status 2.
absl::StatusOr<LoadedConfig> LoadConfig(const ConfigSources& sources,
                                        google::protobuf::Message& settings);

// LoadConfig for a main(): ends the process after an error, --help, --version and --check-config.
void LoadConfigOrExit(absl::string_view program, absl::string_view description, int argc,
                      const char* const* argv, google::protobuf::Message& settings);

// The environment of this process.
std::map<std::string, std::string> Environment();

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_CONFIG_LOAD_H_
