#include "common/kafka/log_layout.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/text/sha256.h"

namespace standpoint {
namespace {

TEST(LogLayoutTest, NamesBeginWithThePrefix) {
  const LogTopics topics = TopicsOf("news");
  EXPECT_EQ(topics.documents, "news.documents");
  EXPECT_EQ(topics.retry, "news.documents-retry");
  EXPECT_EQ(topics.dead, "news.documents-dead");
  EXPECT_EQ(topics.analyses, "news.analyses");
  EXPECT_EQ(topics.workers_group, "news.workers");
}

// The table of docs/formats/log.md. A change here is a change of every cluster's data.
TEST(LogLayoutTest, PartitionsNeverChange) {
  EXPECT_EQ(PartitionOf({"news", "a"}, 16), 11);
  EXPECT_EQ(PartitionOf({"news", "b"}, 16), 10);
  EXPECT_EQ(PartitionOf({"archive", "a"}, 16), 5);
  EXPECT_EQ(PartitionOf({"news", "a"}, 48), 27);
}

TEST(LogLayoutTest, ARefTellsThePartitionAsItsDocumentDoes) {
  for (int i = 0; i < 100; ++i) {
    const std::string id = absl::StrCat("document", i);
    const Sha256::Digest digest = Sha256::Of(id);
    EXPECT_EQ(PartitionOfRef("news", View(digest).substr(0, kDocumentRefBytes), 12),
              PartitionOf({"news", id}, 12));
  }
}

TEST(LogLayoutTest, DocumentsSpreadOverAllPartitions) {
  int counts[8] = {};
  for (int i = 0; i < 8000; ++i) {
    ++counts[PartitionOf({"news", absl::StrCat(i)}, 8)];
  }
  for (const int count : counts) {
    EXPECT_NEAR(count, 1000, 150);
  }
}

TEST(LogLayoutTest, EveryPartitionHasOneShard) {
  for (int shards = 1; shards <= 7; ++shards) {
    std::set<int> seen;
    for (int shard = 0; shard < shards; ++shard) {
      for (const int partition : PartitionsOf(shard, shards, 7)) {
        EXPECT_EQ(ShardOf(partition, shards), shard);
        EXPECT_TRUE(seen.insert(partition).second);
      }
    }
    EXPECT_EQ(seen.size(), 7u);
  }
}

}  // namespace
}  // namespace standpoint
