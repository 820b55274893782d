#include "store/write/writer.h"

#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/check/consistency.h"
#include "store/engine/memory/memory_engine.h"
#include "store/testing/random_documents.h"

namespace standpoint {
namespace {

using internal::v1::AnalyzedDocument;

constexpr char kName[] = "corpora/news/documents/d";

class WriterTest : public testing::Test {
 protected:
  WriterTest() : engine_(NewMemoryEngine()), writer_(*Writer::Open(engine_.get())) {}

  absl::Status Commit(const AnalyzedDocument& document) {
    absl::Status result;
    absl::Notification done;
    writer_->Commit(document, [&](absl::Status status) {
      result = status;
      done.Notify();
    });
    done.WaitForNotification();
    return result;
  }

  absl::StatusOr<bool> Remove(absl::string_view name, int64_t revision) {
    absl::StatusOr<bool> result;
    absl::Notification done;
    writer_->Remove(name, revision, [&](absl::StatusOr<bool> removed) {
      result = removed;
      done.Notify();
    });
    done.WaitForNotification();
    return result;
  }

  absl::StatusOr<int64_t> RemoveCorpus(absl::string_view name, int64_t revision) {
    absl::StatusOr<int64_t> result;
    absl::Notification done;
    writer_->RemoveCorpus(name, revision, [&](absl::StatusOr<int64_t> removed) {
      result = removed;
      done.Notify();
    });
    done.WaitForNotification();
    return result;
  }

  // Also: whether the database is whole.
  ConsistencyReport Check() {
    const auto report = CheckConsistency(*engine_->GetSnapshot());
    EXPECT_TRUE(report.ok());
    EXPECT_TRUE(report->problems.empty()) << report->problems[0];
    return *report;
  }

