// `standpoint ingest PATH... | -`.

#ifndef STANDPOINT_CLI_COMMANDS_INGEST_H_
#define STANDPOINT_CLI_COMMANDS_INGEST_H_

#include <string>
#include <vector>

#include "cli/client/connection.h"
#include "cli/console/console.h"
#include "cli/ingest/document_source.h"

namespace standpoint {

struct IngestOptions {
  std::vector<std::string> paths;
  std::string corpus = "default";
  std::string format = "auto";  // auto, jsonl, json, text, html
  std::string source;
  std::string publisher;
  std::string language;
  std::string date;  // RFC 3339 or a day
  std::vector<std::string> renames;
  bool ignore_unknown = false;
  int64_t limit = 0;
  int64_t max_bytes = 8 << 20;
  int window = 256;
  bool wait = false;          // until queries find what was analysed
  double wait_timeout_s = 0;  // of `wait`; 0: no bound
  bool json = false;
};

// With `wait`: until nothing waits for its analysis, and each document is in at least one replica of its shard or a dead letter;
// whose document it is does not matter. kIncomplete when some documents failed, here or (with `wait`) in the analysis; else kNotYet when
// the time to wait was over before.
ExitCode Ingest(const IngestOptions& options, Connection& connection, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_INGEST_H_
