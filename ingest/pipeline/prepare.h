// The steps that need nothing but the document.

#ifndef STANDPOINT_INGEST_PIPELINE_PREPARE_H_
#define STANDPOINT_INGEST_PIPELINE_PREPARE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ingest/extract/extract.h"
#include "ingest/pipeline/ingest_metrics.h"
#include "ingest/receive/receive.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/ingest_service.pb.h"

namespace standpoint {

struct PrepareLimits {
  ReceiveLimits receive;
  ExtractLimits extract;
};

// receive, detect, extract, and the identity: a Document complete but for ingest_time and revision. `parent` is a valid
// corpus name. Threads: safe; computes for as long as the document is large.
// Errors: those of the steps.
absl::StatusOr<v1::Document> Prepare(absl::string_view parent, const v1::DocumentInput& input,
                                     const PrepareLimits& limits, IngestMetrics& metrics);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_PIPELINE_PREPARE_H_
