#include "common/kafka/testing/kafka_test.h"

#include "absl/strings/str_cat.h"
#include "common/config/settings.h"
#include "common/kafka/topics.h"

namespace standpoint {

KafkaCluster* KafkaTest::cluster_ = nullptr;

void KafkaTest::SetUpTestSuite() {
  KafkaClusterOptions options;
  options.directory = testing::TempDir() + "/kafka";
  auto cluster = KafkaCluster::Start(options);
  ASSERT_TRUE(cluster.ok()) << cluster.status();
  cluster_ = cluster->release();
}

void KafkaTest::TearDownTestSuite() {
  delete cluster_;
  cluster_ = nullptr;
}

void KafkaTest::MakeTopics(int document_partitions, int analysis_partitions, int max_record_bytes) {
  ASSERT_NE(cluster_, nullptr);
  static int tests = 0;
  settings_.set_bootstrap_servers(cluster_->bootstrap_servers());
  settings_.set_topic_prefix(absl::StrCat("test", ++tests));
  settings_.set_document_partitions(document_partitions);
  settings_.set_retry_partitions(1);
  settings_.set_analysis_partitions(analysis_partitions);
  settings_.set_replication_factor(1);
  settings_.set_min_insync_replicas(1);
  if (max_record_bytes > 0) {
    settings_.set_max_record_bytes(max_record_bytes);
  }
  ASSERT_TRUE(ApplyDefaults(settings_).ok());
  properties_ = *ReadKafkaProperties(settings_);
  const absl::Status made = EnsureTopics(settings_, properties_, kKafkaLimit);
  ASSERT_TRUE(made.ok()) << made;
}

}  // namespace standpoint
