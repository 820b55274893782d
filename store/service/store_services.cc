#include "store/service/store_services.h"

namespace standpoint {

StoreServices::StoreServices(StoreParts& parts, CallRunner& runner, Executor& executor)
    : commits_(&parts.writer(), &parts.engine(), &executor),
      query_service_(runner, executor, parts.gate(), parts.queries()),
      commit_service_(runner, commits_) {}

std::vector<RpcService> StoreServices::List() {
  return {{v1::QueryService::service_full_name(), &query_service_},
          {internal::v1::CommitService::service_full_name(), &commit_service_}};
}

}  // namespace standpoint
