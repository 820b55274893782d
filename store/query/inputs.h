// Stored documents as they were taken in, to be analysed again.

#ifndef STANDPOINT_STORE_QUERY_INPUTS_H_
#define STANDPOINT_STORE_QUERY_INPUTS_H_

#include "absl/status/status.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "store/engine/engine.h"

namespace standpoint {

// As CommitService.ReadDocuments; a page also ends at `max_bytes` of documents, but has one of them
// at least. The cursor is a key of family document, so a document that comes or goes between two
// pages disturbs no other. Errors: INVALID_ARGUMENT; INTERNAL for what cannot be read.
absl::Status ReadInputs(const Snapshot& snapshot, const internal::v1::ReadDocumentsRequest& request,
                        size_t max_bytes, internal::v1::ReadDocumentsResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_INPUTS_H_
