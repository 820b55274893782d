// Errors for people: what, where, why, and what to do about it.

#ifndef STANDPOINT_CLI_CONSOLE_EXPLAIN_H_
#define STANDPOINT_CLI_CONSOLE_EXPLAIN_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "cli/console/console.h"

namespace standpoint {

// Reason of the error that stands for "nobody answers at this address"; metadata: address.
inline constexpr char kServerUnreachable[] = "SERVER_UNREACHABLE";

// Reason of errors in what the user typed: INVALID_ARGUMENT that came from no server.
inline constexpr char kWrongUsage[] = "WRONG_USAGE";

// INVALID_ARGUMENT with reason WRONG_USAGE.
absl::Status WrongUsage(absl::string_view message);

// How to exit after `status`.
ExitCode ExitCodeOf(const absl::Status& status);

// "standpoint: ..." in one line, then the fields at fault, the reason, and a hint where there is
// one.
std::string Explain(const absl::Status& status, const Style& style);

// One line: message and reason, for lists of failed items.
std::string ExplainShortly(const absl::Status& status);

// Writes Explain(status) to `console.err` and gives the exit code; OK writes nothing.
ExitCode Report(const absl::Status& status, Console& console);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_CONSOLE_EXPLAIN_H_
