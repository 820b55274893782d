// Two shards become three, and go on in the log; a store of no log becomes shards.

#include "store/replica/reshard.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/kafka/log_layout.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/check/consistency.h"
#include "store/check/record_digest.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/record/log_state.h"
#include "store/replica/memory_log.h"
#include "store/replica/random_log.h"
#include "store/replica/rejoin.h"
#include "store/replica/test_replica.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 6;

class ReshardTest : public testing::Test {
 protected:
  ReshardTest() : root_(testing::TempDir() + "/reshard") { std::filesystem::remove_all(root_); }

  std::string Path(const std::string& name) const { return root_ + "/" + name; }

  void Append(int count) {
    for (int i = 0; i < count; ++i) {
      for (RandomLog::Record& record : random_.Next()) {
        log_.Append(record.partition, std::move(record.value), absl::Now());
      }
    }
  }

  // Runs a replica of a shard until it has everything.
  void Apply(const std::string& directory, int shard, int shards) {
    std::filesystem::create_directories(directory);
    auto engine = *OpenRocksDbEngine(directory);
    TestReplica replica(TestOptions(kPartitions, PartitionsOf(shard, shards, kPartitions)),
                        engine.get(), log_.NewReader());
    replica.AwaitEverything(log_);
  }

  // Compares a store with what it has to hold, whole.
  void ExpectShard(const std::string& directory, int shard, int shards) {
    auto engine = *OpenRocksDbEngine(directory);
    const auto report = CheckConsistency(*engine->GetSnapshot());
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_TRUE(report->problems.empty()) << report->problems[0];
    const auto expected = random_.Expected(PartitionsOf(shard, shards, kPartitions));
    EXPECT_EQ(Total(*DigestRecords(*engine->GetSnapshot())),
              Total(*DigestRecords(*expected->GetSnapshot())));
    EXPECT_GT(report->documents, 0);
  }

  const std::string root_;
  RandomLog random_{4, kPartitions, /*names=*/120};
  MemoryLog log_{kPartitions};
};

TEST_F(ReshardTest, NewShardsGoOnWhereTheOldOnesStood) {
  Append(300);
  Apply(Path("old-0"), 0, 2);
  Append(100);
  Apply(Path("old-1"), 1, 2);  // further on than the other
  const std::vector<std::string> to = {Path("new-0"), Path("new-1"), Path("new-2")};
  int64_t last = 0;
  const auto report = Reshard({{Path("old-0"), Path("old-1")}, to, "", 0}, [&](int64_t documents) {
    last = documents;
    return absl::OkStatus();
  });
  ASSERT_TRUE(report.ok()) << report.status();
  int64_t sum = 0;
  for (const auto& shard : report->shards) {
    sum += shard.documents + shard.tombstones;
  }
  EXPECT_LE(sum, last);
  EXPECT_GT(sum, 50);
  Append(100);
  // What the new ones need is there; what they have already is not.
  log_.DropBefore(1, (*LoadLogState(*(*OpenRocksDbEngine(to[1]))->GetSnapshot())).next_offset(1));
  for (int shard = 0; shard < 3; ++shard) {
    Apply(to[shard], shard, 3);
    ExpectShard(to[shard], shard, 3);
  }
}

TEST_F(ReshardTest, AStoreOfNoLogIsSplitAndBeginsWithTheLog) {
  {
    std::filesystem::create_directories(Path("single"));
    auto engine = *OpenRocksDbEngine(Path("single"));
    const auto writer = *Writer::Open(engine.get());
    RandomDocuments documents(1);
    for (int i = 0; i < 20; ++i) {
      writer->Commit(documents.Next(absl::StrCat("corpora/old/documents/d", i), 1),
                     [](absl::Status status) { EXPECT_TRUE(status.ok()); });
    }
  }
  EXPECT_EQ(ErrorReason(Reshard({{Path("single")}, {Path("a")}, "", 0}).status()),
            "STORES_MISMATCH");
  const auto report = Reshard({{Path("single")}, {Path("a"), Path("b")}, "analyses", kPartitions});
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->shards[0].documents + report->shards[1].documents, 20);
  EXPECT_GT(report->shards[0].documents, 0);
  Append(50);
  Apply(Path("a"), 0, 2);
  auto engine = *OpenRocksDbEngine(Path("a"));
  EXPECT_GT(Total(*DigestRecords(*engine->GetSnapshot())).documents, report->shards[0].documents);
}

TEST_F(ReshardTest, RefusesWhatDoesNotGoTogether) {
  Append(20);
  Apply(Path("old-0"), 0, 2);
  Apply(Path("old-1"), 1, 2);
  const auto reason = [&](std::vector<std::string> from, std::vector<std::string> to) {
    return ErrorReason(Reshard({std::move(from), std::move(to), "", 0}).status());
  };
  EXPECT_EQ(reason({}, {Path("n")}), "INVALID_FIELD");
  EXPECT_EQ(reason({Path("old-0")}, {Path("n")}), "STORES_MISMATCH");
  EXPECT_EQ(reason({Path("old-0"), Path("old-0")}, {Path("n")}), "STORES_MISMATCH");
  EXPECT_EQ(reason({Path("old-0"), Path("old-1")}, {}), "INVALID_FIELD");
  EXPECT_EQ(reason({Path("old-0"), Path("old-1")}, {Path("old-1")}), "DATA_NOT_EMPTY");
}

TEST_F(ReshardTest, AStoreRejoinsALogThatLostRecords) {
  Append(100);
  Apply(Path("store"), 0, 1);
  log_.Truncate(2, log_.Range(2).end / 2);
  Append(50);
  ASSERT_TRUE(RejoinLog(Path("store")).ok());
  Apply(Path("store"), 0, 1);
  ExpectShard(Path("store"), 0, 1);
}

TEST_F(ReshardTest, OnlyAStoreOnALogRejoins) {
  std::filesystem::create_directories(Path("single"));
  { auto engine = *OpenRocksDbEngine(Path("single")); }
  EXPECT_EQ(ErrorReason(RejoinLog(Path("single"))), "PART_NOT_HOSTED");
}

}  // namespace
}  // namespace standpoint
