// The admin port: plain HTTP with /metrics. It is prometheus-cpp's Exposer and no more: one path, read-only, for the
// operator's network. Liveness and readiness are asked over gRPC on the main port, so that a probe tests what it means.

#ifndef STANDPOINT_COMMON_RPC_ADMIN_HTTP_H_
#define STANDPOINT_COMMON_RPC_ADMIN_HTTP_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/metrics/metrics.h"
#include "standpoint/internal/v1/config.pb.h"

namespace prometheus {
class Exposer;
}

namespace standpoint {

// Threads: safe. Lifetime: serves until it is destroyed; `metrics` may go before it.
class AdminHttp {
 public:
  // An empty address listens nowhere. Errors: FAILED_PRECONDITION (CANNOT_LISTEN) that names the address.
  static absl::StatusOr<std::unique_ptr<AdminHttp>> Start(const internal::v1::AdminConfig& settings,
                                                          const Metrics& metrics);

  ~AdminHttp();

  // 0 when it listens nowhere.
  int bound_port() const;

 private:
  explicit AdminHttp(std::unique_ptr<prometheus::Exposer> exposer);

  std::unique_ptr<prometheus::Exposer> exposer_;
  std::shared_ptr<prometheus::Collectable> collectable_;  // the exposer holds it weakly
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_ADMIN_HTTP_H_
