// A log queue over topics of its own, on one broker that all tests of a program share.

#ifndef STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_HARNESS_H_
#define STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_HARNESS_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/kafka/testing/kafka_cluster.h"
#include "queue/conformance/work_queue_conformance.h"
#include "queue/kafka/log_queue.h"

namespace standpoint {

// The broker: started by the first who asks, and ended with the program.
KafkaCluster& TestKafka();

// Options of a queue whose topics (3 partitions of documents, 1 of retries) are made here. Fails the test when that is not possible.
LogQueueOptions MakeLogQueueTopics(const std::string& prefix);
inline constexpr int kTestPartitions = 4;

// What a queue of one process at a time sees a moment later, it sees at once here: appends and settlements return when they have come
// back from the broker. Nothing else is changed, so that the suite holds for the engine as it is.
class LogQueueHarness : public QueueHarness {
 public:
  LogQueueHarness();

  QueueCapabilities capabilities() const override;
  absl::StatusOr<std::unique_ptr<WorkQueue>> Open(const QueueSettings& settings) override;
  void CutPower(std::unique_ptr<WorkQueue> queue) override {}

 private:
  const LogQueueOptions options_;
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_HARNESS_H_
