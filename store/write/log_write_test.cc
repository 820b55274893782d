// Changes of a log: each once, in order, with the position.

#include <memory>
#include <string>

#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/check/consistency.h"
#include "store/engine/memory/memory_engine.h"
#include "store/record/applied.h"
#include "store/record/keys.h"
#include "store/record/log_state.h"
#include "store/testing/random_documents.h"
#include "store/write/prepared_document.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

class LogWriteTest : public testing::Test {
 protected:
  absl::Status Apply(Change change, int partition, int64_t from, int64_t next) {
    change.mark = LogMark{partition, from, {}};
    change.mark->position.set_next_offset(next);
    absl::Status result;
    absl::Notification done;
    change.done = [&](absl::StatusOr<int64_t> outcome) {
      result = outcome.status();
      done.Notify();
    };
    writer_->Apply(std::move(change));
    done.WaitForNotification();
    return result;
  }

  Change Commit(const std::string& id, int64_t revision) {
    Change change;
    change.document = *PrepareDocument(random_.Next("corpora/news/documents/" + id, revision));
    return change;
  }

  int64_t Position(int partition) {
    return LoadLogState(*engine_->GetSnapshot())->next_offset(partition);
  }

  bool IsThere(const std::string& id) {
    std::string bytes;
    return *engine_->GetSnapshot()->Get(Family::kDocument, DocumentKey("news", MakeDocumentRef(id)),
                                        &bytes);
  }

  RandomDocuments random_{1};
  std::unique_ptr<Engine> engine_ = NewMemoryEngine();
  std::unique_ptr<Writer> writer_ = *Writer::Open(engine_.get());
};

TEST_F(LogWriteTest, PositionsAdvanceWithTheirChanges) {
  EXPECT_TRUE(Apply(Commit("a", 1), 0, 0, 1).ok());
  EXPECT_TRUE(Apply(Commit("b", 1), 3, 0, 8).ok());
  EXPECT_TRUE(Apply(Commit("c", 1), 0, 1, 5).ok());
  EXPECT_EQ(Position(0), 5);
  EXPECT_EQ(Position(3), 8);
}

TEST_F(LogWriteTest, ASkippedChangeMovesThePositionToo) {
  EXPECT_TRUE(Apply(Commit("a", 5), 0, 0, 1).ok());
  EXPECT_TRUE(Apply(Commit("a", 4), 0, 1, 2).ok());
  EXPECT_EQ(Position(0), 2);
  EXPECT_EQ(writer_->Stats().skipped, 1);
}

TEST_F(LogWriteTest, WhatDoesNotFollowIsRefused) {
  EXPECT_TRUE(Apply(Commit("a", 1), 0, 0, 4).ok());
  for (const int64_t from : {0, 3, 5}) {
    const absl::Status status = Apply(Commit("b", 1), 0, from, 9);
    EXPECT_EQ(status.code(), absl::StatusCode::kAborted);
    EXPECT_EQ(ErrorReason(status), "LOG_OUT_OF_ORDER");
  }
  EXPECT_FALSE(IsThere("b"));
  EXPECT_EQ(Position(0), 4);
  writer_.reset();
  writer_ = *Writer::Open(engine_.get());
  EXPECT_EQ(ErrorReason(Apply(Commit("b", 1), 0, 0, 9)), "LOG_OUT_OF_ORDER");
  EXPECT_TRUE(Apply(Commit("b", 1), 0, 4, 5).ok());
}

TEST_F(LogWriteTest, TheRemovalOfACorpusKeepsWhatIsNewer) {
  EXPECT_TRUE(Apply(Commit("old", 5), 0, 0, 1).ok());
  EXPECT_TRUE(Apply(Commit("new", 9), 1, 0, 1).ok());
  EXPECT_TRUE(Apply(*MakeRemoval("corpora/news/documents/gone", 9), 1, 1, 2).ok());
  EXPECT_TRUE(Apply(*MakeCorpusRemoval("corpora/news", 7), 0, 1, 2).ok());
  EXPECT_FALSE(IsThere("old"));
  EXPECT_TRUE(IsThere("new"));
  EXPECT_TRUE(Apply(Commit("gone", 8), 1, 2, 3).ok());  // its removal is remembered
  const auto report = CheckConsistency(*engine_->GetSnapshot());
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report->problems.empty()) << report->problems[0];
  EXPECT_EQ(report->documents, 1);
  EXPECT_EQ(report->tombstones, 1);
  // The same again, by another partition.
  EXPECT_TRUE(Apply(*MakeCorpusRemoval("corpora/news", 7), 1, 3, 4).ok());
  EXPECT_TRUE(IsThere("new"));
}

TEST_F(LogWriteTest, TellsWhatIsApplied) {
  EXPECT_TRUE(Apply(Commit("a", 5), 0, 0, 1).ok());
  EXPECT_TRUE(Apply(*MakeRemoval("corpora/news/documents/b", 6), 0, 1, 2).ok());
  EXPECT_TRUE(Apply(*MakeCorpusRemoval("corpora/talks", 7), 0, 2, 3).ok());
  const auto snapshot = engine_->GetSnapshot();
  EXPECT_TRUE(*IsApplied(*snapshot, "news", "a", 5));
  EXPECT_TRUE(*IsApplied(*snapshot, "news", "a", 4));
  EXPECT_FALSE(*IsApplied(*snapshot, "news", "a", 6));
  EXPECT_TRUE(*IsApplied(*snapshot, "news", "b", 6));
  EXPECT_FALSE(*IsApplied(*snapshot, "news", "c", 1));
  EXPECT_TRUE(*IsApplied(*snapshot, "talks", "c", 7));
  EXPECT_FALSE(*IsApplied(*snapshot, "talks", "c", 8));
}

}  // namespace
}  // namespace standpoint
