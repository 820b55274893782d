// Calls counted by method and status code.

#ifndef STANDPOINT_COMMON_RPC_CALL_METRICS_H_
#define STANDPOINT_COMMON_RPC_CALL_METRICS_H_

#include <array>
#include <atomic>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/metrics/metrics.h"

namespace standpoint {

// "OK", "NOT_FOUND"; UNKNOWN for what is no code of gRPC.
absl::string_view CodeName(absl::StatusCode code);

// Of one method:
//   standpoint_rpc_calls_in_flight{method}, standpoint_rpc_calls_total{method,code},
//   standpoint_rpc_call_duration_seconds{method,code}.
// Threads: safe; lock-free but for the first call that ends with a code.
class MethodMetrics {
 public:
  MethodMetrics(absl::string_view method, Metrics& metrics);

  void Begin() { in_flight_.Increment(); }
  void End(absl::StatusCode code, absl::Duration took);

  const std::string& method() const { return method_; }

 private:
  struct ByCode {
    prometheus::Counter& calls;
    prometheus::Histogram& duration;
  };
  static constexpr size_t kCodes = 17;

  const ByCode& Of(absl::StatusCode code);

  const std::string method_;
  Metrics& metrics_;
  prometheus::Gauge& in_flight_;
  absl::Mutex mu_;  // while an entry of by_code_ is made
  std::array<std::unique_ptr<ByCode>, kCodes> owned_ ABSL_GUARDED_BY(mu_);
  std::array<std::atomic<const ByCode*>, kCodes> by_code_{};
};

// Of all methods. Threads: safe.
class CallMetrics {
 public:
  explicit CallMetrics(Metrics& metrics) : metrics_(metrics) {}

  // Lifetime: the result lives as long as this.
  MethodMetrics& Of(absl::string_view method);

 private:
  Metrics& metrics_;
  absl::Mutex mu_;
  absl::flat_hash_map<std::string, std::unique_ptr<MethodMetrics>> methods_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_CALL_METRICS_H_
