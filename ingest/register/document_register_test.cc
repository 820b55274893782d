#include "ingest/register/document_register.h"

#include <rocksdb/db.h>

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr char kName[] = "corpora/c/documents/aaaaaaaaaaaaaaaaaaaaaaaaaa";
using Admission = DocumentRegister::Admission;

class DocumentRegisterTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = absl::StrCat(testing::TempDir(), "/",
                              testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(directory_);
    Reopen();
  }

  void Reopen() {
    documents_ = nullptr;
    auto opened = DocumentRegister::Open(directory_, &clock_);
    ASSERT_TRUE(opened.ok()) << opened.status();
    documents_ = *std::move(opened);
  }

  static DocumentRegister::Settled Unexpected() {
    return [](const absl::StatusOr<KnownDocument>&) { ADD_FAILURE() << "nobody else was at it"; };
  }

  // Admits and settles; the revision, or 0 when it was known.
  int64_t TakeIn(const std::string& name = kName) {
    KnownDocument known;
    const auto admission = documents_->Admit(name, known, Unexpected());
    EXPECT_TRUE(admission.ok()) << admission.status();
    if (*admission == Admission::kKnown) {
      return 0;
    }
    EXPECT_EQ(*admission, Admission::kNew);
    known.text_size = 5;
    known.language = "en";
    documents_->Settle(name, known);
    return known.revision;
  }

  bool Remove(bool confirmed = true, int64_t* revision = nullptr) {
    const auto removal = documents_->BeginRemoval(kName, absl::InfiniteFuture());
    EXPECT_TRUE(removal.ok()) << removal.status();
    documents_->EndRemoval(kName, *removal, confirmed);
    if (revision != nullptr) {
      *revision = removal->revision;
    }
    return removal->was_live;
  }

  std::string directory_;
  FakeClock clock_;
  std::unique_ptr<DocumentRegister> documents_;
};

TEST_F(DocumentRegisterTest, KnowsWhatItTookIn) {
  const int64_t revision = TakeIn();
  EXPECT_EQ(revision, absl::ToUnixMicros(clock_.Now()));
  EXPECT_EQ(TakeIn(), 0);
  Reopen();
  KnownDocument known;
  ASSERT_EQ(*documents_->Admit(kName, known, Unexpected()), Admission::kKnown);
  EXPECT_EQ(known.revision, revision);
  EXPECT_EQ(known.text_size, 5);
  EXPECT_EQ(known.language, "en");
  EXPECT_EQ((*documents_->Find(kName))->revision, revision);
  EXPECT_FALSE((*documents_->Find("corpora/d/documents/x")).has_value());
}

TEST_F(DocumentRegisterTest, TheSecondWaitsForTheOutcomeOfTheFirst) {
  for (const bool success : {false, true}) {
    KnownDocument first;
    KnownDocument second;
    ASSERT_EQ(*documents_->Admit(kName, first, Unexpected()), Admission::kNew);
    std::vector<absl::StatusOr<KnownDocument>> told;
    ASSERT_EQ(
        *documents_->Admit(kName, second,
                           [&](const absl::StatusOr<KnownDocument>& k) { told.push_back(k); }),
        Admission::kPending);
    EXPECT_TRUE(told.empty());
    documents_->Settle(
        kName, success ? absl::StatusOr<KnownDocument>(first) : absl::UnavailableError("down"));
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].ok(), success);
  }
  EXPECT_EQ(TakeIn(), 0);
}

