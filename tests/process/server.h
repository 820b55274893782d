// A server of ours as a process of a test.

#ifndef STANDPOINT_TESTS_PROCESS_SERVER_H_
#define STANDPOINT_TESTS_PROCESS_SERVER_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "tests/process/process.h"

namespace standpoint {

// A program with its arguments, to be started and killed again and again on the port that it first got.
class Server {
 public:
  // `listen`: where it shall listen.
  explicit Server(std::vector<std::string> command, std::string listen = "localhost:0")
      : command_(std::move(command)), listen_(std::move(listen)) {}

  // Starts it and waits until it serves. Errors: those of Process, with its output.
  absl::Status Start();

  // Sends a signal; SIGKILL waits for the end.
  void Signal(int signal);

  // Ends it with SIGTERM and gives its exit status.
  int Stop();

  // "localhost:41234"; empty before the first start.
  const std::string& address() const { return address_; }
  std::string Output() const { return process_ == nullptr ? "" : process_->Output(); }

 private:
  const std::vector<std::string> command_;
  const std::string listen_;
  std::string address_;
  std::unique_ptr<Process> process_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_PROCESS_SERVER_H_
