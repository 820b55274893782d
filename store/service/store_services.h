// The gRPC services of a store.

#ifndef STANDPOINT_STORE_SERVICE_STORE_SERVICES_H_
#define STANDPOINT_STORE_SERVICE_STORE_SERVICES_H_

#include <vector>

#include "common/concurrency/executor.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "store/replica/standing.h"
#include "store/service/commit_handler.h"
#include "store/service/commit_service.h"
#include "store/service/gated_calls.h"
#include "store/service/query_service.h"
#include "store/service/replica_handler.h"
#include "store/service/replica_service.h"
#include "store/service/shard_service.h"
#include "store/service/store_parts.h"

namespace standpoint {

// Lifetime: the arguments outlive it, and it outlives the server.
class StoreServices {
 public:
  // `standing`: of a store on a log, which serves no queries at first; else null.
  StoreServices(StoreParts& parts, CallRunner& runner, Executor& executor,
                const Standing* standing = nullptr);

  // QueryService, ShardService, CommitService and ReplicaService, for RpcServer::Start.
  std::vector<RpcService> List();

 private:
  const bool on_log_;
  GatedCalls calls_;
  CommitHandler commits_;
  ReplicaHandler replica_handler_;
  QueryService query_service_;
  ShardService shard_service_;
  CommitService commit_service_;
  ReplicaService replica_service_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_STORE_SERVICES_H_
