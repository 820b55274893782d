// A real Kafka for tests and benchmarks: Apache Kafka's own brokers in KRaft mode, each a process that can be killed and started again.

#ifndef STANDPOINT_COMMON_KAFKA_TESTING_KAFKA_CLUSTER_H_
#define STANDPOINT_COMMON_KAFKA_TESTING_KAFKA_CLUSTER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace standpoint {

// One broker, which is a controller as well.
struct KafkaNode {
  std::string host = "127.0.0.1";  // where it listens, and what it tells others
  int broker_port = 0;             // 0: a free one of this machine
  int controller_port = 0;         // likewise
  std::string data_directory;      // empty: DIRECTORY/broker-N/data
  std::vector<std::string>
      command_prefix;  // before the command: {"/sbin/ip", "netns", "exec", NAME}
};

struct KafkaClusterOptions {
  std::string directory;  // of settings, output and data; created
  std::vector<KafkaNode> nodes = {KafkaNode()};
  std::vector<std::string>
      properties;  // further lines of each broker's settings: "key=value"; they overrule ours
  int heap_megabytes = 256;
};

// Threads: one at a time. Errors: FAILED_PRECONDITION when Kafka's jars are not there (tools/fetch_kafka gets them); UNAVAILABLE with the
// end of the broker's output when it does not start.
class KafkaCluster {
 public:
  // Formats the data directories that are empty, starts all brokers and waits until they serve.
  static absl::StatusOr<std::unique_ptr<KafkaCluster>> Start(KafkaClusterOptions options);

  // Kills what runs. The directory stays.
  ~KafkaCluster();

  KafkaCluster(const KafkaCluster&) = delete;
  KafkaCluster& operator=(const KafkaCluster&) = delete;

  // "127.0.0.1:41021,127.0.0.1:41023"
  std::string bootstrap_servers() const;
  int size() const { return static_cast<int>(options_.nodes.size()); }
  // The process of a broker; 0 when it does not run.
  pid_t pid(int broker) const;

  // SIGKILL; returns when the process is gone. Without effect on one that does not run.
  void Kill(int broker);
  // SIGTERM: the broker hands its partitions over first.
  void Stop(int broker);
  // Starts a broker on the data that it had; StartBroker does not wait until it serves.
  absl::Status StartBroker(int broker);
  absl::Status AwaitServing(int broker);

  // The last lines that a broker wrote.
  std::string Tail(int broker) const;

 private:
  class Broker;

  explicit KafkaCluster(KafkaClusterOptions options);

  KafkaClusterOptions options_;
  std::vector<std::unique_ptr<Broker>> brokers_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_TESTING_KAFKA_CLUSTER_H_
