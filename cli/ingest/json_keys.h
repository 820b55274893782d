// Renaming of JSON keys before a line is sent: collections in the wild have names of their own.

#ifndef STANDPOINT_CLI_INGEST_JSON_KEYS_H_
#define STANDPOINT_CLI_INGEST_JSON_KEYS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Threads: safe.
class JsonKeys {
 public:
  // `renames`: "their_key=our_key", where our key is one that the server knows (docs/api.md) or
  // "labels.NAME". `ignore_unknown`: keys that the server does not know are dropped.
  // Errors: WRONG_USAGE.
  static absl::StatusOr<JsonKeys> Make(const std::vector<std::string>& renames,
                                       bool ignore_unknown);

  // Whether Apply would leave every line as it is.
  bool IsIdentity() const { return renames_.empty() && !ignore_unknown_; }

  // The object on `line` with its keys renamed. Values that become labels are written as strings.
  // Errors: INVALID_ARGUMENT when the line is no JSON object.
  absl::StatusOr<std::string> Apply(absl::string_view line) const;

 private:
  std::map<std::string, std::string> renames_;  // theirs to ours
  bool ignore_unknown_ = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_INGEST_JSON_KEYS_H_
