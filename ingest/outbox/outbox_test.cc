#include "ingest/outbox/outbox.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "common/status/errors.h"
#include "common/time/clock.h"
#include "queue/rocksdb/rocksdb_queue.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

// Log, workers and stores in one, in memory: what is written is done and stored when the test says so. One partition.
class FakeCluster final : public DocumentLog, public WrittenDocuments {
 public:
  absl::StatusOr<std::vector<LogPlace>> Write(const std::vector<WorkItem>& items,
                                              const std::vector<absl::Time>&) override {
    absl::MutexLock lock(&mu_);
    if (!failure_.ok()) {
      ++refused_;
      return failure_;
    }
    std::vector<LogPlace> places;
    for (const WorkItem& item : items) {
      places.push_back({0, static_cast<int64_t>(log_.size())});
      log_.push_back(item.key);
    }
    return places;
  }
  absl::StatusOr<std::vector<LogProgress>> Progress() override {
    absl::MutexLock lock(&mu_);
    ++looks_;
    return std::vector<LogProgress>{{done_, static_cast<int64_t>(log_.size())}};
  }
  int PartitionOf(const std::string&) const override { return 0; }

  std::vector<WriteStanding> Ask(absl::Span<const DocumentWrite> writes) override {
    absl::MutexLock lock(&mu_);
    std::vector<WriteStanding> written;
    for (const DocumentWrite& write : writes) {
      EXPECT_EQ(write.revision, 42);
      const bool stored = stored_.count(write.name) > 0;
      written.push_back(
          {.everywhere = stored && !away_ ? Written::kYes : otherwise_, .somewhere = stored});
    }
    return written;
  }

  // The workers are done with all that is in the log; the stores get it, or not.
  void FinishAll(bool stored) {
    absl::MutexLock lock(&mu_);
    done_ = static_cast<int64_t>(log_.size());
    if (stored) {
      stored_.insert(log_.begin(), log_.end());
    }
  }
  void SetOtherwise(Written otherwise) {
    absl::MutexLock lock(&mu_);
    otherwise_ = otherwise;
  }
  // One of two replicas is away, or back.
  void SetAway(bool away) {
    absl::MutexLock lock(&mu_);
    away_ = away;
    otherwise_ = away ? Written::kUnknown : Written::kNo;
  }
  void SetFailure(absl::Status failure) {
    absl::MutexLock lock(&mu_);
    failure_ = std::move(failure);
  }
  // The brokers lose the end of the log.
  void LoseEnd(size_t left) {
    absl::MutexLock lock(&mu_);
    log_.resize(left);
  }
  std::vector<std::string> log() const {
    absl::MutexLock lock(&mu_);
    return log_;
  }
  void AwaitLog(size_t size) const {
    absl::MutexLock lock(&mu_);
    const auto there = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) { return log_.size() >= size; };
    mu_.Await(absl::Condition(&there));
  }
  void AwaitRefusals(int count) const {
    absl::MutexLock lock(&mu_);
    const auto there = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) { return refused_ >= count; };
    mu_.Await(absl::Condition(&there));
  }
  int looks() const {
    absl::MutexLock lock(&mu_);
    return looks_;
  }

 private:
  mutable absl::Mutex mu_;
  std::vector<std::string> log_ ABSL_GUARDED_BY(mu_);
  std::set<std::string> stored_ ABSL_GUARDED_BY(mu_);
  int64_t done_ ABSL_GUARDED_BY(mu_) = 0;
  Written otherwise_ ABSL_GUARDED_BY(mu_) = Written::kNo;
  bool away_ ABSL_GUARDED_BY(mu_) = false;
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
  int refused_ ABSL_GUARDED_BY(mu_) = 0;
  int looks_ ABSL_GUARDED_BY(mu_) = 0;
};

// Dead letters alone.
class FakeLetters final : public LogQueue {
 public:
  void Add(std::string key) {
    absl::MutexLock lock(&mu_);
    dead_.insert(std::move(key));
  }
  absl::StatusOr<bool> IsDeadLetter(absl::string_view key) override {
    absl::MutexLock lock(&mu_);
    return dead_.count(std::string(key)) > 0;
  }
  std::vector<absl::Status> CompleteWith(std::vector<Completion>) override { return {}; }
  absl::Status AwaitCaughtUp(int, absl::Duration) override { return absl::OkStatus(); }
  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view, int, absl::Duration,
                                                absl::Duration) override {
    return std::vector<LeasedWork>();
  }
  std::vector<absl::Status> Complete(absl::Span<const std::string>) override { return {}; }
  std::vector<absl::Status> Release(absl::Span<const std::string>) override { return {}; }
  std::vector<absl::Status> Extend(absl::Span<const std::string>, absl::Duration) override {
    return {};
  }
  absl::Status Fail(absl::string_view, absl::string_view, bool) override {
    return absl::OkStatus();
  }
  void Append(std::vector<WorkItem>, AppendDone done) override { done(absl::OkStatus()); }
  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(uint64_t, int) override {
    return std::vector<DeadLetter>();
  }
  absl::Status Redrive(uint64_t) override { return absl::OkStatus(); }
  absl::StatusOr<int64_t> DropDeadLetters(absl::string_view, bool) override { return 0; }
  QueueStats Stats() override { return {}; }
  void Shutdown() override {}

 private:
  absl::Mutex mu_;
  std::set<std::string> dead_ ABSL_GUARDED_BY(mu_);
};

