#include "analyze/worker/worker.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/worker/fake_work_source.h"
#include "analyze/worker/recording_store.h"
#include "analyze/worker/result_sink.h"
#include "common/metrics/metrics.h"
#include "common/status/errors.h"
#include "common/time/clock.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

// As many tokens as bytes; what begins with "hold" waits for Open or Cancel.
class GatedAnalyzer final : public DocumentAnalyzer {
 public:
  absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document, absl::Time) override {
    absl::MutexLock lock(&mu_);
    if (absl::StartsWith(document.text(), "hold")) {
      ++holding_;
      mu_.Await(absl::Condition(&open_));
      --holding_;
      if (cancelled_) {
        return absl::CancelledError("cancelled");
      }
    }
    if (!failure_.ok()) {
      return failure_;
    }
    v1::Analysis analysis;
    analysis.set_token_count(static_cast<int>(document.text().size()));
    return analysis;
  }

  void Cancel() override {
    absl::MutexLock lock(&mu_);
    cancelled_ = true;
    open_ = true;
  }

  void Open() {
    absl::MutexLock lock(&mu_);
    open_ = true;
  }

  void SetFailure(absl::Status failure) {
    absl::MutexLock lock(&mu_);
    failure_ = std::move(failure);
  }

  void AwaitHolding(int count) const {
    const auto enough = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) { return holding_ >= count; };
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(&enough));
  }

 private:
  mutable absl::Mutex mu_;
  bool open_ ABSL_GUARDED_BY(mu_) = false;
  bool cancelled_ ABSL_GUARDED_BY(mu_) = false;
  int holding_ ABSL_GUARDED_BY(mu_) = 0;
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
};

class WorkerTest : public testing::Test {
 protected:
  WorkerTest() {
    options_.analysis_threads = 2;
    options_.lease_wait = absl::Milliseconds(20);
    options_.first_backoff = absl::Milliseconds(1);
    options_.max_backoff = absl::Milliseconds(5);
  }

  void Append(const std::string& key, const std::string& text) {
    internal::v1::WorkPayload payload;
    payload.mutable_document()->set_name(key);
    payload.mutable_document()->set_text(text);
    source_.Append({key, payload.SerializeAsString()});
  }

  void AppendMany(int count, const std::string& text = "text") {
    for (int i = 0; i < count; ++i) {
      Append(absl::StrCat("d", i), text);
    }
  }

  std::unique_ptr<Worker> Start(DocumentAnalyzer& analyzer, Clock* clock = Clock::Real()) {
    return std::make_unique<Worker>(options_, source_, sink_, analyzer, metrics_, clock);
  }

  bool AwaitCompleted(int count) {
    return source_.Await([&](const FakeQueueState& s) { return s.completed == count; });
  }

  WorkerOptions options_;
  FakeWorkSource source_;
  RecordingStore store_;
  StoreSink sink_{store_};
  GatedAnalyzer analyzer_;
  Metrics metrics_;
};

TEST_F(WorkerTest, EveryDocumentIsCommittedOnceAndCompleted) {
  options_.held.documents = 7;
  AppendMany(300);
  const auto worker = Start(analyzer_);
  ASSERT_TRUE(AwaitCompleted(300));
  EXPECT_EQ(store_.commits().size(), 300u);
  for (const auto& [name, commits] : store_.commits()) {
    EXPECT_EQ(commits, 1) << name;
  }
  worker->Drain(absl::InfiniteFuture());
  EXPECT_EQ(worker->held_documents(), 0);
  EXPECT_TRUE(absl::StrContains(metrics_.Text(),
                                "standpoint_worker_documents_total{outcome=\"done\"} 300"));
  EXPECT_TRUE(absl::StrContains(metrics_.Text(), "standpoint_worker_tokens_total 1200"));
}

TEST_F(WorkerTest, HoldsNoMoreThanItsBoundOfBytes) {
  options_.held = {.documents = 100, .bytes = 1000};
  AppendMany(20, "hold" + std::string(400, 'x'));
  const auto worker = Start(analyzer_);
  analyzer_.AwaitHolding(2);
  EXPECT_LE(worker->held_documents(), 2);
  analyzer_.Open();
  EXPECT_TRUE(AwaitCompleted(20));
}

