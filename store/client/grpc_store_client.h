// StoreClient over gRPC.

#ifndef STANDPOINT_STORE_CLIENT_GRPC_STORE_CLIENT_H_
#define STANDPOINT_STORE_CLIENT_GRPC_STORE_CLIENT_H_

#include <grpcpp/channel.h>

#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "standpoint/internal/v1/commit.grpc.pb.h"
#include "store/client/store_client.h"

namespace standpoint {

struct GrpcStoreClientOptions {
  // Of the one call that rewrites files; at most server.max_deadline of the store.
  absl::Duration reclaim_timeout = absl::Minutes(5);
  absl::Duration timeout = absl::Seconds(30);  // of one call, the wait for a connection included
  // A commit of more is sent in several calls, one after the other.
  int max_documents_per_call = 1000;
  size_t max_bytes_per_call = 8 << 20;  // unless one document alone is larger
};

// Errors carry the server's details; a call without answer is UNAVAILABLE, reason STORE_UNREACHABLE. Threads: safe.
class GrpcStoreClient final : public StoreClient {
 public:
  explicit GrpcStoreClient(const std::shared_ptr<grpc::Channel>& channel,
                           const GrpcStoreClientOptions& options = {})
      : stub_(internal::v1::CommitService::NewStub(channel)), options_(options) {}

  std::vector<absl::Status> Commit(
      absl::Span<const internal::v1::AnalyzedDocument> documents) override;
  absl::StatusOr<bool> Remove(absl::string_view document, int64_t revision) override;
  absl::StatusOr<int64_t> RemoveCorpus(absl::string_view corpus, int64_t revision,
                                       bool reclaim) override;
  absl::StatusOr<internal::v1::ReadDocumentsResponse> ReadDocuments(
      const internal::v1::ReadDocumentsRequest& request) override;

 private:
  // One call; adds one status per document.
  void CommitOnce(absl::Span<const internal::v1::AnalyzedDocument> documents,
                  std::vector<absl::Status>* statuses);

  const std::unique_ptr<internal::v1::CommitService::Stub> stub_;
  const GrpcStoreClientOptions options_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CLIENT_GRPC_STORE_CLIENT_H_
