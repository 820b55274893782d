// What a command works with besides its options: streams, their looks, the environment, time.

#ifndef STANDPOINT_CLI_CONSOLE_CONSOLE_H_
#define STANDPOINT_CLI_CONSOLE_CONSOLE_H_

#include <functional>
#include <ostream>
#include <string>

#include "cli/terminal/style.h"
#include "common/time/clock.h"

namespace standpoint {

// How `standpoint` exits; listed in its --help.
enum class ExitCode {
  kOk = 0,
  kIncomplete = 1,   // some items failed, or what was asked for does not exist
  kUsage = 2,        // wrong options, or a file that cannot be read
  kUnreachable = 3,  // no server answered
  kRefused = 4,      // the server answered with an error
  kNotYet = 5,       // what was begun goes on, but the caller's time is over
};

// Nothing but results goes to `out`; progress, hints and errors go to `err`.
// Lifetime: the streams and the clock outlive it.
struct Console {
  std::ostream& out;
  std::ostream& err;
  Style out_style;
  Style err_style;
  bool err_is_terminal = false;
  // The descriptors behind `out` and `err` for DetectStyle; -1 where there are none.
  int out_fd = -1;
  int err_fd = -1;
  // The value of an environment variable; empty when it is not set.
  std::function<std::string(const char*)> environment;
  Clock* clock = Clock::Real();
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_CONSOLE_CONSOLE_H_
