#include "cli/commands/serve.h"

#include <memory>

#include "absl/strings/str_cat.h"
#include "cli/console/explain.h"
#include "cli/serve/all_in_one.h"
#include "common/config/load.h"
#include "common/log/log.h"
#include "common/rpc/grpc_log.h"
#include "common/rpc/signals.h"
#include "common/rpc/tune_process.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {
namespace {

using internal::v1::LogConfig;
using internal::v1::StandaloneConfig;

ConfigSources MakeSources(const ServeOptions& options) {
  ConfigSources sources;
  sources.program = "standpoint serve";
  sources.description = "Runs ingest, analysis, store and queries in one process.";
  if (options.list_settings) sources.arguments.push_back("--help");
  if (options.check_config) sources.arguments.push_back("--check-config");
  if (!options.config_file.empty()) {
    sources.arguments.push_back(absl::StrCat("--config=", options.config_file));
  }
  if (!options.data.empty()) sources.arguments.push_back(absl::StrCat("--data=", options.data));
  if (!options.listen.empty()) {
    sources.arguments.push_back(absl::StrCat("--server.address=", options.listen));
  }
  sources.arguments.insert(sources.arguments.end(), options.settings.begin(),
                           options.settings.end());
  sources.environment = Environment();
  return sources;
}

// What a server on somebody's own machine does differently from one on a cluster.
void SetHabits(const Console& console, StandaloneConfig& settings) {
  settings.mutable_server()->set_address("localhost:7300");
  // Lines of JSON would bury what a person at a terminal wants to read.
  if (console.err_is_terminal) settings.mutable_log()->set_level(LogConfig::WARNING);
}

void Welcome(const std::string& address, const StandaloneConfig& settings, Console& console) {
  console.out << "listening on " << address << std::endl;
  const std::string server = address == "localhost:7300" ? "" : absl::StrCat(" --server ", address);
  console.err << "The data is in " << settings.data() << ". In another terminal:\n"
              << "  standpoint ingest" << server << " FOLDER --wait\n"
              << "  standpoint assess" << server
              << " \"A statement that one can be for or against\"\n"
              << "  standpoint status" << server << "\n"
              << "Ctrl-C or SIGTERM stops it in order; a second one at once." << std::endl;
}

absl::StatusOr<ExitCode> TryServe(const ServeOptions& options, Console& console) {
  StandaloneConfig settings;
  SetHabits(console, settings);
  const absl::StatusOr<LoadedConfig> loaded = LoadConfig(MakeSources(options), settings);
  if (!loaded.ok()) return WrongUsage(loaded.status().message());
  if (settings.data().empty() && !options.list_settings) {
    return WrongUsage(
        "serve needs --data DIR, the folder of everything that is kept; it is made "
        "when it is not there");
  }
  if (!loaded->run) {
    console.out << loaded->output;
    return ExitCode::kOk;
  }
  RouteGrpcLogs();
  SetLogLevel(static_cast<Severity>(settings.log().level() - 1));
  Signals signals;
  TuneProcess(settings.server());
  ASSIGN_OR_RETURN(const std::unique_ptr<AllInOne> server, AllInOne::Start(settings));
  Welcome(server->address(), settings, console);
  server->Run(signals);
  return ExitCode::kOk;
}

}  // namespace

ExitCode Serve(const ServeOptions& options, Console& console) {
  const absl::StatusOr<ExitCode> code = TryServe(options, console);
  return code.ok() ? *code : Report(code.status(), console);
}

}  // namespace standpoint
