#include "store/service/store_services.h"

namespace standpoint {

StoreServices::StoreServices(StoreParts& parts, CallRunner& runner, Executor& executor,
                             const Standing* standing)
    : on_log_(standing != nullptr),
      calls_(runner, executor, parts.gate()),
      commits_(&parts.writer(), &parts.engine(), &executor),
      replica_handler_(&parts.engine(), standing),
      query_service_(calls_, parts.queries()),
      shard_service_(calls_, parts.shard_queries()),
      commit_service_(runner, commits_),
      replica_service_(runner, replica_handler_) {}

std::vector<RpcService> StoreServices::List() {
  return {{v1::QueryService::service_full_name(), &query_service_, /*serving=*/!on_log_},
          {internal::v1::ShardService::service_full_name(), &shard_service_, /*serving=*/!on_log_},
          {internal::v1::CommitService::service_full_name(), &commit_service_},
          {internal::v1::ReplicaService::service_full_name(), &replica_service_}};
}

}  // namespace standpoint
