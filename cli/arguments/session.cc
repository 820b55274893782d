#include "cli/arguments/session.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace standpoint {

Connection Session::Connect() const {
  ConnectionOptions options = connection;
  const auto fall_back = [&](std::string& address, const char* variable) {
    if (address.empty()) address = console.environment(variable);
  };
  fall_back(options.server, "STANDPOINT_SERVER");
  fall_back(options.ingest_server, "STANDPOINT_INGEST_SERVER");
  fall_back(options.query_server, "STANDPOINT_QUERY_SERVER");
  options.timeout = absl::Seconds(timeout_s);
  return Connection(options, console.clock);
}

void AddOutputOptions(CLI::App& command, Session& session, const std::string& json_help) {
  command.add_flag("--json", session.json, json_help)->group("Output");
  command
      .add_option("--color", session.color, "Colours; auto: on a terminal, unless NO_COLOR is set")
      ->option_text("auto|always|never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->group("Output");
}

void AddConnectionOptions(CLI::App& command, Session& session) {
  const auto address = [&](const char* name, std::string& value, const char* help) {
    command.add_option(name, value, help)->option_text("HOST:PORT")->group("Connection");
  };
  address("--server", session.connection.server,
          "The server (else STANDPOINT_SERVER, else localhost:7300)");
  address("--ingest-server", session.connection.ingest_server,
          "Ingest, where it is a server of its own (or STANDPOINT_INGEST_SERVER)");
  address("--query-server", session.connection.query_server,
          "The store, where it is a server of its own (or STANDPOINT_QUERY_SERVER)");
  command.add_option("--timeout", session.timeout_s, "How long a call may take")
      ->option_text("SECONDS [30]")
      ->check(CLI::Range(0.001, 86'400.0))
      ->group("Connection");
}

CLI::Validator NotNegative() {
  const auto fault = [](const std::string& text) -> std::string {
    int64_t number = 0;
    return absl::SimpleAtoi(text, &number) && number >= 0
               ? ""
               : absl::StrCat("must be a whole number, 0 or more, not ", text);
  };
  return CLI::Validator(fault, "", "not negative");
}

}  // namespace standpoint
