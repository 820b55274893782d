// The store's writing end within its own process.

#ifndef STANDPOINT_STORE_SERVICE_LOCAL_STORE_CLIENT_H_
#define STANDPOINT_STORE_SERVICE_LOCAL_STORE_CLIENT_H_

#include "store/client/store_client.h"
#include "store/write/writer.h"

namespace standpoint {

// Waits for the writer on the caller's thread. Lifetime: `writer` outlives it.
class LocalStoreClient : public StoreClient {
 public:
  explicit LocalStoreClient(Writer* writer) : writer_(writer) {}

  std::vector<absl::Status> Commit(
      absl::Span<const internal::v1::AnalyzedDocument> documents) override;
  absl::StatusOr<bool> Remove(absl::string_view document, int64_t revision) override;

 private:
  Writer* const writer_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_LOCAL_STORE_CLIENT_H_
