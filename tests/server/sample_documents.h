// The sample collection, as documents to be sent.

#ifndef STANDPOINT_TESTS_SERVER_SAMPLE_DOCUMENTS_H_
#define STANDPOINT_TESTS_SERVER_SAMPLE_DOCUMENTS_H_

#include "absl/status/statusor.h"
#include "standpoint/v1/ingest_service.pb.h"

namespace standpoint {

// All of samples/disputes in the order of file names, read as `standpoint ingest` reads a folder. HTML and plain text get
// the source that their file names begin with, plain text the time and address that the README of the samples gives it.
// For tests whose targets have //samples/disputes in their data. Errors: those of DocumentSource.
absl::StatusOr<v1::BatchIngestDocumentsRequest> SampleDocuments();

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_SERVER_SAMPLE_DOCUMENTS_H_
