// ReplicaService over gRPC.

#ifndef STANDPOINT_STORE_SERVICE_REPLICA_SERVICE_H_
#define STANDPOINT_STORE_SERVICE_REPLICA_SERVICE_H_

#include "common/rpc/call_runner.h"
#include "standpoint/internal/v1/replica.grpc.pb.h"
#include "store/service/replica_handler.h"

namespace standpoint {

// Lifetime: the arguments outlive it.
class ReplicaService final : public internal::v1::ReplicaService::CallbackService {
 public:
  ReplicaService(CallRunner& runner, const ReplicaHandler& handler)
      : runner_(runner), handler_(handler) {}

  grpc::ServerUnaryReactor* GetAppliedDocuments(
      grpc::CallbackServerContext* context, const internal::v1::GetAppliedDocumentsRequest* request,
      internal::v1::GetAppliedDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* GetReplicaStatus(grpc::CallbackServerContext* context,
                                             const internal::v1::GetReplicaStatusRequest* request,
                                             internal::v1::ReplicaStatus* response) override;

 private:
  CallRunner& runner_;
  const ReplicaHandler& handler_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_REPLICA_SERVICE_H_
