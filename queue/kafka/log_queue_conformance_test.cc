#include <memory>

#include "gtest/gtest.h"
#include "queue/conformance/work_queue_conformance.h"
#include "queue/kafka/log_queue_harness.h"

namespace standpoint {
namespace {

std::unique_ptr<QueueHarness> MakeHarness() { return std::make_unique<LogQueueHarness>(); }

INSTANTIATE_TEST_SUITE_P(Kafka, WorkQueueConformance,
                         testing::Values(ConformanceEngine{"kafka", &MakeHarness}));

}  // namespace
}  // namespace standpoint
