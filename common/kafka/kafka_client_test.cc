// Producer, consumer and topics against a real broker.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/kafka/kafka_consumer.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/kafka_record.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/testing/kafka_test.h"
#include "common/kafka/topics.h"
#include "common/kafka/transactional_producer.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(60);

class KafkaClientTest : public KafkaTest {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(MakeTopics(/*document_partitions=*/2, /*analysis_partitions=*/2));
    topics_ = TopicsOf(settings().topic_prefix());
  }

  std::unique_ptr<TransactionalProducer> Producer(const std::string& id) {
    auto producer = TransactionalProducer::Create(
        {.properties = properties(), .transactional_id = id, .timeout = absl::Seconds(20)});
    EXPECT_TRUE(producer.ok()) << producer.status();
    return *std::move(producer);
  }

  // What stands in a partition up to its present end, once that is `least` records or more: the broker answers a commit before
  // it lets others see what was committed.
  std::vector<LogRead> ReadAll(const TopicPartition& partition, size_t least) {
    auto consumer = KafkaConsumer::Create({.properties = properties()});
    EXPECT_TRUE(consumer.ok()) << consumer.status();
    EXPECT_TRUE((*consumer)->Assign({{partition, kFromBeginning, ""}}).ok());
    std::vector<LogRead> records;
    const absl::Time deadline = absl::Now() + kLimit;
    while (absl::Now() < deadline) {
      const auto polled = (*consumer)->Poll(absl::Seconds(1));
      if (polled.ok() && *polled) {
        if ((*polled)->kind != Polled::kEnd) {
          records.push_back((*polled)->record);
        } else if (records.size() >= least) {
          return records;
        }
      }
    }
    ADD_FAILURE() << "no end of the partition";
    return records;
  }

  LogTopics topics_;
};

// Remembers what it was given.
class Owner : public PartitionOwner {
 public:
  void Assigned(const std::vector<LogPosition>& positions) override {
    absl::MutexLock lock(&mu_);
    for (const LogPosition& position : positions) {
      owned_[position.partition] = position;
    }
  }
  void Revoked(const std::vector<TopicPartition>& partitions, bool /*lost*/) override {
    absl::MutexLock lock(&mu_);
    for (const TopicPartition& partition : partitions) {
      owned_.erase(partition);
    }
  }
  std::map<TopicPartition, LogPosition> owned() const {
    absl::MutexLock lock(&mu_);
    return owned_;
  }

 private:
  mutable absl::Mutex mu_;
  std::map<TopicPartition, LogPosition> owned_ ABSL_GUARDED_BY(mu_);
};

// A member that polls until it has `count` partitions.
std::unique_ptr<KafkaConsumer> Join(ConsumerOptions options, const std::string& topic, Owner& owner,
                                    size_t count) {
  auto consumer = KafkaConsumer::Create(std::move(options), &owner);
  EXPECT_TRUE(consumer.ok()) << consumer.status();
  EXPECT_TRUE((*consumer)->Subscribe({topic}).ok());
  const absl::Time deadline = absl::Now() + kLimit;
  while (owner.owned().size() < count && absl::Now() < deadline) {
    (void)(*consumer)->Poll(absl::Milliseconds(50));
  }
  EXPECT_EQ(owner.owned().size(), count);
  return *std::move(consumer);
}

TEST_F(KafkaClientTest, TopicsAreMadeOnceAndCheckedAfterwards) {
  EXPECT_TRUE(EnsureTopics(settings(), properties(), kLimit).ok());
  internal::v1::KafkaConfig other = settings();
  other.set_analysis_partitions(3);
  EXPECT_EQ(ErrorReason(EnsureTopics(other, properties(), kLimit)), "LOG_MISMATCH");
}

TEST_F(KafkaClientTest, RecordsAreReadAsTheyWereWritten) {
  const auto producer = Producer("writer");
  const std::string binary("a\0b\xff", 4);
  const auto offsets = producer->Commit({{{topics_.analyses, 1}, "key", binary, {{"h", binary}}},
                                         {{topics_.analyses, 1}, "gone", std::nullopt, {}},
                                         {{topics_.analyses, 1}, "", "", {}}});
  ASSERT_TRUE(offsets.ok()) << offsets.status();
  EXPECT_EQ(*offsets, (std::vector<int64_t>{0, 1, 2}));
  const std::vector<LogRead> records = ReadAll({topics_.analyses, 1}, 3);
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[0].key, "key");
  EXPECT_EQ(records[0].value, binary);
  EXPECT_EQ(FindHeader(records[0].headers, "h"), binary);
  EXPECT_FALSE(records[1].value);
  EXPECT_EQ(records[2].offset, 2);
}

TEST_F(KafkaClientTest, ALargeValueGoesInPieces) {
  std::mt19937 random(1);
  std::string value(3 << 20, '\0');
  for (char& c : value) {
    c = static_cast<char>(random());
  }
  const auto producer = Producer("writer");
  const auto offsets = producer->Commit({{{topics_.documents, 0}, "key", value, {}}});
  ASSERT_TRUE(offsets.ok()) << offsets.status();
  const std::vector<LogRead> records = ReadAll({topics_.documents, 0}, 4);
  EXPECT_EQ(records.size(), 4u);
  std::string read;
  for (const LogRead& record : records) {
    read += *record.value;
  }
  EXPECT_EQ(read, value);
}

