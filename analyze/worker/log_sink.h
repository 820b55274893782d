// The worker's analyses to the log, in one transaction with the positions of the documents.

#ifndef STANDPOINT_ANALYZE_WORKER_LOG_SINK_H_
#define STANDPOINT_ANALYZE_WORKER_LOG_SINK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "analyze/worker/result_sink.h"
#include "queue/kafka/log_queue.h"

namespace standpoint {

// Lifetime: `queue`, from which the documents were leased, outlives it.
class LogSink final : public ResultSink {
 public:
  // `topic`: of the analyses, with so many partitions.
  LogSink(LogQueue& queue, std::string topic, int partitions)
      : queue_(queue), topic_(std::move(topic)), partitions_(partitions) {}

  std::vector<absl::Status> Commit(
      absl::Span<const std::string> lease_ids,
      absl::Span<const internal::v1::AnalyzedDocument> documents) override;
  bool completes_leases() const override { return true; }

 private:
  LogQueue& queue_;
  const std::string topic_;
  const int partitions_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_LOG_SINK_H_
