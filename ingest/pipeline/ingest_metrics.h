// What ingest counts and times.

#ifndef STANDPOINT_INGEST_PIPELINE_INGEST_METRICS_H_
#define STANDPOINT_INGEST_PIPELINE_INGEST_METRICS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/metrics/metrics.h"

namespace standpoint {

enum class IngestStep { kReceive, kDetect, kExtract, kRegister, kAppend };

//   standpoint_ingest_step_duration_seconds{step}
//   standpoint_ingest_documents_total{outcome}: accepted, already_exists, refused (the document), failed (the server)
//   standpoint_ingest_content_bytes_total: of accepted documents, as they were sent
//   standpoint_ingest_text_bytes_total: of accepted documents, as they were queued
//   standpoint_ingest_deletions_total
// Threads: safe. Lifetime: `metrics` outlives it.
class IngestMetrics {
 public:
  explicit IngestMetrics(Metrics& metrics);

  void Step(IngestStep step, absl::Duration took);
  void Accepted(int64_t content_bytes, int64_t text_bytes);
  void AlreadyExists() { already_exists_.Increment(); }
  void Refused(const absl::Status& status);
  void Deleted() { deletions_.Increment(); }

 private:
  prometheus::Histogram* steps_[5];
  prometheus::Counter& accepted_;
  prometheus::Counter& already_exists_;
  prometheus::Counter& refused_;
  prometheus::Counter& failed_;
  prometheus::Counter& content_bytes_;
  prometheus::Counter& text_bytes_;
  prometheus::Counter& deletions_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_PIPELINE_INGEST_METRICS_H_
