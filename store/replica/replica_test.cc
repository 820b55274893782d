// What a replica holds, whatever happens to it on the way: as much as a store that was written without log, and the same as
// other replicas.

#include <filesystem>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "common/testing/unsynced_loss_fs.h"
#include "gtest/gtest.h"
#include "rocksdb/env.h"
#include "store/check/consistency.h"
#include "store/check/record_digest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/record/log_state.h"
#include "store/replica/memory_log.h"
#include "store/replica/random_log.h"
#include "store/replica/test_replica.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 3;

std::vector<int> All() {
  std::vector<int> partitions(kPartitions);
  std::iota(partitions.begin(), partitions.end(), 0);
  return partitions;
}

// Puts records on the log, with offsets in between that hold none.
void Append(RandomLog& random, int count, MemoryLog* log) {
  for (int i = 0; i < count; ++i) {
    for (RandomLog::Record& record : random.Next()) {
      log->Append(record.partition, std::move(record.value), absl::Now());
      if (i % 5 == 0) {
        log->SkipOffset(record.partition);
      }
    }
  }
}

void ExpectWholeAndEqual(Engine& engine, Engine& expected) {
  const auto report = CheckConsistency(*engine.GetSnapshot());
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_TRUE(report->problems.empty()) << report->problems[0];
  const auto digests = DigestRecords(*engine.GetSnapshot());
  const auto wanted = DigestRecords(*expected.GetSnapshot());
  ASSERT_TRUE(digests.ok()) << digests.status();
  ASSERT_TRUE(wanted.ok()) << wanted.status();
  EXPECT_GT(Total(*wanted).documents, 0);
  EXPECT_EQ(Total(*digests).documents, Total(*wanted).documents);
  EXPECT_EQ(Total(*digests).tombstones, Total(*wanted).tombstones);
  EXPECT_EQ(Total(*digests).records, Total(*wanted).records);
  EXPECT_EQ(*digests == *wanted, true);
}

TEST(ReplicaTest, AppliesWhatIsInTheLogWithRestarts) {
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    RandomLog random(seed, kPartitions, /*names=*/40);
    RandomDocuments dice(seed);
    MemoryLog log(kPartitions);
    const auto engine = NewMemoryEngine();
    for (int restart = 0; restart < 5; ++restart) {
      Append(random, 60, &log);
      TestReplica replica(TestOptions(kPartitions, All()), engine.get(), log.NewReader());
      replica.AwaitWrites(1 + dice.Below(2));
    }
    TestReplica replica(TestOptions(kPartitions, All()), engine.get(), log.NewReader());
    replica.AwaitEverything(log);
    ExpectWholeAndEqual(*engine, *random.Expected(All()));
    const LogState state = *LoadLogState(*engine->GetSnapshot());
    for (const int partition : All()) {
      EXPECT_LE(state.next_offset(partition), log.Range(partition).end);
    }
  }
}

TEST(ReplicaTest, SurvivesPowerCuts) {
  const std::string path =
      (std::filesystem::path(testing::TempDir()) / "replica_power").lexically_normal().string();
  std::filesystem::remove_all(path);
  const auto fs = UnsyncedLossFileSystem::Create();
  const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(fs);
  RocksDbEngineOptions options;
  options.env = env.get();
  options.write_buffer_bytes = 256 << 10;  // so that flushes are struck too
  RandomLog random(7, kPartitions, /*names=*/60);
  RandomDocuments dice(7);
  MemoryLog log(kPartitions);
  for (int round = 0; round < 8; ++round) {
    Append(random, 80, &log);
    auto engine = *OpenRocksDbEngine(path, options);
    {
      TestReplica replica(TestOptions(kPartitions, All()), engine.get(), log.NewReader());
      replica.AwaitWrites(1 + dice.Below(3));
      fs->CutPower();
    }
    engine.reset();
    ASSERT_TRUE(fs->RestorePower().ok());
  }
  auto engine = *OpenRocksDbEngine(path, options);
  TestReplica replica(TestOptions(kPartitions, All()), engine.get(), log.NewReader());
  replica.AwaitEverything(log);
  ExpectWholeAndEqual(*engine, *random.Expected(All()));
}

