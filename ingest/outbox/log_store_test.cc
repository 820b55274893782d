#include "ingest/outbox/log_store.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"
#include "common/status/errors.h"
#include "common/text/resource_name.h"
#include "standpoint/internal/v1/log.pb.h"
#include "store/client/fake_store_client.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 5;

// Says yes after so many questions.
class SlowStores final : public WrittenDocuments {
 public:
  std::vector<WriteStanding> Ask(absl::Span<const DocumentWrite> writes) override {
    asked_.assign(writes.begin(), writes.end());
    const Written written = until_yes_-- > 0 ? Written::kNo : Written::kYes;
    return std::vector<WriteStanding>(writes.size(), {.everywhere = written});
  }

  int until_yes_ = 0;
  std::vector<DocumentWrite> asked_;
};

class LogStoreTest : public testing::Test {
 protected:
  LogStoreTest()
      : store_(
            {.topic = "analyses",
             .partitions = kPartitions,
             .limit = absl::Seconds(1),
             .look_every = absl::Milliseconds(1)},
            [this](std::vector<LogWrite> records) {
              for (LogWrite& record : records) {
                written_.push_back(std::move(record));
              }
              return failure_;
            },
            stores_, reader_) {}

  static internal::v1::LogRecord Parse(const LogWrite& write) {
    internal::v1::LogRecord record;
    EXPECT_TRUE(record.ParseFromString(*write.value));
    return record;
  }

  absl::Status failure_;
  std::vector<LogWrite> written_;
  SlowStores stores_;
  FakeStoreClient reader_;
  LogStore store_;
};

TEST_F(LogStoreTest, ARemovalIsAnsweredWhenTheStoresHaveIt) {
  stores_.until_yes_ = 3;
  const auto removed = store_.Remove("corpora/news/documents/a", 7);
  ASSERT_TRUE(removed.ok()) << removed.status();
  ASSERT_EQ(written_.size(), 1u);
  EXPECT_EQ(written_[0].to, (TopicPartition{"analyses", PartitionOf({"news", "a"}, kPartitions)}));
  EXPECT_EQ(Parse(written_[0]).format_version(), 1);
  EXPECT_EQ(Parse(written_[0]).remove_document().name(), "corpora/news/documents/a");
  EXPECT_EQ(Parse(written_[0]).remove_document().revision(), 7);
  EXPECT_EQ(stores_.until_yes_, -1);
}

TEST_F(LogStoreTest, ACorpusIsRemovedFromEveryPartitionAndEveryShardIsAsked) {
  ASSERT_TRUE(store_.RemoveCorpus("corpora/news", 9, /*reclaim=*/true).ok());
  std::set<int> partitions;
  for (const LogWrite& record : written_) {
    partitions.insert(record.to.partition);
    EXPECT_TRUE(Parse(record).remove_corpus().reclaim());
    EXPECT_EQ(Parse(record).remove_corpus().revision(), 9);
  }
  EXPECT_EQ(partitions.size(), static_cast<size_t>(kPartitions));
  std::set<int> asked;
  for (const DocumentWrite& write : stores_.asked_) {
    asked.insert(PartitionOf(*DocumentName::Parse("name", write.name), kPartitions));
    EXPECT_EQ(write.revision, 9);
  }
  EXPECT_EQ(asked, partitions);
}

TEST_F(LogStoreTest, WhatTheStoresDoNotApplyIsToBeRepeated) {
  stores_.until_yes_ = 1 << 30;
  EXPECT_EQ(ErrorReason(store_.Remove("corpora/news/documents/a", 7).status()),
            "REMOVAL_NOT_APPLIED");
}

TEST_F(LogStoreTest, WithoutTheLogNothingIsRemoved) {
  failure_ = MakeError(absl::StatusCode::kUnavailable, "KAFKA_UNAVAILABLE", "away");
  EXPECT_EQ(ErrorReason(store_.Remove("corpora/news/documents/a", 7).status()),
            "KAFKA_UNAVAILABLE");
  EXPECT_TRUE(stores_.asked_.empty());
  EXPECT_TRUE(absl::IsInvalidArgument(store_.Remove("nothing", 7).status()));
}

}  // namespace
}  // namespace standpoint
