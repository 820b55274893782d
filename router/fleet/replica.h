// A store as the router sees it: where it is, how it is doing, and what it is asked.

#ifndef STANDPOINT_ROUTER_FLEET_REPLICA_H_
#define STANDPOINT_ROUTER_FLEET_REPLICA_H_

#include <grpcpp/channel.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "standpoint/internal/v1/shard.grpc.pb.h"
#include "standpoint/v1/admin_service.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"

namespace standpoint {

// Threads: safe.
class Replica {
 public:
  // Connects in the background.
  explicit Replica(const std::string& address);

  Replica(const Replica&) = delete;
  Replica& operator=(const Replica&) = delete;

  const std::string& address() const { return address_; }
  v1::QueryService::Stub& query() { return *query_; }
  v1::AdminService::Stub& admin() { return *admin_; }
  internal::v1::ShardService::Stub& shard() { return *shard_; }

  // Whether it is connected and its health says that it serves queries; a store that lags behind the log says no. Who
  // does not serve may still answer.
  bool serving() const;

  // Of calls: how many are under way, and when the last one failed in a way that another replica may not.
  void Began() { ++outstanding_; }
  void Ended() { --outstanding_; }
  void Failed(absl::Time now) { failed_at_ = absl::ToUnixMillis(now); }
  int outstanding() const { return outstanding_; }
  bool FailedSince(absl::Time time) const { return failed_at_ >= absl::ToUnixMillis(time); }

 private:
  const std::string address_;
  const std::shared_ptr<grpc::Channel> health_;  // READY while the replica serves
  const std::unique_ptr<v1::QueryService::Stub> query_;
  const std::unique_ptr<v1::AdminService::Stub> admin_;
  const std::unique_ptr<internal::v1::ShardService::Stub> shard_;
  std::atomic<int> outstanding_{0};
  std::atomic<int64_t> failed_at_{0};

  Replica(const std::string& address, const std::shared_ptr<grpc::Channel>& channel);
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_FLEET_REPLICA_H_
