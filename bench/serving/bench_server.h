// The real ingest and store, and an echo beside them, behind one port of this process.

#ifndef STANDPOINT_BENCH_SERVING_BENCH_SERVER_H_
#define STANDPOINT_BENCH_SERVING_BENCH_SERVER_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

namespace standpoint {

// Ends the process with a message when something cannot be set up. Threads: one, but for channel().
class BenchServer {
 public:
  // Data go below `directory`.
  explicit BenchServer(const std::string& directory);
  ~BenchServer();

  // Over the loopback.
  std::shared_ptr<grpc::Channel> channel() const;

  // Analyses and commits some thousand claims; claim_names() then has their names.
  void FillStore();
  const std::vector<std::string>& claim_names() const { return claim_names_; }

 private:
  struct Parts;

  std::unique_ptr<Parts> parts_;
  std::vector<std::string> claim_names_;
};

}  // namespace standpoint

#endif  // STANDPOINT_BENCH_SERVING_BENCH_SERVER_H_
