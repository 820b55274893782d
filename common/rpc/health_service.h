// grpc.health.v1 for one server: "" is the whole of it. gRPC's own health service keeps Watch
// streams open while the server shuts down, which makes every drain last until its deadline; this
// one ends them.

#ifndef STANDPOINT_COMMON_RPC_HEALTH_SERVICE_H_
#define STANDPOINT_COMMON_RPC_HEALTH_SERVICE_H_

#include <map>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace standpoint {

// Threads: safe.
class HealthService final : public grpc::health::v1::Health::CallbackService {
 public:
  // Makes `service` known, if it is not, and tells its watchers. No effect after ShutDown().
  void SetServing(absl::string_view service, bool serving) ABSL_LOCKS_EXCLUDED(mu_);

  // Everything is NOT_SERVING from now on, for good.
  void StopServing() ABSL_LOCKS_EXCLUDED(mu_);

  // StopServing(), and every Watch ends with UNAVAILABLE.
  void ShutDown() ABSL_LOCKS_EXCLUDED(mu_);

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const grpc::health::v1::HealthCheckRequest* request,
                                  grpc::health::v1::HealthCheckResponse* response) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext* context,
      const grpc::health::v1::HealthCheckRequest* request) override;

 private:
  using Status = grpc::health::v1::HealthCheckResponse::ServingStatus;
  class Watcher;

  // SERVICE_UNKNOWN when `service` is not known.
  Status StatusOf(const std::string& service) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Tell(const std::string* service) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  absl::Mutex mu_;
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
  bool shut_down_ ABSL_GUARDED_BY(mu_) = false;
  std::map<std::string, bool, std::less<>> serving_ ABSL_GUARDED_BY(mu_);
  std::set<Watcher*> watchers_ ABSL_GUARDED_BY(mu_);  // gRPC owns them until OnDone
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_HEALTH_SERVICE_H_
