#include "store/client/replica_client.h"

#include <grpcpp/client_context.h>

#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

class GrpcReplicaClient final : public ReplicaClient {
 public:
  GrpcReplicaClient(const std::shared_ptr<grpc::Channel>& channel, absl::Duration timeout)
      : stub_(internal::v1::ReplicaService::NewStub(channel)), timeout_(timeout) {}

  absl::StatusOr<std::vector<bool>> Applied(
      const internal::v1::GetAppliedDocumentsRequest& request) override {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + timeout_));
    internal::v1::GetAppliedDocumentsResponse response;
    RETURN_IF_ERROR(FromGrpcStatus(stub_->GetAppliedDocuments(&context, request, &response)));
    if (response.applied_size() != request.documents_size()) {
      return MakeError(absl::StatusCode::kInternal, "PEER_ANSWER_MALFORMED",
                       "the replica answered for other documents than asked");
    }
    return std::vector<bool>(response.applied().begin(), response.applied().end());
  }

  absl::StatusOr<internal::v1::ReplicaStatus> Status() override {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + timeout_));
    internal::v1::ReplicaStatus status;
    RETURN_IF_ERROR(FromGrpcStatus(stub_->GetReplicaStatus(&context, {}, &status)));
    return status;
  }

 private:
  const std::unique_ptr<internal::v1::ReplicaService::Stub> stub_;
  const absl::Duration timeout_;
};

}  // namespace

std::unique_ptr<ReplicaClient> NewReplicaClient(const std::shared_ptr<grpc::Channel>& channel,
                                                absl::Duration timeout) {
  return std::make_unique<GrpcReplicaClient>(channel, timeout);
}

}  // namespace standpoint
