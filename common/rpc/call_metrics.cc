#include "common/rpc/call_metrics.h"

namespace standpoint {

absl::string_view CodeName(absl::StatusCode code) {
  static constexpr absl::string_view kNames[] = {"OK",
                                                 "CANCELLED",
                                                 "UNKNOWN",
                                                 "INVALID_ARGUMENT",
                                                 "DEADLINE_EXCEEDED",
                                                 "NOT_FOUND",
                                                 "ALREADY_EXISTS",
                                                 "PERMISSION_DENIED",
                                                 "RESOURCE_EXHAUSTED",
                                                 "FAILED_PRECONDITION",
                                                 "ABORTED",
                                                 "OUT_OF_RANGE",
                                                 "UNIMPLEMENTED",
                                                 "INTERNAL",
                                                 "UNAVAILABLE",
                                                 "DATA_LOSS",
                                                 "UNAUTHENTICATED"};
  const auto index = static_cast<size_t>(code);
  return index < std::size(kNames) ? kNames[index] : kNames[2];
}

MethodMetrics::MethodMetrics(absl::string_view method, Metrics& metrics)
    : method_(method),
      metrics_(metrics),
      in_flight_(metrics.Gauge("standpoint_rpc_calls_in_flight", "Calls under way.",
                               {{"method", method_}})) {}

void MethodMetrics::End(absl::StatusCode code, absl::Duration took) {
  const ByCode& counted = Of(code);
  counted.calls.Increment();
  counted.duration.Observe(absl::ToDoubleSeconds(took));
  in_flight_.Decrement();
}

const MethodMetrics::ByCode& MethodMetrics::Of(absl::StatusCode code) {
  size_t index = static_cast<size_t>(code);
  if (index >= kCodes) {
    index = static_cast<size_t>(absl::StatusCode::kUnknown);
  }
  if (const ByCode* known = by_code_[index].load(std::memory_order_acquire)) {
    return *known;
  }
  const Metrics::Labels labels = {{"method", method_}, {"code", std::string(CodeName(code))}};
  absl::MutexLock lock(&mu_);
  if (owned_[index] == nullptr) {
    owned_[index] = std::make_unique<ByCode>(ByCode{
        metrics_.Counter("standpoint_rpc_calls_total", "Calls that ended, by status code.", labels),
        metrics_.Histogram("standpoint_rpc_call_duration_seconds",
                           "Time from a call's arrival to its answer.", Metrics::LatencyBounds(),
                           labels)});
    by_code_[index].store(owned_[index].get(), std::memory_order_release);
  }
  return *owned_[index];
}

MethodMetrics& CallMetrics::Of(absl::string_view method) {
  {
    absl::ReaderMutexLock lock(&mu_);
    const auto found = methods_.find(method);
    if (found != methods_.end()) {
      return *found->second;
    }
  }
  absl::MutexLock lock(&mu_);
  std::unique_ptr<MethodMetrics>& entry = methods_[method];
  if (entry == nullptr) {
    entry = std::make_unique<MethodMetrics>(method, metrics_);
  }
  return *entry;
}

}  // namespace standpoint
