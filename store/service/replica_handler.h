// ReplicaService without gRPC.

#ifndef STANDPOINT_STORE_SERVICE_REPLICA_HANDLER_H_
#define STANDPOINT_STORE_SERVICE_REPLICA_HANDLER_H_

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "standpoint/internal/v1/replica.pb.h"
#include "store/engine/engine.h"
#include "store/replica/standing.h"

namespace standpoint {

// Threads: safe. Lifetime: the arguments outlive it. Errors: as replica.proto says.
class ReplicaHandler {
 public:
  // `standing` is null where the store is on no log.
  ReplicaHandler(Engine* engine, const Standing* standing) : engine_(engine), standing_(standing) {}

  absl::Status GetAppliedDocuments(const CallContext& call,
                                   const internal::v1::GetAppliedDocumentsRequest& request,
                                   internal::v1::GetAppliedDocumentsResponse* response) const;
  absl::Status GetReplicaStatus(const CallContext& call,
                                const internal::v1::GetReplicaStatusRequest& request,
                                internal::v1::ReplicaStatus* response) const;

 private:
  Engine* const engine_;
  const Standing* const standing_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_REPLICA_HANDLER_H_
