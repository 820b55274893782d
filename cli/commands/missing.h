// Answers that lack something because part of a cluster did not answer.

#ifndef STANDPOINT_CLI_COMMANDS_MISSING_H_
#define STANDPOINT_CLI_COMMANDS_MISSING_H_

#include <cmath>

#include "absl/strings/str_join.h"
#include "cli/console/console.h"

namespace standpoint {

// Says on `console.err`, whatever form the result has, which shards are missing in `response`, if any. No effect for responses
// that cannot lack a shard.
template <typename Response>
void WarnOfMissing(const Response& response, Console& console) {
  if constexpr (requires { response.unreachable(); }) {
    if (response.unreachable().empty()) {
      return;
    }
    console.err << "Warning: incomplete, no answer from "
                << absl::StrJoin(response.unreachable(), ", ");
    if (response.has_coverage()) {
      console.err << "; this regards about "
                  << static_cast<int>(std::floor(response.coverage() * 100))
                  << " % of the documents";
    }
    console.err << ".\n";
  }
}

}  // namespace standpoint

#endif  // STANDPOINT_CLI_COMMANDS_MISSING_H_
