// A child process that talks over one socket.

#ifndef STANDPOINT_ANALYZE_ISOLATE_CHILD_PROCESS_H_
#define STANDPOINT_ANALYZE_ISOLATE_CHILD_PROCESS_H_

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "analyze/isolate/frame_channel.h"

namespace standpoint {

// Where a child finds its end of the socket.
inline constexpr int kChildSocket = 3;

// How a process ended.
struct ProcessEnd {
  int signal = 0;      // that killed it; 0: it exited
  int exit_code = -1;  // -1: unknown, or killed

  // "died of SIGSEGV", "exited with code 3".
  std::string Describe() const;
};

// Threads: channel() as FrameChannel; Kill and ResidentBytes are safe beside it. The destructor
// ends the child.
class ChildProcess {
 public:
  // Starts `command` (path and arguments) with its end of a socket as descriptor 3, standard error
  // as the parent's, standard output going there too, empty standard input, no other descriptor, an
  // empty signal mask and default signal dispositions. `variables` ("NAME=value") are added to the
  // environment. Errors: UNAVAILABLE when the system refuses.
  static absl::StatusOr<std::unique_ptr<ChildProcess>> Spawn(
      const std::vector<std::string>& command, const std::vector<std::string>& variables,
      size_t max_message_bytes);

  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  FrameChannel& channel() { return channel_; }
  pid_t pid() const { return pid_; }

  // SIGKILL, without waiting.
  void Kill();

  // Kills it if it lives, waits for its end, and tells how it ended: of itself where it was dying
  // already.
  ProcessEnd End();

  // Unit: bytes of memory that it holds now; 0 when it has ended.
  int64_t ResidentBytes() const;

 private:
  ChildProcess(pid_t pid, int socket, size_t max_message_bytes)
      : pid_(pid), channel_(socket, max_message_bytes) {}

  const pid_t pid_;
  FrameChannel channel_;
  mutable absl::Mutex mu_;
  bool ended_ ABSL_GUARDED_BY(mu_) = false;  // reaped: the pid may belong to somebody else
  ProcessEnd end_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_CHILD_PROCESS_H_
