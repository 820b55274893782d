// Ingest, queue, analysis, store and queries in one process: the composition of the services' parts.

#ifndef STANDPOINT_CLI_SERVE_ALL_IN_ONE_H_
#define STANDPOINT_CLI_SERVE_ALL_IN_ONE_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/signals.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// Threads: made and destroyed by one.
class AllInOne {
 public:
  // Opens `data` and serves. Settings without value take their defaults. Unless `analyze.isolated`
  // is off, the program's main begins with MaybeRunAnalysisChild.
  // Errors: those of DataLock, of the parts and of RpcServer.
  static absl::StatusOr<std::unique_ptr<AllInOne>> Start(
      const internal::v1::StandaloneConfig& settings);

  // Stops at once, if Run has not ended in order; what was acknowledged stays.
  ~AllInOne();

  AllInOne(const AllInOne&) = delete;
  AllInOne& operator=(const AllInOne&) = delete;

  // Where it listens: "localhost:7300".
  const std::string& address() const;

  // Serves until `signals` say stop; then takes no more in, finishes or hands back what the worker
  // holds, answers calls under way, and closes the data.
  void Run(Signals& signals);

 private:
  struct Parts;
  explicit AllInOne(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_SERVE_ALL_IN_ONE_H_