TEST_F(WorkerTest, ADocumentOverTheBoundIsWorkedOnAlone) {
  options_.held = {.documents = 100, .bytes = 10};
  AppendMany(3, std::string(400, 'x'));
  const auto worker = Start(analyzer_);
  EXPECT_TRUE(AwaitCompleted(3));
}

TEST_F(WorkerTest, WhatIsNoPayloadIsGivenUpAtOnce) {
  source_.Append({"bad", "\xff\xff\xff"});
  source_.Append({"empty", ""});
  Append("good", "text");
  const auto worker = Start(analyzer_);
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return s.dead.size() == 2; }));
  ASSERT_TRUE(AwaitCompleted(1));
  EXPECT_TRUE(absl::StartsWith(source_.State().dead["bad"], "PAYLOAD_MALFORMED: "));
  EXPECT_EQ(source_.State().attempts["bad"], 1);
}

TEST_F(WorkerTest, AFailedAnalysisIsTriedAgainThenGivenUpWithItsReason) {
  analyzer_.SetFailure(MakeError(absl::StatusCode::kInternal, "ANALYSIS_CRASHED", "why"));
  Append("d", "text");
  const auto worker = Start(analyzer_);
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return !s.dead.empty(); }));
  EXPECT_EQ(source_.State().dead["d"], "ANALYSIS_CRASHED: why");
  EXPECT_EQ(source_.State().attempts["d"], 3);
  EXPECT_TRUE(absl::StrContains(metrics_.Text(),
                                "standpoint_worker_failures_total{reason=\"ANALYSIS_CRASHED\"} 3"));
}

TEST_F(WorkerTest, WithoutAnalysisProcessesDocumentsKeepTheirLease) {
  analyzer_.SetFailure(absl::UnavailableError("none comes up"));
  Append("d", "hold");
  const auto worker = Start(analyzer_);
  analyzer_.AwaitHolding(1);
  analyzer_.Open();
  analyzer_.SetFailure(absl::OkStatus());
  ASSERT_TRUE(AwaitCompleted(1));
  EXPECT_EQ(source_.State().attempts["d"], 1);
}

TEST_F(WorkerTest, WhileTheStoreIsAwayWorkIsKept) {
  store_.SetRefuse([](const auto&, size_t) { return absl::UnavailableError("away"); });
  AppendMany(10);
  const auto worker = Start(analyzer_);
  store_.AwaitCalls(5);
  EXPECT_EQ(source_.State().completed, 0);
  EXPECT_TRUE(source_.State().dead.empty());
  store_.SetRefuse(nullptr);
  ASSERT_TRUE(AwaitCompleted(10));
  EXPECT_EQ(source_.State().attempts["d0"], 1);
}

TEST_F(WorkerTest, WhatTheStoreRefusesForItselfIsGivenUp) {
  store_.SetRefuse([](const internal::v1::AnalyzedDocument& document, size_t) {
    return document.document().name() == "d3" ? InvalidField("document.name", "bad")
                                              : absl::OkStatus();
  });
  AppendMany(10);
  const auto worker = Start(analyzer_);
  ASSERT_TRUE(AwaitCompleted(9));
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return s.dead.count("d3") == 1; }));
  EXPECT_TRUE(absl::StartsWith(source_.State().dead["d3"], "COMMIT_REFUSED: INVALID_FIELD: "));
}

TEST_F(WorkerTest, ABatchTooLargeForTheStoreIsSentPieceByPiece) {
  store_.SetRefuse([](const internal::v1::AnalyzedDocument& document, size_t batch) {
    return batch > 1 || document.document().name() == "d1"
               ? absl::ResourceExhaustedError("larger than max")
               : absl::OkStatus();
  });
  AppendMany(6, "hold");
  options_.analysis_threads = 6;
  const auto worker = Start(analyzer_);
  analyzer_.AwaitHolding(6);
  analyzer_.Open();
  ASSERT_TRUE(AwaitCompleted(5));
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return s.dead.count("d1") == 1; }));
}

