// What tests of one real broker have in common.

#ifndef STANDPOINT_COMMON_KAFKA_TESTING_KAFKA_TEST_H_
#define STANDPOINT_COMMON_KAFKA_TESTING_KAFKA_TEST_H_

#include <gtest/gtest.h>

#include "absl/time/time.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/testing/kafka_cluster.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {

// One broker for all tests of a suite, with topics of each test's own.
class KafkaTest : public testing::Test {
 protected:
  // For a broker to do what it is asked.
  static constexpr absl::Duration kKafkaLimit = absl::Seconds(60);

  static void SetUpTestSuite();
  static void TearDownTestSuite();

  // Makes topics with this many partitions and takes the settings that lead to them; one copy of each record, and records of up to
  // `max_record_bytes` (0: as many as by default).
  void MakeTopics(int document_partitions, int analysis_partitions, int max_record_bytes = 0);

  static KafkaCluster& cluster() { return *cluster_; }
  const internal::v1::KafkaConfig& settings() const { return settings_; }
  const KafkaProperties& properties() const { return properties_; }

 private:
  static KafkaCluster* cluster_;
  internal::v1::KafkaConfig settings_;
  KafkaProperties properties_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_KAFKA_TESTING_KAFKA_TEST_H_