TEST_F(KafkaClientTest, PositionsComeBackWithTheirMetadata) {
  const std::string group = topics_.workers_group;
  {
    Owner owner;
    const auto consumer =
        Join({.properties = properties(), .group = group}, topics_.documents, owner, 2);
    for (const auto& [partition, position] : owner.owned()) {
      EXPECT_EQ(position.offset, kFromBeginning);
    }
    auto metadata = consumer->GroupMetadata();
    ASSERT_TRUE(metadata.ok()) << metadata.status();
    const GroupPositions positions = {*std::move(metadata),
                                      {{{topics_.documents, 1}, 5, "what is done"}}};
    const auto done =
        Producer("worker")->Commit({{{topics_.analyses, 0}, "a", "value", {}}}, &positions);
    ASSERT_TRUE(done.ok()) << done.status();
  }
  Owner owner;
  const auto consumer =
      Join({.properties = properties(), .group = group}, topics_.documents, owner, 2);
  const LogPosition position = owner.owned()[{topics_.documents, 1}];
  EXPECT_EQ(position.offset, 5);
  EXPECT_EQ(position.metadata, "what is done");
}

TEST_F(KafkaClientTest, AMemberThatWasReplacedCommitsNothing) {
  ConsumerOptions options = {.properties = properties(), .group = topics_.workers_group};
  Owner first_owner;
  auto first = Join(options, topics_.documents, first_owner, 2);
  auto metadata = first->GroupMetadata();
  ASSERT_TRUE(metadata.ok());
  first.reset();  // leaves the group
  Owner second_owner;
  const auto second = Join(options, topics_.documents, second_owner, 2);
  const auto producer = Producer("late");
  const GroupPositions positions = {*std::move(metadata), {{{topics_.documents, 0}, 9, ""}}};
  const auto late = producer->Commit({{{topics_.analyses, 0}, "late", "value", {}}}, &positions);
  EXPECT_TRUE(absl::IsUnavailable(late.status())) << late.status();
  // The producer goes on.
  const auto next = producer->Commit({{{topics_.analyses, 0}, "next", "value", {}}});
  ASSERT_TRUE(next.ok()) << next.status();
  const std::vector<LogRead> records = ReadAll({topics_.analyses, 0}, 1);
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].key, "next");
  const auto committed = second->Committed({{topics_.documents, 0}}, kLimit);
  ASSERT_TRUE(committed.ok()) << committed.status();
  EXPECT_EQ(committed->at(0).offset, kFromBeginning);
}

TEST_F(KafkaClientTest, TheLaterOfTwoProducersOfOneNameEndsTheEarlier) {
  const auto first = Producer("same");
  ASSERT_TRUE(first->Commit({{{topics_.analyses, 0}, "a", "1", {}}}).ok());
  const auto second = Producer("same");
  ASSERT_TRUE(second->Commit({{{topics_.analyses, 0}, "b", "2", {}}}).ok());
  EXPECT_TRUE(absl::IsUnavailable(first->Commit({{{topics_.analyses, 0}, "c", "3", {}}}).status()));
  EXPECT_EQ(ReadAll({topics_.analyses, 0}, 2).size(), 2u);
}

TEST_F(KafkaClientTest, APositionBeyondTheLogIsToldAndReadingGoesOn) {
  ASSERT_TRUE(Producer("writer")->Commit({{{topics_.documents, 0}, "a", "1", {}}}).ok());
  ASSERT_EQ(ReadAll({topics_.documents, 0}, 1).size(), 1u);
  auto consumer = KafkaConsumer::Create({.properties = properties()});
  ASSERT_TRUE(consumer.ok());
  ASSERT_TRUE((*consumer)->Assign({{{topics_.documents, 0}, 1000, ""}}).ok());
  const absl::Time deadline = absl::Now() + kLimit;
  bool told = false;
  std::string key;
  while (key.empty() && absl::Now() < deadline) {
    const auto polled = (*consumer)->Poll(absl::Seconds(1));
    if (!polled.ok() || !*polled) {
      continue;
    }
    if ((*polled)->kind == Polled::kOutOfRange) {
      told = true;
      const auto range = (*consumer)->Range({topics_.documents, 0}, kLimit);
      ASSERT_TRUE(range.ok()) << range.status();
      EXPECT_EQ(range->begin, 0);
      EXPECT_EQ(range->end, 2);  // the record, and the end of its transaction
      ASSERT_TRUE((*consumer)->Seek({{topics_.documents, 0}, range->begin, ""}, kLimit).ok());
    } else if ((*polled)->kind == Polled::kRecord) {
      key = (*polled)->record.key;
    }
  }
  EXPECT_TRUE(told);
  EXPECT_EQ(key, "a");
}

TEST_F(KafkaClientTest, WithoutBrokersWritesAreRefusedInTime) {
  KafkaProperties nowhere = properties();
  nowhere["bootstrap.servers"] = "127.0.0.1:1";
  const auto producer = TransactionalProducer::Create(
      {.properties = nowhere, .transactional_id = "x", .timeout = absl::Seconds(1)});
  ASSERT_TRUE(producer.ok());
  EXPECT_EQ(ErrorReason((*producer)->Commit({{{topics_.documents, 0}, "a", "1", {}}}).status()),
            "KAFKA_UNAVAILABLE");
  EXPECT_EQ(ErrorReason(EnsureTopics(settings(), nowhere, absl::Seconds(1))), "KAFKA_UNAVAILABLE");
}

}  // namespace
}  // namespace standpoint
