// gRPC's own messages, as lines of our log.

#ifndef STANDPOINT_COMMON_RPC_GRPC_LOG_H_
#define STANDPOINT_COMMON_RPC_GRPC_LOG_H_

namespace standpoint {

// From now on gRPC's messages are logged as event `grpc_message`: its errors as warnings (they tell of peers as often as of
// us), all else as debug. For the whole process; idempotent. Call it first in main, so that every line is JSON.
void RouteGrpcLogs();

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_GRPC_LOG_H_
