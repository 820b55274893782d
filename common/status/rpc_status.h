// The way of a status to and from the wire.

#ifndef STANDPOINT_COMMON_STATUS_RPC_STATUS_H_
#define STANDPOINT_COMMON_STATUS_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace standpoint {

// With code, message and all details. An error without ErrorInfo gets one with reason
// UNSPECIFIED_REASON, so that the promise of exactly one holds on the wire.
google::rpc::Status ToRpcStatus(const absl::Status& status);
absl::Status FromRpcStatus(const google::rpc::Status& status);

// As gRPC carries it: details in `grpc-status-details-bin`.
grpc::Status ToGrpcStatus(const absl::Status& status);
absl::Status FromGrpcStatus(const grpc::Status& status);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_STATUS_RPC_STATUS_H_