class OutboxTest : public testing::Test {
 protected:
  OutboxTest() {
    std::string pattern = testing::TempDir() + "/outbox_XXXXXX";
    directory_ = mkdtemp(pattern.data());
    options_.clock = &clock_;
    options_.resend_after = absl::Minutes(5);
    options_.look_every = absl::Milliseconds(100);
  }
  ~OutboxTest() override {
    outbox_.reset();
    std::filesystem::remove_all(directory_);
  }

  void Open() {
    outbox_.reset();
    RocksDbQueueOptions local;
    local.directory = directory_ + "/queue";
    local.max_attempts = std::numeric_limits<int>::max();
    local.max_count = 100;
    auto queue = OpenRocksDbQueue(local);
    ASSERT_TRUE(queue.ok()) << queue.status();
    outbox_ = std::make_unique<Outbox>(options_, *std::move(queue), cluster_, letters_, cluster_);
  }

  void Append(const std::string& key) {
    internal::v1::WorkPayload payload;
    payload.mutable_document()->set_name(key);
    payload.mutable_document()->set_revision(42);
    const absl::Status status = outbox_->AppendAndWait({{key, payload.SerializeAsString()}});
    ASSERT_TRUE(status.ok()) << status;
  }

  // Lets time pass until `holds`; every look takes its turn.
  template <typename Condition>
  void Until(Condition holds) {
    while (!holds()) {
      clock_.Advance(options_.look_every);
      std::this_thread::yield();
    }
  }
  bool Empty() {
    const QueueStats stats = outbox_->Stats();
    return stats.waiting + stats.leased + outbox_->OutboxCounts().settled == 0;
  }

  std::string directory_;
  FakeClock clock_;
  OutboxOptions options_;
  FakeCluster cluster_;
  FakeLetters letters_;
  std::unique_ptr<Outbox> outbox_;
};

TEST_F(OutboxTest, ADocumentStaysUntilTheStoresHaveIt) {
  Open();
  Append("a");
  cluster_.AwaitLog(1);
  const int looks = cluster_.looks();
  Until([&] { return cluster_.looks() > looks + 3; });
  EXPECT_FALSE(Empty());
  cluster_.FinishAll(/*stored=*/true);
  Until([&] { return Empty(); });
  EXPECT_EQ(cluster_.log(), (std::vector<std::string>{"a"}));
  EXPECT_EQ(outbox_->OutboxCounts().confirmed_total, 1);
}

TEST_F(OutboxTest, WhatIsMissingIsSentAgainAfterAWhile) {
  Open();
  Append("a");
  cluster_.AwaitLog(1);
  cluster_.FinishAll(/*stored=*/false);
  const absl::Time begin = clock_.Now();
  Until([&] { return cluster_.log().size() == 2; });
  EXPECT_GE(clock_.Now() - begin, options_.resend_after);
  // Twice as long the second time.
  cluster_.FinishAll(/*stored=*/false);
  const absl::Time second = clock_.Now();
  Until([&] { return cluster_.log().size() == 3; });
  EXPECT_GE(clock_.Now() - second, 2 * options_.resend_after);
  cluster_.FinishAll(/*stored=*/true);
  Until([&] { return Empty(); });
}

TEST_F(OutboxTest, WhatTheLogLostIsSentAgainSoon) {
  // The clock runs on while the outbox's thread waits for its turn: the other reason to send again is far off.
  options_.resend_after = absl::Hours(24);
  Open();
  Append("a");
  Append("b");
  cluster_.AwaitLog(2);
  cluster_.LoseEnd(1);
  const absl::Time begin = clock_.Now();
  Until([&] { return cluster_.log().size() == 2; });
  EXPECT_GE(clock_.Now() - begin, options_.lost_after);
  EXPECT_LT(clock_.Now() - begin, options_.resend_after);
  EXPECT_EQ(outbox_->OutboxCounts().resent_total, 1);
  cluster_.FinishAll(/*stored=*/true);
  Until([&] { return Empty(); });
}

TEST_F(OutboxTest, WhileAStoreDoesNotAnswerNothingIsMissing) {
  Open();
  cluster_.SetOtherwise(Written::kUnknown);
  Append("a");
  cluster_.AwaitLog(1);
  cluster_.FinishAll(/*stored=*/false);
  const int looks = cluster_.looks();
  const absl::Time end = clock_.Now() + 3 * options_.resend_after;
  Until([&] { return clock_.Now() > end && cluster_.looks() > looks + 10; });
  EXPECT_EQ(cluster_.log().size(), 1u);
  EXPECT_FALSE(Empty());
}