  const std::unique_ptr<Engine> engine_;
  RandomDocuments documents_{1};
  std::unique_ptr<Writer> writer_;
};

TEST_F(WriterTest, AReplacedDocumentLeavesNothingBehind) {
  AnalyzedDocument large = documents_.Next(kName, 1, 40);
  while (large.analysis().claims_size() < 20) {
    large = documents_.Next(kName, 1, 40);
  }
  ASSERT_TRUE(Commit(large).ok());
  EXPECT_EQ(Check().claims, large.analysis().claims_size());
  AnalyzedDocument empty = documents_.Next(kName, 2, 0);
  ASSERT_TRUE(Commit(empty).ok());
  const ConsistencyReport report = Check();
  EXPECT_EQ(report.documents, 1);
  EXPECT_EQ(report.claims, 0);
  const auto other = NewMemoryEngine();
  {
    auto writer = *Writer::Open(other.get());
    writer->Commit(empty, [](absl::Status status) { EXPECT_TRUE(status.ok()) << status; });
  }
  EXPECT_EQ(report.index_entries, CheckConsistency(*other->GetSnapshot())->index_entries);
}

TEST_F(WriterTest, ARemovedCorpusIsGoneAndStaysGone) {
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(Commit(documents_.Next(absl::StrCat("corpora/news/documents/d", i), 10 + i)).ok());
  }
  ASSERT_TRUE(Commit(documents_.Next("corpora/new/documents/d1", 1)).ok());
  EXPECT_EQ(*RemoveCorpus("corpora/news", 50), 20);
  EXPECT_EQ(Check().documents, 1) << "the other corpus alone";
  ASSERT_TRUE(Commit(documents_.Next(kName, 50)).ok()) << "was under way: skipped, and OK";
  EXPECT_EQ(Check().documents, 1);
  EXPECT_FALSE(*Remove(kName, 49)) << "leaves no tombstone";
  EXPECT_EQ(Check().tombstones, 0);
  ASSERT_TRUE(Commit(documents_.Next(kName, 51)).ok()) << "sent since: stays";
  EXPECT_EQ(*RemoveCorpus("corpora/news", 50), 0) << "a repeat touches nothing";
  EXPECT_EQ(Check().documents, 2);
  writer_ = *Writer::Open(engine_.get());
  ASSERT_TRUE(Commit(documents_.Next("corpora/news/documents/late", 50)).ok());
  EXPECT_EQ(Check().documents, 2) << "remembered by the next process";
  EXPECT_EQ(*RemoveCorpus("corpora/none", 1), 0);
}

TEST_F(WriterTest, TheHigherRevisionWins) {
  ASSERT_TRUE(Commit(documents_.Next(kName, 5)).ok());
  ASSERT_TRUE(Commit(documents_.Next(kName, 4)).ok());
  EXPECT_EQ(writer_->Stats().skipped, 1);
  ASSERT_TRUE(Commit(documents_.Next(kName, 6)).ok());
  EXPECT_EQ(writer_->Stats().committed, 2);
  Check();
}

TEST_F(WriterTest, OfOneRevisionAnotherAnalyzerReplaces) {
  AnalyzedDocument document = documents_.Next(kName, 5);
  ASSERT_TRUE(Commit(document).ok());
  ASSERT_TRUE(Commit(document).ok());
  EXPECT_EQ(writer_->Stats().skipped, 1);
  document.mutable_analysis()->mutable_analyzer()->set_model_digest("ab");
  ASSERT_TRUE(Commit(document).ok());
  EXPECT_EQ(writer_->Stats().committed, 2);
  Check();
}

TEST_F(WriterTest, ADeletionCountsAsOfItsRevision) {
  EXPECT_EQ(*Remove(kName, 5), false) << "before its commit";
  ASSERT_TRUE(Commit(documents_.Next(kName, 5)).ok());
  EXPECT_EQ(Check().documents, 0);
  ASSERT_TRUE(Commit(documents_.Next(kName, 6)).ok());
  EXPECT_EQ(Check().documents, 1);
  EXPECT_EQ(*Remove(kName, 5), false) << "an old deletion";
  EXPECT_EQ(Check().documents, 1);
  EXPECT_EQ(*Remove(kName, 6), true);
  EXPECT_EQ(*Remove(kName, 6), false) << "again";
  const ConsistencyReport report = Check();
  EXPECT_EQ(report.documents, 0);
  EXPECT_EQ(report.tombstones, 1);
  EXPECT_EQ(report.index_entries, 0);
}

TEST_F(WriterTest, BadInputIsAnsweredWithTheField) {
  AnalyzedDocument document = documents_.Next(kName, 1);
  document.mutable_analysis()->set_revision(2);
  const absl::Status status = Commit(document);
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
  EXPECT_EQ(ErrorReason(Remove("corpora/x", 1).status()), "INVALID_FIELD");
  EXPECT_EQ(ErrorReason(Remove(kName, 0).status()), "INVALID_FIELD");
}

TEST_F(WriterTest, CountsGoOnAfterReopening) {
  ASSERT_TRUE(Commit(documents_.Next(kName, 1, 9)).ok());
  writer_.reset();
  writer_ = *Writer::Open(engine_.get());
  ASSERT_TRUE(Commit(documents_.Next("corpora/news/documents/e", 1, 9)).ok());
  EXPECT_EQ(Check().documents, 2);
}

TEST_F(WriterTest, WhatWaitsIsWrittenAtShutdownAndTheRestRefused) {
  absl::BlockingCounter answered(50);
  for (int i = 0; i < 50; ++i) {
    writer_->Commit(documents_.Next(absl::StrCat(kName, i), 1), [&](absl::Status status) {
      EXPECT_TRUE(status.ok());
      answered.DecrementCount();
    });
  }
  writer_->Shutdown();
  answered.Wait();
  EXPECT_EQ(Commit(documents_.Next(kName, 1)).code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Check().documents, 50);
}

// An engine whose writes wait until they are let go, and then fail or succeed.
class SlowEngine : public Engine {
 public:
  explicit SlowEngine(Engine* base) : base_(base) {}
  std::unique_ptr<Snapshot> GetSnapshot() override { return base_->GetSnapshot(); }
  absl::Status Write(const WriteBatch& batch, bool sync) override {
    if (!sync) {
      return base_->Write(batch, sync);
    }
    if (!entered.HasBeenNotified()) {
      entered.Notify();
    }
    proceed.WaitForNotification();
    return fail ? absl::InternalError("disk") : base_->Write(batch, sync);
  }
  uint64_t ApproximateSize(Family family, const KeyRange& range) override {
    return base_->ApproximateSize(family, range);
  }
  absl::Status Reclaim(const KeyRange& range) override { return base_->Reclaim(range); }
  absl::Status VerifyFiles() override { return base_->VerifyFiles(); }
  EngineStats Stats() override { return base_->Stats(); }

