// One ingest server, one store server and some workers, as processes on this machine.

#ifndef STANDPOINT_TESTS_FAULTS_DEPLOYMENT_H_
#define STANDPOINT_TESTS_FAULTS_DEPLOYMENT_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/process/process.h"

namespace standpoint {

// A program with its arguments, to be started and killed again and again on the port that it first got.
class Server {
 public:
  explicit Server(std::vector<std::string> command) : command_(std::move(command)) {}

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
  std::string address_;
  std::unique_ptr<Process> process_;
};

// Data is kept below `folder`. Workers hold little and short leases, so that much goes through many hands.
class Deployment {
 public:
  // Starts everything. Errors: those of Server.
  static absl::StatusOr<std::unique_ptr<Deployment>> Start(const std::string& folder, int workers);

  Server& store() { return *store_; }
  Server& ingest() { return *ingest_; }
  Server& worker(int index) { return *workers_[static_cast<size_t>(index)]; }

  // How many documents a worker holds at most.
  static constexpr int kHeldPerWorker = 40;

 private:
  std::unique_ptr<Server> store_;
  std::unique_ptr<Server> ingest_;
  std::vector<std::unique_ptr<Server>> workers_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_FAULTS_DEPLOYMENT_H_