TEST_F(OutboxTest, WhatOneReplicaHasIsSettledAndKeptForTheOther) {
  Open();
  cluster_.SetAway(true);
  Append("a");
  cluster_.AwaitLog(1);
  EXPECT_EQ(outbox_->Stats().leased, 1);
  cluster_.FinishAll(/*stored=*/true);
  Until([&] { return outbox_->OutboxCounts().settled == 1; });
  EXPECT_EQ(outbox_->Stats().leased, 0);
  const int looks = cluster_.looks();
  Until([&] { return cluster_.looks() > looks + 3; });
  EXPECT_EQ(outbox_->OutboxCounts().sent, 1);
  cluster_.SetAway(false);
  Until([&] { return Empty(); });
  EXPECT_EQ(outbox_->OutboxCounts().sent, 0);
  EXPECT_EQ(cluster_.log().size(), 1u);
}

TEST_F(OutboxTest, ADeadLetterIsSettledThoughAReplicaIsAway) {
  Open();
  cluster_.SetAway(true);
  letters_.Add("a");
  Append("a");
  cluster_.AwaitLog(1);
  cluster_.FinishAll(/*stored=*/false);
  Until([&] { return outbox_->OutboxCounts().settled == 1; });
  EXPECT_EQ(outbox_->OutboxCounts().sent, 1);
  cluster_.SetAway(false);
  Until([&] { return Empty(); });
}

TEST_F(OutboxTest, AReplicaThatIsAwayHoldsUpNothing) {
  options_.max_sent = 3;
  Open();
  cluster_.SetAway(true);
  for (int i = 0; i < 10; ++i) {
    Append(absl::StrCat("d", i));
  }
  Until([&] {
    cluster_.FinishAll(/*stored=*/true);
    return outbox_->OutboxCounts().settled == 10;
  });
  EXPECT_EQ(cluster_.log().size(), 10u);
  cluster_.SetAway(false);
  Until([&] { return Empty(); });
}

TEST_F(OutboxTest, ADeadLetterIsOutOfTheOutbox) {
  Open();
  letters_.Add("a");
  Append("a");
  cluster_.AwaitLog(1);
  cluster_.FinishAll(/*stored=*/false);
  Until([&] { return Empty(); });
  EXPECT_EQ(cluster_.log().size(), 1u);
}

TEST_F(OutboxTest, WithoutBrokersDocumentsAreTakenInAndWait) {
  cluster_.SetFailure(MakeError(absl::StatusCode::kUnavailable, "KAFKA_UNAVAILABLE", "away"));
  Open();
  for (int i = 0; i < 10; ++i) {
    Append(absl::StrCat("d", i));
  }
  cluster_.AwaitRefusals(1);
  cluster_.SetFailure(absl::OkStatus());
  Until([&] { return cluster_.log().size() == 10; });
  cluster_.FinishAll(/*stored=*/true);
  Until([&] { return Empty(); });
}

TEST_F(OutboxTest, ItsBoundIsThatOfAllThatIsOnItsWay) {
  Open();
  for (int i = 0; i < 100; ++i) {
    Append(absl::StrCat("d", i));
  }
  cluster_.AwaitLog(100);
  EXPECT_TRUE(absl::IsResourceExhausted(outbox_->AppendAndWait({{"over", "payload"}})));
  cluster_.FinishAll(/*stored=*/true);
  Until([&] { return Empty(); });
  Append("again");
}

TEST_F(OutboxTest, NoMoreThanItsBoundIsSent) {
  options_.max_sent = 3;
  Open();
  for (int i = 0; i < 10; ++i) {
    Append(absl::StrCat("d", i));
  }
  cluster_.AwaitLog(3);
  const int looks = cluster_.looks();
  Until([&] { return cluster_.looks() > looks + 3; });
  EXPECT_EQ(cluster_.log().size(), 3u);
  Until([&] {
    cluster_.FinishAll(/*stored=*/true);
    return Empty();
  });
  EXPECT_EQ(cluster_.log().size(), 10u);
}

TEST_F(OutboxTest, AfterARestartWhatWasSentIsNotSentAgainUnlessItIsMissing) {
  Open();
  Append("a");
  Append("b");
  cluster_.AwaitLog(2);
  Open();
  Append("c");
  cluster_.AwaitLog(3);
  const int looks = cluster_.looks();
  Until([&] { return cluster_.looks() > looks + 3; });
  EXPECT_EQ(cluster_.log().size(), 3u);
  cluster_.FinishAll(/*stored=*/false);
  Until([&] { return cluster_.log().size() == 6; });
  cluster_.FinishAll(/*stored=*/true);
  Until([&] { return Empty(); });
}

TEST_F(OutboxTest, NobodyLeasesFromIt) {
  Open();
  EXPECT_EQ(
      ErrorReason(outbox_->Lease("worker", 1, absl::Minutes(1), absl::ZeroDuration()).status()),
      "LEASED_ELSEWHERE");
}

}  // namespace
}  // namespace standpoint
