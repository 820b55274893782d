#include "router/fleet/replica.h"

#include "common/rpc/channel.h"

namespace standpoint {

Replica::Replica(const std::string& address) : Replica(address, Connect(address, {})) {}

Replica::Replica(const std::string& address, const std::shared_ptr<grpc::Channel>& channel)
    : address_(address),
      health_(ConnectToHealth(address, v1::QueryService::service_full_name())),
      query_(v1::QueryService::NewStub(channel)),
      admin_(v1::AdminService::NewStub(channel)),
      shard_(internal::v1::ShardService::NewStub(channel)) {
  (void)serving();  // begins to connect
}

bool Replica::serving() const {
  return health_->GetState(/*try_to_connect=*/true) == GRPC_CHANNEL_READY;
}

}  // namespace standpoint
