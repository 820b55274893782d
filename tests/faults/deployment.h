// One ingest server, one store server and some workers, as processes on this machine.

#ifndef STANDPOINT_TESTS_FAULTS_DEPLOYMENT_H_
#define STANDPOINT_TESTS_FAULTS_DEPLOYMENT_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/process/server.h"

namespace standpoint {

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