TEST_F(WorkerTest, WhileTheQueueIsAwaySettlementsWait) {
  AppendMany(5, "hold");
  options_.analysis_threads = 5;
  const auto worker = Start(analyzer_);
  analyzer_.AwaitHolding(5);
  source_.SetFailure(absl::UnavailableError("away"));
  analyzer_.Open();
  store_.AwaitCalls(1);
  EXPECT_EQ(source_.State().completed, 0);
  source_.SetFailure(absl::OkStatus());
  ASSERT_TRUE(AwaitCompleted(5));
  EXPECT_EQ(source_.State().attempts["d0"], 1);
}

TEST_F(WorkerTest, LeasesAreExtendedWhileTheWorkGoesOn) {
  FakeClock clock;
  Append("d", "hold");
  const auto worker = Start(analyzer_, &clock);
  analyzer_.AwaitHolding(1);
  for (int beat = 1; beat <= 3; ++beat) {
    // The heartbeat may not have begun to wait when the clock moves on: move until it beats.
    while (!source_.State().extended || source_.State().extended < beat) {
      clock.Advance(options_.lease_duration / 3);
      std::this_thread::yield();
    }
  }
  analyzer_.Open();
  EXPECT_TRUE(AwaitCompleted(1));
}

TEST_F(WorkerTest, ALostLeaseIsNotWorkedOn) {
  FakeClock clock;
  options_.analysis_threads = 1;
  Append("first", "hold");
  Append("second", "text");
  const auto worker = Start(analyzer_, &clock);
  analyzer_.AwaitHolding(1);
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return s.leased == 2; }));
  source_.ExpireAll();  // the worker leases both again under new ids
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return s.leased == 2; }));
  while (source_.State().extended < 2) {
    clock.Advance(options_.lease_duration / 3);
    std::this_thread::yield();
  }
  analyzer_.Open();
  ASSERT_TRUE(AwaitCompleted(2));
  worker->Drain(absl::InfiniteFuture());
  EXPECT_EQ(store_.commits()["second"], 1);
  EXPECT_TRUE(
      absl::StrContains(metrics_.Text(), "standpoint_worker_documents_total{outcome=\"lost\"} 1"));
}

TEST_F(WorkerTest, ADrainFinishesWhatItHolds) {
  options_.held.documents = 4;
  AppendMany(10, "hold");
  const auto worker = Start(analyzer_);
  analyzer_.AwaitHolding(2);
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return s.leased == 4; }));
  std::thread drain([&] { worker->Drain(absl::InfiniteFuture()); });
  analyzer_.Open();
  drain.join();
  const FakeQueueState state = source_.State();
  EXPECT_EQ(state.leased, 0);
  EXPECT_EQ(state.completed + state.waiting, 10);
  EXPECT_GE(state.completed, 4);
}

TEST_F(WorkerTest, AfterItsDeadlineADrainHandsBack) {
  AppendMany(10, "hold");
  const auto worker = Start(analyzer_);
  analyzer_.AwaitHolding(2);
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return s.leased == 10; }));
  worker->Drain(absl::Now());
  EXPECT_EQ(source_.State().waiting, 10);
  EXPECT_EQ(source_.State().released, 10);
  EXPECT_TRUE(store_.commits().empty());
}

TEST_F(WorkerTest, ADrainHandsBackWhatTheStoreDoesNotTake) {
  store_.SetRefuse([](const auto&, size_t) { return absl::UnavailableError("away"); });
  AppendMany(3);
  const auto worker = Start(analyzer_);
  store_.AwaitCalls(2);
  ASSERT_TRUE(source_.Await([](const FakeQueueState& s) { return s.leased == 3; }));
  worker->Drain(absl::Now());
  EXPECT_EQ(source_.State().waiting, 3);
}

}  // namespace
}  // namespace standpoint
