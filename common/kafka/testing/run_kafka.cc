// Runs a Kafka for benchmarks and for a look by hand until it is interrupted:
//
//   run_kafka DIRECTORY [BROKERS]
//
// Prints a line `bootstrap_servers HOST:PORT,...` when all serve. The data stays in DIRECTORY and is taken up again.

#include <signal.h>

#include <cstdio>
#include <string>

#include "absl/strings/numbers.h"
#include "common/kafka/testing/kafka_cluster.h"

int main(int argc, char** argv) {
  int brokers = 1;
  if (argc < 2 || argc > 3 || (argc == 3 && !absl::SimpleAtoi(argv[2], &brokers)) || brokers < 1 ||
      brokers > 9) {
    std::fprintf(stderr, "run_kafka DIRECTORY [BROKERS]\n");
    return 64;
  }
  sigset_t stops;
  sigemptyset(&stops);
  sigaddset(&stops, SIGINT);
  sigaddset(&stops, SIGTERM);
  sigprocmask(SIG_BLOCK, &stops, nullptr);
  standpoint::KafkaClusterOptions options;
  options.directory = argv[1];
  options.nodes.resize(static_cast<size_t>(brokers));
  auto cluster = standpoint::KafkaCluster::Start(options);
  if (!cluster.ok()) {
    std::fprintf(stderr, "run_kafka: %s\n", std::string(cluster.status().message()).c_str());
    return 1;
  }
  std::printf("bootstrap_servers %s\n", (*cluster)->bootstrap_servers().c_str());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&stops, &signal);
  return 0;
}
