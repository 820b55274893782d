#include "ingest/pipeline/corpus_care.h"

#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "common/time/clock.h"
#include "gtest/gtest.h"
#include "queue/rocksdb/rocksdb_queue.h"
#include "standpoint/internal/v1/work.pb.h"
#include "store/client/fake_store_client.h"

namespace standpoint {
namespace {

constexpr char kCorpus[] = "corpora/news";

class CorpusCareTest : public testing::Test {
 protected:
  CorpusCareTest() {
    const std::string folder = testing::TempDir() + "/corpus_care_test";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    documents_ = *DocumentRegister::Open(folder + "/register", Clock::Real());
    RocksDbQueueOptions options;
    options.directory = folder + "/queue";
    queue_ = *OpenRocksDbQueue(options);
    care_ = std::make_unique<CorpusCare>(documents_.get(), queue_.get(), &store_, Clock::Real());
  }

  // Known to the register and, analysed, to the store.
  void TakeIn(const std::string& name) {
    KnownDocument known;
    ASSERT_EQ(*documents_->Admit(name, known, [](const auto&) {}),
              DocumentRegister::Admission::kNew);
    documents_->Settle(name, known);
    std::vector<internal::v1::AnalyzedDocument> documents(1);
    documents[0].mutable_document()->set_name(name);
    documents[0].mutable_document()->set_text("text of " + name);
    documents[0].mutable_document()->set_revision(known.revision);
    documents[0].mutable_analysis()->mutable_analyzer()->set_version("1.0.0");
    ASSERT_TRUE(store_.Commit(documents)[0].ok());
  }

  // Runs it as the server does.
  v1::Operation Run(const Operations::Work& work) {
    const auto begun = operations_.Start("Test", "", work);
    absl::Notification ended;
    EXPECT_TRUE(operations_.WhenEnded(begun->name(), [&] { ended.Notify(); }).ok());
    ended.WaitForNotification();
    return *operations_.Get(begun->name());
  }

  v1::Operation Delete(const std::string& name) {
    return Run([this, name](OperationRun& run, v1::Operation* operation) {
      return care_->Delete(name, run, operation->mutable_corpus_deletion());
    });
  }

  v1::Operation Reanalyze(const v1::ReanalyzeCorpusRequest& request) {
    return Run([this, request](OperationRun& run, v1::Operation* operation) {
      return care_->Reanalyze(request, run, operation->mutable_reanalysis());
    });
  }

  std::unique_ptr<DocumentRegister> documents_;
  std::unique_ptr<WorkQueue> queue_;
  FakeStoreClient store_;
  std::unique_ptr<CorpusCare> care_;
  Operations operations_;
};

TEST_F(CorpusCareTest, ADeletedCorpusLeavesNothing) {
  TakeIn("corpora/news/documents/a");
  TakeIn("corpora/news/documents/b");
  TakeIn("corpora/other/documents/a");
  ASSERT_TRUE(queue_->AppendAndWait({{"corpora/news/documents/c", "bad"}}).ok());
  const auto leased = queue_->Lease("test", 1, absl::Seconds(10), absl::ZeroDuration());
  ASSERT_TRUE(queue_->Fail(leased->at(0).lease_id, "hopeless", false).ok());

  const v1::Operation ended = Delete(kCorpus);
  ASSERT_FALSE(ended.has_error()) << ended.DebugString();
  EXPECT_EQ(ended.corpus_deletion().document_count(), 2);
  EXPECT_EQ(ended.corpus_deletion().dead_letter_count(), 1);
  EXPECT_EQ(store_.Documents().size(), 1u);
  EXPECT_FALSE((*documents_->Find("corpora/news/documents/a")).has_value());
  TakeIn("corpora/news/documents/a");
  EXPECT_EQ(store_.Documents().size(), 2u) << "sent again, it is new";
  EXPECT_EQ(ErrorReason(FromRpcStatus(Delete("corpora/nothing").error())), "RESOURCE_NOT_FOUND");
}

TEST_F(CorpusCareTest, AnInterruptedDeletionIsFinishedByTheNext) {
  TakeIn("corpora/news/documents/a");
  store_.FailNext(1, MakeError(absl::StatusCode::kUnavailable, "STORE_UNREACHABLE", "down"));
  EXPECT_EQ(ErrorReason(FromRpcStatus(Delete(kCorpus).error())), "STORE_UNREACHABLE");
  KnownDocument known;
  EXPECT_EQ(ErrorReason(
                documents_->Admit("corpora/news/documents/b", known, [](const auto&) {}).status()),
            "CORPUS_BUSY");
  const v1::Operation ended = Delete(kCorpus);
  EXPECT_FALSE(ended.has_error()) << ended.DebugString();
  EXPECT_EQ(ended.corpus_deletion().document_count(), 1);
  TakeIn("corpora/news/documents/b");
}

TEST_F(CorpusCareTest, DocumentsAreQueuedAgainAsTheyAre) {
  for (int i = 0; i < 150; ++i) {
    TakeIn(absl::StrCat("corpora/news/documents/d", i));
  }
  v1::ReanalyzeCorpusRequest request;
  request.set_name(kCorpus);
  const v1::Operation ended = Reanalyze(request);
  ASSERT_FALSE(ended.has_error()) << ended.DebugString();
  EXPECT_EQ(ended.reanalysis().queued_count(), 150);
  EXPECT_EQ(ended.done_count(), 150);
  const auto leased = queue_->Lease("test", 1000, absl::Seconds(10), absl::ZeroDuration());
  ASSERT_EQ(leased->size(), 150u);
  internal::v1::WorkPayload payload;
  ASSERT_TRUE(payload.ParseFromString(leased->at(0).item.payload));
  const auto stored = store_.Documents()[payload.document().name()];
  EXPECT_EQ(payload.document().revision(), stored.document().revision());
  EXPECT_EQ(payload.document().text(), stored.document().text());

  request.mutable_skip_analyzer()->set_version("1.0.0");
  EXPECT_EQ(Reanalyze(request).reanalysis().skipped_count(), 150);
  request.set_name("corpora/nothing");
  EXPECT_EQ(ErrorReason(FromRpcStatus(Reanalyze(request).error())), "RESOURCE_NOT_FOUND");
}

}  // namespace
}  // namespace standpoint
