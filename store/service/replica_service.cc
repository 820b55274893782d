#include "store/service/replica_service.h"

#include "absl/functional/bind_front.h"

namespace standpoint {

grpc::ServerUnaryReactor* ReplicaService::GetAppliedDocuments(
    grpc::CallbackServerContext* context, const internal::v1::GetAppliedDocumentsRequest* request,
    internal::v1::GetAppliedDocumentsResponse* response) {
  return runner_.Pooled("standpoint.internal.v1.ReplicaService/GetAppliedDocuments", context,
                        request, response,
                        absl::bind_front(&ReplicaHandler::GetAppliedDocuments, &handler_));
}

grpc::ServerUnaryReactor* ReplicaService::GetReplicaStatus(
    grpc::CallbackServerContext* context, const internal::v1::GetReplicaStatusRequest* request,
    internal::v1::ReplicaStatus* response) {
  return runner_.Inline("standpoint.internal.v1.ReplicaService/GetReplicaStatus", context, request,
                        response, absl::bind_front(&ReplicaHandler::GetReplicaStatus, &handler_));
}

}  // namespace standpoint
