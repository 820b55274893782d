// A whole cluster, each process on a host of its own: brokers, ingests, workers, replicas of shards, routers.

#ifndef STANDPOINT_TESTS_CLUSTER_CLUSTER_H_
#define STANDPOINT_TESTS_CLUSTER_CLUSTER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/kafka/testing/kafka_cluster.h"
#include "tests/cluster/hosts.h"
#include "tests/process/server.h"

namespace standpoint {

struct ClusterOptions {
  std::string folder;  // of all data
  int brokers = 3;
  int ingests = 2;
  int workers = 3;
  int shards = 2;
  int replicas = 2;  // of each shard
  int routers = 1;
};

enum class Role { kBroker, kIngest, kWorker, kStore, kRouter };

// Threads: one at a time. Lifetime: hosts and processes end with it.
class Cluster {
 public:
  // Starts everything, and waits until everything serves. Errors: PERMISSION_DENIED where there can be no hosts; FAILED_PRECONDITION
  // where there is no Kafka; those of KafkaCluster and Server.
  static absl::StatusOr<std::unique_ptr<Cluster>> Start(const ClusterOptions& options);

  // Processes are numbered 0, 1, 2... over all roles; each runs on the host of its number.
  int size() const { return static_cast<int>(members_.size()); }
  Role role(int member) const { return members_[static_cast<size_t>(member)].role; }
  // "store 1/0" is the first replica of the second shard.
  const std::string& name(int member) const { return members_[static_cast<size_t>(member)].name; }
  std::vector<int> of(Role role) const;

  // SIGKILL.
  void Kill(int member);
  // SIGTERM, and waits for the end; gives the status, 0 when it ended in order (a broker's is not looked at).
  int Stop(int member);
  // Starts what does not run, on the data that it had, and waits until it serves.
  absl::Status Start(int member);

  Hosts& hosts() { return *hosts_; }

  // "10.231.7.5:7301"
  std::string address(int member) const;
  // For gRPC: all members of a role, in the form of a name with several addresses.
  std::string target(Role role) const;

  // The last lines that a member wrote.
  std::string Tail(int member) const;

 private:
  struct Member {
    Role role;
    std::string name;
    int index = 0;                   // among those of its role
    std::unique_ptr<Server> server;  // of all but brokers
  };

  explicit Cluster(ClusterOptions options) : options_(std::move(options)) {}

  void Enrol();
  absl::Status StartBrokers();
  std::vector<std::string> Command(const Member& member) const;
  std::vector<std::string> LogFlags() const;
  std::string Addresses(Role role) const;
  absl::Status WriteTopology() const;
  std::string Listen(int member) const;

  const ClusterOptions options_;
  std::vector<Member> members_;
  std::unique_ptr<Hosts> hosts_;
  std::unique_ptr<KafkaCluster> kafka_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_CLUSTER_CLUSTER_H_
