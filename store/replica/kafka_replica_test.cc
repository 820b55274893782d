// Replicas of a real Kafka: what the broker does to a log, they live with or find out.

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/testing/kafka_test.h"
#include "common/kafka/topics.h"
#include "common/kafka/transactional_producer.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/check/consistency.h"
#include "store/check/record_digest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/replica/kafka_log_source.h"
#include "store/replica/random_log.h"
#include "store/replica/test_replica.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 3;
constexpr absl::Duration kLimit = absl::Seconds(60);

class KafkaReplicaTest : public KafkaTest {
 protected:
  void SetUp() override {
    // Larger ones lie in pieces.
    ASSERT_NO_FATAL_FAILURE(
        MakeTopics(/*document_partitions=*/1, kPartitions, /*max_record_bytes=*/16 << 10));
    producer_ = *TransactionalProducer::Create({.properties = properties(),
                                                .transactional_id = settings().topic_prefix(),
                                                .timeout = absl::Seconds(20),
                                                .max_record_bytes = 16 << 10});
  }

  // Writes records, some to a transaction.
  void Append(int count) {
    std::vector<LogWrite> writes;
    for (int i = 0; i < count; ++i) {
      for (RandomLog::Record& record : random_.Next()) {
        LogWrite& write = writes.emplace_back();
        write.to = {TopicsOf(settings().topic_prefix()).analyses, record.partition};
        write.key = "k";
        write.value = std::move(record.value);
      }
      if (i % 7 == 6 || i + 1 == count) {
        const auto written = producer_->Commit(std::move(writes));
        ASSERT_TRUE(written.ok()) << written.status();
        writes.clear();
      }
    }
  }

  std::unique_ptr<TestReplica> Replica(Engine* engine, std::vector<int> partitions) {
    return ReplicaOf(settings(), engine, std::move(partitions));
  }

  static std::unique_ptr<TestReplica> ReplicaOf(const internal::v1::KafkaConfig& settings,
                                                Engine* engine, std::vector<int> partitions) {
    LogApplierOptions options = TestOptions(kPartitions, std::move(partitions));
    options.check_interval = absl::Milliseconds(50);
    options.retry_after = absl::Milliseconds(50);
    return std::make_unique<TestReplica>(options, engine, *KafkaLogSource::Open(settings));
  }

  // Until it holds what it has to.
  void AwaitDigest(Engine& engine, std::vector<int> partitions) {
    const auto expected =
        Total(*DigestRecords(*random_.Expected(std::move(partitions))->GetSnapshot()));
    const absl::Time deadline = absl::Now() + kLimit;
    while (Total(*DigestRecords(*engine.GetSnapshot())) != expected && absl::Now() < deadline) {
      absl::SleepFor(absl::Milliseconds(5));  // polling: a real broker tells nobody
    }
    EXPECT_EQ(Total(*DigestRecords(*engine.GetSnapshot())), expected);
    EXPECT_GT(expected.documents, 0);
    EXPECT_TRUE(CheckConsistency(*engine.GetSnapshot())->problems.empty());
  }

  std::unique_ptr<TransactionalProducer> producer_;
  RandomLog random_{21, kPartitions, /*names=*/60};
};

TEST_F(KafkaReplicaTest, AppliesTransactionsAndPiecesWithRestarts) {
  const auto engine = NewMemoryEngine();
  for (int restart = 0; restart < 3; ++restart) {
    Append(40);
    const auto replica = Replica(engine.get(), {0, 1, 2});
    replica->AwaitWrites(1);
  }
  Append(40);
  const auto replica = Replica(engine.get(), {0, 1, 2});
  AwaitDigest(*engine, {0, 1, 2});
  EXPECT_TRUE(replica->Await(ReplicaState::kServing).ok());
  EXPECT_EQ(replica->applier().standing().Stats().skipped_records, 0);
}

TEST_F(KafkaReplicaTest, TwoShardsHoldWhatOneStoreHolds) {
  Append(100);
  const auto first = NewMemoryEngine();
  const auto second = NewMemoryEngine();
  const auto first_replica = Replica(first.get(), {0, 2});
  const auto second_replica = Replica(second.get(), {1});
  AwaitDigest(*first, {0, 2});
  AwaitDigest(*second, {1});
}

TEST_F(KafkaReplicaTest, GoesOnWhenTheBrokerIsKilled) {
  Append(40);
  const auto engine = NewMemoryEngine();
  const auto replica = Replica(engine.get(), {0, 1, 2});
  AwaitDigest(*engine, {0, 1, 2});
  cluster().Kill(0);
  ASSERT_TRUE(cluster().StartBroker(0).ok());
  ASSERT_TRUE(cluster().AwaitServing(0).ok());
  Append(40);
  AwaitDigest(*engine, {0, 1, 2});
  EXPECT_NE(replica->applier().standing().Report().state, ReplicaState::kStopped);
}

TEST_F(KafkaReplicaTest, AClusterMadeAnewIsFoundOut) {
  Append(40);
  const auto engine = NewMemoryEngine();
  {
    const auto replica = Replica(engine.get(), {0, 1, 2});
    AwaitDigest(*engine, {0, 1, 2});
  }
  KafkaClusterOptions options;
  options.directory = testing::TempDir() + "/kafka-anew";
  auto anew = KafkaCluster::Start(options);
  ASSERT_TRUE(anew.ok()) << anew.status();
  internal::v1::KafkaConfig settings_anew = settings();
  settings_anew.set_bootstrap_servers((*anew)->bootstrap_servers());
  const auto replica = ReplicaOf(settings_anew, engine.get(), {0, 1, 2});
  const absl::Status refusal = replica->Await(ReplicaState::kStopped);
  EXPECT_EQ(refusal.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(ErrorReason(refusal) == "LOG_TRUNCATED" || ErrorReason(refusal) == "LOG_REPLACED")
      << refusal;
}

}  // namespace
}  // namespace standpoint
