// The gRPC services of a store.

#ifndef STANDPOINT_STORE_SERVICE_STORE_SERVICES_H_
#define STANDPOINT_STORE_SERVICE_STORE_SERVICES_H_

#include <vector>

#include "common/concurrency/executor.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "store/service/commit_handler.h"
#include "store/service/commit_service.h"
#include "store/service/gated_calls.h"
#include "store/service/query_service.h"
#include "store/service/shard_service.h"
#include "store/service/store_parts.h"

namespace standpoint {

// Lifetime: the arguments outlive it, and it outlives the server.
class StoreServices {
 public:
  StoreServices(StoreParts& parts, CallRunner& runner, Executor& executor);

  // QueryService, ShardService and CommitService, for RpcServer::Start.
  std::vector<RpcService> List();

 private:
  GatedCalls calls_;
  CommitHandler commits_;
  QueryService query_service_;
  ShardService shard_service_;
  CommitService commit_service_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_STORE_SERVICES_H_
