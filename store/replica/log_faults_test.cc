// Logs that are not what the store applied: each is found out, and nothing is served over it. And lag.

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/time/clock.h"
#include "gtest/gtest.h"
#include "store/check/record_digest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/record/log_state.h"
#include "store/replica/memory_log.h"
#include "store/replica/random_log.h"
#include "store/replica/test_replica.h"

namespace standpoint {
namespace {

class LogFaultsTest : public testing::Test {
 protected:
  void Append(int count, int partition = 0) {
    for (int i = 0; i < count; ++i) {
      const std::string name = absl::StrCat("corpora/news/documents/d", ++last_);
      log_.Append(partition, CommitRecord(random_.Next(name, last_)), absl::Now());
    }
  }

  // Applies what there is, and ends.
  void Apply(MemoryLog& log) {
    TestReplica replica(TestOptions(2, {0, 1}), engine_.get(), log.NewReader());
    EXPECT_TRUE(replica.Await(ReplicaState::kServing).ok());
    replica.AwaitEverything(log);
  }

  // What queries of a replica get that cannot go on.
  absl::Status Stopped(MemoryLog& log, const LogApplierOptions& options = TestOptions(2, {0, 1})) {
    TestReplica replica(options, engine_.get(), log.NewReader());
    return replica.Await(ReplicaState::kStopped);
  }

  int64_t Documents() { return Total(*DigestRecords(*engine_->GetSnapshot())).documents; }