TEST(ReplicaTest, ADiskThatFailsForAWhileLosesNothing) {
  const std::string path =
      (std::filesystem::path(testing::TempDir()) / "replica_disk").lexically_normal().string();
  std::filesystem::remove_all(path);
  const auto fs = UnsyncedLossFileSystem::Create();
  const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(fs);
  RocksDbEngineOptions options;
  options.env = env.get();
  RandomLog random(8, kPartitions, /*names=*/60);
  MemoryLog log(kPartitions);
  {
    auto engine = *OpenRocksDbEngine(path, options);
    TestReplica replica(TestOptions(kPartitions, All()), engine.get(), log.NewReader());
    EXPECT_TRUE(replica.Await(ReplicaState::kServing).ok());
    fs->FailAppends(rocksdb::IOStatus::NoSpace("full"));
    Append(random, 200, &log);
    fs->FailAppends(rocksdb::IOStatus::OK());
  }
  auto engine = *OpenRocksDbEngine(path, options);
  TestReplica replica(TestOptions(kPartitions, All()), engine.get(), log.NewReader());
  replica.AwaitEverything(log);
  ExpectWholeAndEqual(*engine, *random.Expected(All()));
}

TEST(ReplicaTest, DigestsOfShardsAddUp) {
  RandomLog random(9, kPartitions, /*names=*/80);
  MemoryLog log(kPartitions);
  Append(random, 300, &log);
  RecordDigest sum;
  for (const std::vector<int>& partitions : {std::vector<int>{0, 2}, std::vector<int>{1}}) {
    const auto engine = NewMemoryEngine();
    TestReplica replica(TestOptions(kPartitions, partitions), engine.get(), log.NewReader());
    replica.AwaitEverything(log);
    ExpectWholeAndEqual(*engine, *random.Expected(partitions));
    sum += Total(*DigestRecords(*engine->GetSnapshot()));
  }
  EXPECT_EQ(sum, Total(*DigestRecords(*random.Expected(All())->GetSnapshot())));
}

TEST(ReplicaTest, SkipsWhatNobodyCanStore) {
  MemoryLog log(1);
  RandomDocuments random(3);
  log.Append(0, CommitRecord(random.Next("corpora/news/documents/a", 1)), absl::Now());
  log.Append(0, CommitRecord({}), absl::Now());
  log.Append(0, "\xFF not a record", absl::Now());
  log.Append(0, CommitRecord(random.Next("corpora/news/documents/b", 1)), absl::Now());
  log.Append(0, RemovalRecord("corpora/news", 3), absl::Now());
  const auto engine = NewMemoryEngine();
  TestReplica replica(TestOptions(1, {0}), engine.get(), log.NewReader());
  replica.AwaitEverything(log);
  EXPECT_EQ(replica.applier().standing().Stats().applied_records, 2);
  EXPECT_EQ(replica.applier().standing().Stats().skipped_records, 3);
  EXPECT_EQ(Total(*DigestRecords(*engine->GetSnapshot())).documents, 2);
}

TEST(ReplicaTest, StopsAtWhatANewerProgramWrote) {
  MemoryLog log(1);
  internal::v1::LogRecord record;
  record.set_format_version(99);
  log.Append(0, record.SerializeAsString(), absl::Now());
  const auto engine = NewMemoryEngine();
  TestReplica replica(TestOptions(1, {0}), engine.get(), log.NewReader());
  EXPECT_EQ(ErrorReason(replica.Await(ReplicaState::kStopped)), "FORMAT_TOO_NEW");
  EXPECT_EQ(LoadLogState(*engine->GetSnapshot())->next_offset(0), 0);
}

TEST(ReplicaTest, TakesNoWritesFromOutside) {
  MemoryLog log(1);
  const auto engine = NewMemoryEngine();
  const auto refused = [](Writer& writer) {
    absl::Status status;
    absl::Notification done;
    writer.Commit(RandomDocuments(1).Next("corpora/news/documents/a", 1), [&](absl::Status result) {
      status = std::move(result);
      done.Notify();
    });
    done.WaitForNotification();
    return ErrorReason(status);
  };
  {
    TestReplica replica(TestOptions(1, {0}), engine.get(), log.NewReader());
    EXPECT_TRUE(replica.Await(ReplicaState::kServing).ok());
    EXPECT_EQ(refused(replica.writer()), "STORE_ON_LOG");
  }
  EXPECT_EQ(refused(**Writer::Open(engine.get())),
            "STORE_ON_LOG");  // also when the log is not there
}

}  // namespace
}  // namespace standpoint
