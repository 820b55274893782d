// The writing end of the store, as the workers and ingest see it.

#ifndef STANDPOINT_STORE_CLIENT_STORE_CLIENT_H_
#define STANDPOINT_STORE_CLIENT_STORE_CLIENT_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "standpoint/internal/v1/commit.pb.h"

namespace standpoint {

// Threads: safe. Errors: UNAVAILABLE when the store cannot be reached; repeat, everything here is
// idempotent.
class StoreClient {
 public:
  virtual ~StoreClient() = default;

  // Makes documents visible, each atomically with its claims and stances, replacing an earlier
  // analysis. One status per document, in order. OK also when a newer revision or a deletion is
  // stored already. Durable on return.
  virtual std::vector<absl::Status> Commit(
      absl::Span<const internal::v1::AnalyzedDocument> documents) = 0;

  // Removes a document as of `revision`, also when its commit is still under way. Returns whether
  // it was there. Durable on return.
  virtual absl::StatusOr<bool> Remove(absl::string_view document, int64_t revision) = 0;

  // Removes all documents of a corpus ("corpora/news") as of `revision`, in one step, also those
  // whose commit is still under way; returns how many were there. `reclaim`: waits until their bytes
  // are gone from the disk, too. Durable on return.
  virtual absl::StatusOr<int64_t> RemoveCorpus(absl::string_view corpus, int64_t revision,
                                               bool reclaim) = 0;

  // As CommitService.ReadDocuments.
  virtual absl::StatusOr<internal::v1::ReadDocumentsResponse> ReadDocuments(
      const internal::v1::ReadDocumentsRequest& request) = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CLIENT_STORE_CLIENT_H_
