// Signals of a server, on a thread of their own:
//   SIGTERM, SIGINT   the first ends WaitForStop(), the second ends the process at once with status 1
//   SIGUSR1, SIGUSR2  one step more, one step less in the logs

#ifndef STANDPOINT_COMMON_RPC_SIGNALS_H_
#define STANDPOINT_COMMON_RPC_SIGNALS_H_

#include <thread>

#include "absl/synchronization/notification.h"

namespace standpoint {

// At most one per process.
//
// Lifetime: make it first in main, before anything that starts threads: they inherit that the signals are blocked. So do
// child processes, which undo it with RestoreSignals() before exec.
class Signals {
 public:
  Signals();

  // Ends the thread; the signals stay blocked.
  ~Signals();

  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // Blocks until the first SIGTERM or SIGINT, or Stop().
  void WaitForStop() { stop_.WaitForNotification(); }
  bool stopping() const { return stop_.HasBeenNotified(); }

  // As the first SIGTERM does.
  void Stop();

  // Unblocks the signals in the calling thread. Safe between fork and exec.
  static void RestoreSignals();

 private:
  void Run();
  void OnStop(const char* name);

  absl::Notification stop_;
  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_SIGNALS_H_