TEST_F(DocumentRegisterTest, OfManyAtOnceExactlyOneIsNew) {
  for (int round = 0; round < 50; ++round) {
    const std::string name = absl::StrCat("corpora/c/documents/", round);
    std::atomic<int> new_ones = 0;
    std::atomic<int> others = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        KnownDocument known;
        const auto admission = documents_->Admit(
            name, known, [&](const absl::StatusOr<KnownDocument>& k) { others += k.ok(); });
        if (*admission == Admission::kNew) {
          ++new_ones;
          documents_->Settle(name, known);
        } else if (*admission == Admission::kKnown) {
          ++others;
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    EXPECT_EQ(new_ones, 1);
    EXPECT_EQ(others, 3);
  }
}

TEST_F(DocumentRegisterTest, RevisionsGrowOverDeletions) {
  const int64_t first = TakeIn();
  int64_t removed = 0;
  EXPECT_TRUE(Remove(true, &removed));
  EXPECT_GT(removed, first);  // though the clock stands still
  EXPECT_FALSE((*documents_->Find(kName)).has_value());
  Reopen();
  EXPECT_GT(TakeIn(), removed);
}

TEST_F(DocumentRegisterTest, AnInterruptedDeletionIsRepeated) {
  TakeIn();
  int64_t first = 0;
  int64_t second = 0;
  EXPECT_TRUE(Remove(/*confirmed=*/false, &first));
  Reopen();
  EXPECT_TRUE(Remove(/*confirmed=*/true, &second));
  EXPECT_EQ(first, second);
  EXPECT_FALSE(Remove());
}

TEST_F(DocumentRegisterTest, DeletingTheUnknownLeavesATombstone) {
  int64_t removed = 0;
  EXPECT_FALSE(Remove(true, &removed));
  EXPECT_GT(TakeIn(), removed);
}

TEST_F(DocumentRegisterTest, DeletionAndIntakeExcludeEachOther) {
  TakeIn();
  const auto removal = documents_->BeginRemoval(kName, absl::InfiniteFuture());
  ASSERT_TRUE(removal.ok());
  KnownDocument known;
  const auto busy = documents_->Admit(kName, known, Unexpected());
  EXPECT_EQ(ErrorReason(busy.status()), "DOCUMENT_BUSY");
  documents_->EndRemoval(kName, *removal, true);

  ASSERT_EQ(*documents_->Admit(kName, known, Unexpected()), Admission::kNew);
  const auto late = documents_->BeginRemoval(kName, absl::InfinitePast());
  EXPECT_EQ(late.status().code(), absl::StatusCode::kDeadlineExceeded);
  documents_->Settle(kName, known);
}

TEST_F(DocumentRegisterTest, WhatIsNotedIsKnownAndWritten) {
  for (int i = 0; i < 300; ++i) {
    const std::string name = absl::StrCat("corpora/c/documents/n", i);
    EXPECT_GT(TakeIn(name), 0);
    EXPECT_EQ(TakeIn(name), 0) << "known at once, written or not";
    if (i % 100 == 50) {
      Reopen();
      EXPECT_EQ(TakeIn(name), 0) << "written at the end";
    }
  }
}

TEST_F(DocumentRegisterTest, ADeletedCorpusIsForgottenAndItsRevisionsGrow) {
  const int64_t first = TakeIn("corpora/c/documents/a");
  const int64_t other = TakeIn("corpora/c-too/documents/a");
  EXPECT_GT(other, 0);
  const auto removal = documents_->BeginCorpusRemoval("corpora/c", absl::InfiniteFuture());
  ASSERT_TRUE(removal.ok()) << removal.status();
  EXPECT_GT(removal->revision, first);
  EXPECT_EQ(removal->live, 1);
  for (int i = 0; i < 2; ++i) {  // refused by the next process, too
    KnownDocument known;
    EXPECT_EQ(ErrorReason(documents_->Admit("corpora/c/documents/b", known, Unexpected()).status()),
              "CORPUS_BUSY");
    EXPECT_EQ(
        ErrorReason(
            documents_->BeginRemoval("corpora/c/documents/a", absl::InfiniteFuture()).status()),
        "CORPUS_BUSY");
    Reopen();
  }
  const auto again = documents_->BeginCorpusRemoval("corpora/c", absl::InfiniteFuture());
  ASSERT_TRUE(again.ok()) << "an interrupted one is repeated";
  EXPECT_GT(again->revision, removal->revision);
  ASSERT_TRUE(documents_->EndCorpusRemoval("corpora/c", *again).ok());
  ASSERT_TRUE(documents_->Reclaim("corpora/c").ok());
  EXPECT_FALSE((*documents_->Find("corpora/c/documents/a")).has_value());
  EXPECT_EQ(TakeIn("corpora/c-too/documents/a"), 0) << "another corpus, still known";
  Reopen();
  EXPECT_GT(TakeIn("corpora/c/documents/a"), again->revision);
  Reopen();
  int live = 0;
  ASSERT_TRUE(documents_
                  ->Scan([&](absl::string_view, const KnownDocument&, bool is_live) {
                    live += is_live;
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(live, 2);
}

TEST_F(DocumentRegisterTest, ACorpusWaitsForWhoIsAtItsDocuments) {
  KnownDocument known;
  ASSERT_EQ(*documents_->Admit(kName, known, Unexpected()), Admission::kNew);
  const std::string corpus(CorpusOf(kName));
  EXPECT_EQ(documents_->BeginCorpusRemoval(corpus, absl::InfinitePast()).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  documents_->Settle(kName, known);
  const auto removal = documents_->BeginCorpusRemoval(corpus, absl::InfiniteFuture());
  ASSERT_TRUE(removal.ok());
  EXPECT_GT(removal->revision, known.revision);
}

TEST_F(DocumentRegisterTest, ANewerFormatIsRefused) {
  documents_ = nullptr;
  rocksdb::DB* raw = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open({}, directory_, &raw).ok());
  ASSERT_TRUE(raw->Put({}, "!format", "2").ok());
  delete raw;
  const absl::Status status = DocumentRegister::Open(directory_, &clock_).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(status), "UNKNOWN_FORMAT");
}

TEST_F(DocumentRegisterTest, AnEntryThatCannotBeReadIsAnError) {
  documents_ = nullptr;
  rocksdb::DB* raw = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open({}, directory_, &raw).ok());
  ASSERT_TRUE(raw->Put({}, kName, "\x09").ok());
  delete raw;
  Reopen();
  KnownDocument known;
  for (int i = 0; i < 2; ++i) {  // and the name is free again
    EXPECT_EQ(ErrorReason(documents_->Admit(kName, known, Unexpected()).status()),
              "REGISTER_BROKEN");
  }
}

}  // namespace
}  // namespace standpoint
