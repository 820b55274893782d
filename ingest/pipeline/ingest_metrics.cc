#include "ingest/pipeline/ingest_metrics.h"

#include <string>
#include <vector>

namespace standpoint {
namespace {

constexpr const char* kSteps[] = {"receive", "detect", "extract", "register", "append"};

prometheus::Counter& Documents(Metrics& metrics, const char* outcome) {
  return metrics.Counter("standpoint_ingest_documents_total",
                         "Documents sent, by what became of them.", {{"outcome", outcome}});
}

// Seconds, from a microsecond: a step of a short document takes a few.
std::vector<double> StepBounds() {
  std::vector<double> bounds;
  for (double bound = 1e-6; bound < 20; bound *= 4) {
    bounds.push_back(bound);
  }
  return bounds;
}

}  // namespace

IngestMetrics::IngestMetrics(Metrics& metrics)
    : accepted_(Documents(metrics, "accepted")),
      already_exists_(Documents(metrics, "already_exists")),
      refused_(Documents(metrics, "refused")),
      failed_(Documents(metrics, "failed")),
      content_bytes_(metrics.Counter("standpoint_ingest_content_bytes_total",
                                     "Bytes of accepted documents as they were sent.")),
      text_bytes_(metrics.Counter("standpoint_ingest_text_bytes_total",
                                  "Bytes of text of accepted documents.")),
      deletions_(
          metrics.Counter("standpoint_ingest_deletions_total", "Documents deleted by clients.")) {
  for (int i = 0; i < 5; ++i) {
    steps_[i] = &metrics.Histogram("standpoint_ingest_step_duration_seconds",
                                   "Time of each step of ingest, per document.", StepBounds(),
                                   {{"step", kSteps[i]}});
  }
}

void IngestMetrics::Step(IngestStep step, absl::Duration took) {
  steps_[static_cast<int>(step)]->Observe(absl::ToDoubleSeconds(took));
}

void IngestMetrics::Accepted(int64_t content_bytes, int64_t text_bytes) {
  accepted_.Increment();
  content_bytes_.Increment(static_cast<double>(content_bytes));
  text_bytes_.Increment(static_cast<double>(text_bytes));
}

void IngestMetrics::Refused(const absl::Status& status) {
  (status.code() == absl::StatusCode::kInvalidArgument ? refused_ : failed_).Increment();
}

}  // namespace standpoint
