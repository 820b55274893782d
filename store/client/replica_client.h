// What a store replica tells about itself.

#ifndef STANDPOINT_STORE_CLIENT_REPLICA_CLIENT_H_
#define STANDPOINT_STORE_CLIENT_REPLICA_CLIENT_H_

#include <grpcpp/channel.h>

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "standpoint/internal/v1/replica.grpc.pb.h"

namespace standpoint {

// Threads: safe. Errors: those of ReplicaService; a call without answer within the time limit is UNAVAILABLE or DEADLINE_EXCEEDED.
class ReplicaClient {
 public:
  virtual ~ReplicaClient() = default;

  // As ReplicaService.GetAppliedDocuments; one answer for each document.
  virtual absl::StatusOr<std::vector<bool>> Applied(
      const internal::v1::GetAppliedDocumentsRequest& request) = 0;
  virtual absl::StatusOr<internal::v1::ReplicaStatus> Status() = 0;
};

// Over gRPC; `timeout` of each call.
std::unique_ptr<ReplicaClient> NewReplicaClient(const std::shared_ptr<grpc::Channel>& channel,
                                                absl::Duration timeout = absl::Seconds(5));

}  // namespace standpoint

#endif  // STANDPOINT_STORE_CLIENT_REPLICA_CLIENT_H_