  RandomDocuments random_{5};
  int64_t last_ = 0;
  MemoryLog log_{2};
  std::unique_ptr<Engine> engine_ = NewMemoryEngine();
};

TEST_F(LogFaultsTest, ANewReplicaOfALogThatDoesNotReachBackSaysSo) {
  Append(10);
  log_.DropBefore(0, 3);
  const absl::Status status = Stopped(log_);
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(status), "LOG_HOLE");
  EXPECT_EQ(status.message(),
            "partition 0 of the log begins at 3; the store lacks records from 0 on");
  EXPECT_EQ(Documents(), 0);
}

TEST_F(LogFaultsTest, AnOldStoreGoesOnWhereTheLogStillReachesBack) {
  Append(10);
  Apply(log_);
  Append(10);
  log_.DropBefore(0, 10);  // the last applied record is gone, too
  Apply(log_);
  EXPECT_EQ(Documents(), 20);
  Append(10);
  log_.DropBefore(0, 21);
  EXPECT_EQ(ErrorReason(Stopped(log_)), "LOG_HOLE");
  EXPECT_EQ(Documents(), 20);
}

TEST_F(LogFaultsTest, AHoleThatOpensWhileReadingIsSeen) {
  Append(10);
  TestReplica replica(TestOptions(2, {0, 1}), engine_.get(), log_.NewReader());
  EXPECT_TRUE(replica.Await(ReplicaState::kServing).ok());
  replica.AwaitEverything(log_);
  log_.SetReachable(false);
  Append(10);
  log_.DropBefore(0, 15);
  log_.SetReachable(true);
  EXPECT_EQ(ErrorReason(replica.Await(ReplicaState::kStopped)), "LOG_HOLE");
  EXPECT_EQ(Documents(), 10);
}

TEST_F(LogFaultsTest, ALogThatLostRecordsIsFoundOutAtTheStart) {
  Append(10);
  Apply(log_);
  log_.Truncate(0, 7);
  const absl::Status status = Stopped(log_);
  EXPECT_EQ(ErrorReason(status), "LOG_TRUNCATED");
  EXPECT_EQ(status.message(),
            "partition 0 of the log ends at 7; the store has applied it up to 10");
}

TEST_F(LogFaultsTest, ALogThatLosesRecordsIsFoundOutWhileReading) {
  Append(10);
  TestReplica replica(TestOptions(2, {0, 1}), engine_.get(), log_.NewReader());
  EXPECT_TRUE(replica.Await(ReplicaState::kServing).ok());
  replica.AwaitEverything(log_);
  log_.Truncate(0, 7);
  EXPECT_EQ(ErrorReason(replica.Await(ReplicaState::kStopped)), "LOG_TRUNCATED");
}

TEST_F(LogFaultsTest, ALogThatLostRecordsAndWentOnIsFoundOut) {
  Append(10);
  Apply(log_);
  log_.Truncate(0, 7);
  Append(10);
  EXPECT_EQ(ErrorReason(Stopped(log_)), "LOG_REPLACED");
  EXPECT_EQ(Documents(), 10);
}

TEST_F(LogFaultsTest, AnotherClusterIsRefused) {
  Append(3);
  Apply(log_);
  log_.Recreate("other", 2);
  EXPECT_EQ(ErrorReason(Stopped(log_)), "LOG_REPLACED");
}

TEST_F(LogFaultsTest, AnotherNumberOfPartitionsIsRefused) {
  Append(3);
  Apply(log_);
  log_.Recreate("memory", 4);
  EXPECT_EQ(ErrorReason(Stopped(log_)), "LOG_PARTITIONS_CHANGED");
  EXPECT_EQ(ErrorReason(Stopped(log_, TestOptions(4, {0, 1}))), "LOG_PARTITIONS_CHANGED");
}

TEST_F(LogFaultsTest, OtherPartitionsAreRefused) {
  Append(3);
  Apply(log_);
  EXPECT_EQ(ErrorReason(Stopped(log_, TestOptions(2, {1}))), "LOG_ASSIGNMENT_CHANGED");
}

TEST_F(LogFaultsTest, AStoreWithDocumentsOfNoLogIsRefused) {
  {
    const auto writer = *Writer::Open(engine_.get());
    writer->Commit(random_.Next("corpora/news/documents/a", 1), [](absl::Status) {});
  }
  EXPECT_EQ(ErrorReason(Stopped(log_)), "LOG_BINDING_MISSING");
}

TEST_F(LogFaultsTest, TheLastRecordIsKnownAgainInEachPartition) {
  Append(4, 0);
  Append(4, 1);
  Apply(log_);
  log_.SkipOffset(0);
  log_.SkipOffset(1);
  Append(4, 1);
  Apply(log_);
  EXPECT_EQ(Documents(), 12);
}

TEST_F(LogFaultsTest, ABrokerThatIsAwayIsWaitedFor) {
  Append(5);
  log_.SetReachable(false);
  TestReplica replica(TestOptions(2, {0, 1}), engine_.get(), log_.NewReader());
  EXPECT_EQ(replica.applier().standing().Report().state, ReplicaState::kCatchingUp);
  log_.SetReachable(true);
  EXPECT_TRUE(replica.Await(ReplicaState::kServing).ok());
  replica.AwaitEverything(log_);
  EXPECT_EQ(Documents(), 5);
}

TEST_F(LogFaultsTest, LagsWhileNoBrokerAnswersAndAnswersQueriesAllTheSame) {
  LogApplierOptions options = TestOptions(2, {0, 1});
  options.max_lag = absl::Milliseconds(20);
  Append(5);
  TestReplica replica(options, engine_.get(), log_.NewReader());
  EXPECT_TRUE(replica.Await(ReplicaState::kServing).ok());
  replica.AwaitEverything(log_);
  log_.SetReachable(false);
  EXPECT_TRUE(replica.Await(ReplicaState::kLagging).ok());
  log_.SetReachable(true);
  EXPECT_TRUE(replica.Await(ReplicaState::kServing).ok());
}

TEST_F(LogFaultsTest, AStoreThatWasToldToRejoinAppliesTheLogAnew) {
  Append(10);
  Apply(log_);
  log_.Truncate(0, 7);
  log_.DropBefore(0, 2);
  Append(2);
  {
    LogState state = *LoadLogState(*engine_->GetSnapshot());
    state.binding->clear_cluster_id();
    for (auto& [partition, position] : state.positions) {
      position.Clear();
      position.set_rejoining(true);
    }
    ASSERT_TRUE((*Writer::Open(engine_.get()))->Bind(state).ok());
  }
  Apply(log_);
  EXPECT_EQ(Documents(), 12);
  EXPECT_EQ(LoadLogState(*engine_->GetSnapshot())->next_offset(0), 9);
}

}  // namespace
}  // namespace standpoint
