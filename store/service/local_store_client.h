// The store's writing end within its own process.

#ifndef STANDPOINT_STORE_SERVICE_LOCAL_STORE_CLIENT_H_
#define STANDPOINT_STORE_SERVICE_LOCAL_STORE_CLIENT_H_

#include "store/client/store_client.h"
#include "store/engine/engine.h"
#include "store/write/writer.h"

namespace standpoint {

// Waits for the writer on the caller's thread. Lifetime: both arguments outlive it.
class LocalStoreClient : public StoreClient {
 public:
  LocalStoreClient(Writer* writer, Engine* engine) : writer_(writer), engine_(engine) {}

  std::vector<absl::Status> Commit(
      absl::Span<const internal::v1::AnalyzedDocument> documents) override;
  absl::StatusOr<bool> Remove(absl::string_view document, int64_t revision) override;
  absl::StatusOr<int64_t> RemoveCorpus(absl::string_view corpus, int64_t revision,
                                       bool reclaim) override;
  absl::StatusOr<internal::v1::ReadDocumentsResponse> ReadDocuments(
      const internal::v1::ReadDocumentsRequest& request) override;

 private:
  Writer* const writer_;
  Engine* const engine_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_LOCAL_STORE_CLIENT_H_
