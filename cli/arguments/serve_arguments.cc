#include "cli/arguments/serve_arguments.h"

#include <memory>

#include "cli/commands/serve.h"

namespace standpoint {

void AddServe(CLI::App& app, Session& session) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App& serve = *app.add_subcommand(
      "serve", "Run everything in one process: ingest, analysis, store, queries");
  serve.add_option("--data", options->data, "Where the data is; made when it is not there")
      ->option_text("DIR");
  serve.add_option("--listen", options->listen, "Where to listen; port 0: any free one")
      ->option_text("HOST:PORT [localhost:7300]");
  serve.add_option("--config", options->config_file, "Settings of a file (else STANDPOINT_CONFIG)")
      ->option_text("FILE");
  serve.add_flag("--check-config", options->check_config,
                 "Only check the settings, and print all that would be in force");
  serve.add_flag("--settings", options->list_settings, "List all settings with their defaults");
  // The settings themselves are read by common/config, which names the nearest one after a mistake.
  serve.allow_extras();
  serve.footer(
      "Every setting can be given here as --path.to-setting=VALUE, in the environment as\n"
      "STANDPOINT_PATH_TO_SETTING, or in the file; the first of these wins.\n"
      "Example:\n"
      "  standpoint serve --data ./standpoint-data --listen localhost:0 --analyze.processes=2");
  serve.callback([&session, &serve, options] {
    options->settings = serve.remaining();
    session.run = [&session, options] { return Serve(*options, session.console); };
  });
}

}  // namespace standpoint