  absl::Notification proceed;
  absl::Notification entered;
  bool fail = false;

 private:
  Engine* const base_;
};

TEST(WriterOverloadTest, TooMuchWaitingIsRefusedAndTheRestIsOneGroup) {
  const auto memory = NewMemoryEngine();
  { auto mark_format = Writer::Open(memory.get()); }
  SlowEngine engine(memory.get());
  WriterOptions options;
  options.max_pending_changes = 4;
  auto writer = *Writer::Open(&engine, options);
  RandomDocuments documents(3);
  absl::BlockingCounter answered(5);
  const auto commit = [&](int i) {
    writer->Commit(documents.Next(absl::StrCat(kName, i), 1), [&](absl::Status status) {
      EXPECT_TRUE(status.ok()) << status;
      answered.DecrementCount();
    });
  };
  commit(0);
  engine.entered.WaitForNotification();  // the first group holds it alone
  for (int i = 1; i <= 4; ++i) {
    commit(i);
  }
  absl::Status refused;
  writer->Commit(documents.Next(kName, 1), [&](absl::Status status) { refused = status; });
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_GT(RetryDelay(refused, absl::ZeroDuration()), absl::ZeroDuration());
  engine.proceed.Notify();
  answered.Wait();
  EXPECT_EQ(writer->Stats().groups, 2);
}

TEST(WriterOverloadTest, AFailedWriteIsToldAndLeavesTheCountsAlone) {
  const auto memory = NewMemoryEngine();
  { auto mark_format = Writer::Open(memory.get()); }
  RandomDocuments documents(3);
  {
    SlowEngine engine(memory.get());
    engine.fail = true;
    engine.proceed.Notify();
    auto writer = *Writer::Open(&engine);
    writer->Commit(documents.Next(kName, 1), [](absl::Status status) {
      EXPECT_EQ(status.code(), absl::StatusCode::kInternal);
    });
  }
  EXPECT_EQ(CheckConsistency(*memory->GetSnapshot())->documents, 0);
}

// Many writes of few documents in any order leave what the rules say, and nothing else.
TEST_F(WriterTest, RandomChangesFollowTheRules) {
  struct Expected {
    int64_t revision = 0;
    bool deleted = false;
    int claims = 0;
  };
  std::map<std::string, Expected> model;
  absl::BlockingCounter answered(1500);
  for (int step = 0; step < 1500; ++step) {
    const std::string name = absl::StrCat("corpora/", documents_.Below(2) == 0 ? "news" : "wire",
                                          "/documents/d", documents_.Below(12));
    const int64_t revision = 1 + documents_.Below(20);
    Expected& expected = model[name];
    if (documents_.Below(4) == 0) {
      writer_->Remove(name, revision, [&](absl::StatusOr<bool>) { answered.DecrementCount(); });
      if (revision > expected.revision || (revision == expected.revision && !expected.deleted)) {
        expected = {revision, true, 0};
      }
    } else {
      const AnalyzedDocument document = documents_.Next(name, revision);
      writer_->Commit(document, [&](absl::Status) { answered.DecrementCount(); });
      if (revision > expected.revision) {
        expected = {revision, false, document.analysis().claims_size()};
      }
    }
    if (step % 300 == 299) {
      Check();
    }
  }
  answered.Wait();
  int64_t live = 0;
  int64_t claims = 0;
  for (const auto& [name, expected] : model) {
    live += expected.revision > 0 && !expected.deleted ? 1 : 0;
    claims += expected.claims;
  }
  const ConsistencyReport report = Check();
  EXPECT_EQ(report.documents, live);
  EXPECT_EQ(report.claims, claims);
}

}  // namespace
}  // namespace standpoint
