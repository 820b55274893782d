// A program as a process of a test.

#ifndef STANDPOINT_TESTS_PROCESS_PROCESS_H_
#define STANDPOINT_TESTS_PROCESS_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace standpoint {

// What it writes to standard output and standard error is kept, lines of both mixed, and can be waited for.
// Threads: safe.
class Process {
 public:
  // `command`: path and arguments. Errors: UNAVAILABLE when it cannot be started.
  static absl::StatusOr<std::unique_ptr<Process>> Start(const std::vector<std::string>& command);

  // Kills it if it lives.
  ~Process();

  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }

  // Sends a signal; no effect after Wait.
  void Signal(int signal);

  // Waits for its end and for all that it wrote; its exit status, or minus the signal that ended it.
  int Wait();

  // Waits for a line of its log (JSON, common/log) with this event and gives its field `key` as text.
  // Errors: DEADLINE_EXCEEDED; ABORTED when its output ended without. Both messages hold the end of the output.
  absl::StatusOr<std::string> AwaitEvent(absl::string_view event, absl::string_view key,
                                         absl::Duration timeout);

  // Everything written so far.
  std::string Output() const;

 private:
  Process(pid_t pid, int output);

  void KeepReading();
  // Looks through the lines not looked at yet.
  bool FindEvent(absl::string_view event, absl::string_view key, size_t& begin,
                 std::string& value) const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  std::string Tail() const ABSL_SHARED_LOCKS_REQUIRED(mu_);

  const pid_t pid_;
  const int output_fd_;
  mutable absl::Mutex mu_;
  std::string output_ ABSL_GUARDED_BY(mu_);
  bool output_ended_ ABSL_GUARDED_BY(mu_) = false;
  bool reaped_ ABSL_GUARDED_BY(mu_) = false;
  int status_ ABSL_GUARDED_BY(mu_) = 0;
  std::thread reader_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_PROCESS_PROCESS_H_
