// The drills: what was lost comes back from a backup, what was deleted is gone, a writer reads his own write.

#include <grpcpp/client_context.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/backup.h"
#include "cli/commands/corpora.h"
#include "cli/commands/fsck.h"
#include "cli/serve/all_in_one.h"
#include "cli/testing/captured_console.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

namespace fs = std::filesystem;

constexpr char kCorpus[] = "corpora/news";

// The bytes of `text` in any file below `folder`.
bool IsAnywhere(const std::string& folder, const std::string& text) {
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) {
      continue;
    }
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    if (absl::StrContains(bytes, text)) {
      return true;
    }
  }
  return false;
}

class CareTest : public testing::Test {
 protected:
  CareTest() {
    folder_ = absl::StrCat(testing::TempDir(), "/care_",
                           testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
  }

  void Start(const std::string& data) {
    data_ = folder_ + "/" + data;
    internal::v1::StandaloneConfig settings;
    settings.set_data(data_);
    settings.mutable_server()->set_address("localhost:0");
    settings.mutable_analyze()->set_isolated(false);
    settings.mutable_backup()->set_directory(folder_ + "/backups");
    auto server = AllInOne::Start(settings);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    ConnectionOptions options;
    options.server = server_->address();
    connection_ = std::make_unique<Connection>(options, Clock::Real());
  }

  void Stop() {
    connection_ = nullptr;
    server_ = nullptr;
  }

  v1::IngestDocumentResponse Ingest(const std::string& text) {
    v1::IngestDocumentRequest request;
    request.set_parent(kCorpus);
    request.mutable_input()->set_media_type("text/plain");
    request.mutable_input()->set_content(text);
    grpc::ClientContext context;
    v1::IngestDocumentResponse response;
    const grpc::Status status = connection_->ingest().IngestDocument(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  absl::StatusOr<v1::Document> Get(const std::string& name, const std::string& token = "") {
    v1::GetDocumentRequest request;
    request.set_name(name);
    request.set_min_consistency_token(token);
    return connection_->Query(&v1::QueryService::Stub::GetDocument, request);
  }

  int64_t Documents() {
    v1::GetCorpusRequest request;
    request.set_name(kCorpus);
    const auto corpus = connection_->Query(&v1::QueryService::Stub::GetCorpus, request);
    return corpus.ok() ? corpus->document_count() : 0;
  }

  template <typename Command, typename Options>
  std::string Run(Command command, const Options& options, ExitCode expected = ExitCode::kOk) {
    CapturedConsole captured;
    EXPECT_EQ(command(options, *connection_, captured.console()), expected)
        << captured.out() << captured.err();
    return captured.out() + captured.err();
  }

  std::string Check() {
    return Run([](const FsckOptions& options, Connection& connection,
                  Console& console) { return Fsck(options, connection, console); },
               FsckOptions{});
  }

  std::string folder_;
  std::string data_;
  std::unique_ptr<AllInOne> server_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(CareTest, TheDigestOfTheRecordsIsTheSameOffline) {
  Start("data");
  for (int i = 0; i < 5; ++i) {
    const auto taken = Ingest(absl::StrCat("The mayor said that plan ", i, " works."));
    ASSERT_TRUE(Get(taken.document(), taken.consistency_token()).ok());
  }
  const std::string online =
      Run([](const FsckOptions& options, Connection& connection,
             Console& console) { return Fsck(options, connection, console); },
          FsckOptions{.digest = true});
  EXPECT_TRUE(absl::StrContains(online, "all  5 documents")) << online;
  Stop();
  CapturedConsole captured;
  EXPECT_EQ(Fsck(FsckOptions{.data = data_, .digest = true}, captured.console()), ExitCode::kOk);
  EXPECT_EQ(captured.out(), online);
}

TEST_F(CareTest, AWriterReadsHisOwnWrite) {
  Start("data");
  for (int i = 0; i < 10; ++i) {
    const auto taken = Ingest(absl::StrCat("The mayor said that plan ", i, " works."));
    const auto document = Get(taken.document(), taken.consistency_token());
    ASSERT_TRUE(document.ok()) << document.status();
    EXPECT_GE(document->revision(), taken.revision());
  }
  v1::ListClaimsRequest claims;
  claims.set_parent(kCorpus);
  const auto taken = Ingest("The union denied that the bridge was closed.");
  claims.set_min_consistency_token(taken.consistency_token());
  claims.set_filter("act = DENY");
  EXPECT_GT(connection_->Query(&v1::QueryService::Stub::ListClaims, claims)->claims_size(), 0);
  claims.set_min_consistency_token("x");
  EXPECT_TRUE(absl::IsInvalidArgument(
      connection_->Query(&v1::QueryService::Stub::ListClaims, claims).status()));
}

TEST_F(CareTest, SearchesAndCountsSeeTheWriteOfATokenToo) {
  Start("data");
  v1::SearchClaimsRequest search;
  search.set_parent(kCorpus);
  v1::AggregateClaimsRequest count;
  count.set_parent(kCorpus);
  for (int i = 0; i < 5; ++i) {
    const std::string word = absl::StrCat("viaduct", i);
    const auto taken = Ingest(absl::StrCat("The union denied that the ", word, " was closed."));
    search.set_query(word);
    search.set_min_consistency_token(taken.consistency_token());
    const auto found = connection_->Query(&v1::QueryService::Stub::SearchClaims, search);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_GT(found->hits_size(), 0);
    count.set_query(word);
    count.set_min_consistency_token(taken.consistency_token());
    const auto counted = connection_->Query(&v1::QueryService::Stub::AggregateClaims, count);
    ASSERT_TRUE(counted.ok()) << counted.status();
    EXPECT_EQ(counted->total().document_count(), 1);
  }
  count.set_min_consistency_token("x");
  EXPECT_TRUE(absl::IsInvalidArgument(
      connection_->Query(&v1::QueryService::Stub::AggregateClaims, count).status()));
}

TEST_F(CareTest, WhatIsLostComesBackFromTheBackup) {
  Start("data");
  std::string token;
  for (int i = 0; i < 20; ++i) {
    token = absl::StrCat(
        token, ",",
        Ingest(absl::StrCat("The minister said that tax ", i, " rose.")).consistency_token());
  }
  const auto kept = Ingest("The report says that the harbour is closed.");
  ASSERT_TRUE(Get(kept.document(), absl::StrCat(token, ",", kept.consistency_token())).ok());
  EXPECT_TRUE(absl::StrContains(Run(&CreateBackup, CreateBackupOptions{}), "store"));
  Ingest("Written after the first backup.");
  Run(&CreateBackup, CreateBackupOptions{.keep = 5});
  const std::string list = Run(&ListBackups, BackupOptions{.json = true});
  EXPECT_EQ(std::count(list.begin(), list.end(), '\n'), 2);
  const std::string first =
      list.substr(list.rfind("backups/"), sizeof("backups/20261127-030501") - 1);
  Run(&VerifyBackup, BackupOptions{.name = first});
  EXPECT_TRUE(absl::StrContains(Run(&ListBackups, BackupOptions{}), "verified"));
  EXPECT_TRUE(absl::StrContains(Check(), "The data is whole."));
  Stop();
  fs::remove_all(data_);

  CapturedConsole captured;
  ASSERT_EQ(RestoreBackup({.from = folder_ + "/backups", .data = folder_ + "/new", .name = first},
                          captured.console()),
            ExitCode::kOk)
      << captured.err();
  EXPECT_TRUE(absl::StrContains(captured.out(), "The data is whole.")) << captured.out();
  Start("new");
  EXPECT_EQ(Documents(), 21);
  EXPECT_EQ(Get(kept.document())->revision(), kept.revision());
  EXPECT_EQ(Ingest("The report says that the harbour is closed.").outcome(),
            v1::INGEST_OUTCOME_ALREADY_EXISTS);
  EXPECT_EQ(Ingest("Written after the first backup.").outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  Run(&DeleteBackup, BackupOptions{.name = first});
  Run(&DeleteBackup, BackupOptions{.name = first}, ExitCode::kIncomplete);
}

TEST_F(CareTest, WhatWasAcknowledgedAndIsNowhereIsNamed) {
  Start("empty");
  Stop();
  Start("data");
  const auto taken = Ingest("The report says that the harbour is closed.");
  ASSERT_TRUE(Get(taken.document(), taken.consistency_token()).ok());
  const auto deleted = Ingest("The report says that the mill is open.");
  v1::DeleteDocumentRequest request;
  request.set_name(deleted.document());
  grpc::ClientContext context;
  google::protobuf::Empty response;
  ASSERT_TRUE(connection_->ingest().DeleteDocument(&context, request, &response).ok());
  Stop();
  CapturedConsole whole;
  EXPECT_EQ(Fsck(FsckOptions{.data = data_}, whole.console()), ExitCode::kOk) << whole.out();
  fs::remove_all(data_ + "/store");
  fs::rename(folder_ + "/empty/store", data_ + "/store");
  CapturedConsole lost;
  EXPECT_EQ(Fsck(FsckOptions{.data = data_}, lost.console()), ExitCode::kIncomplete);
  EXPECT_TRUE(absl::StrContains(lost.out(), absl::StrCat(taken.document(), " was acknowledged")))
      << lost.out();
  EXPECT_FALSE(absl::StrContains(lost.out(), deleted.document())) << lost.out();
}

TEST_F(CareTest, ADeletedCorpusIsGoneFromTheDiskToo) {
  Start("data");
  const std::string secret = "Zephyrine Quillfeather";
  const auto taken = Ingest(absl::StrCat(secret, " said that the mill must close."));
  ASSERT_TRUE(Get(taken.document(), taken.consistency_token()).ok());
  EXPECT_TRUE(IsAnywhere(data_, "Quillfeather"));
  Run(&DeleteCorpus, DeleteCorpusOptions{.name = "news"}, ExitCode::kUsage);
  EXPECT_TRUE(absl::StrContains(
      Run(&DeleteCorpus, DeleteCorpusOptions{.name = "news", .sure = true}), "1 document deleted"));
  EXPECT_EQ(Documents(), 0);
  EXPECT_TRUE(absl::IsNotFound(Get(taken.document()).status()));
  EXPECT_TRUE(Get(taken.document(), taken.consistency_token()).status().code() ==
              absl::StatusCode::kNotFound)
      << "a token of what was deleted waits for nothing";
  EXPECT_FALSE(IsAnywhere(data_, "Quillfeather"));
  Run(&DeleteCorpus, DeleteCorpusOptions{.name = "nothing", .sure = true}, ExitCode::kIncomplete);
  const auto again = Ingest(absl::StrCat(secret, " said that the mill must close."));
  EXPECT_EQ(again.outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  EXPECT_TRUE(Get(again.document(), again.consistency_token()).ok());
  Check();
}

TEST_F(CareTest, ACorpusIsAnalysedAgain) {
  Start("data");
  std::string token;
  for (int i = 0; i < 30; ++i) {
    token = Ingest(absl::StrCat("The minister denied that tax ", i, " rose.")).consistency_token() +
            "," + token;
  }
  v1::ListClaimsRequest claims;
  claims.set_parent(kCorpus);
  claims.set_page_size(1000);
  claims.set_min_consistency_token(token);
  const auto before = connection_->Query(&v1::QueryService::Stub::ListClaims, claims);
  ASSERT_TRUE(before.ok()) << before.status();
  EXPECT_TRUE(absl::StrContains(Run(&ReanalyzeCorpus, ReanalyzeOptions{.name = "news"}),
                                "0 documents queued to be analysed again, 30 read"));
  EXPECT_TRUE(absl::StrContains(
      Run(&ReanalyzeCorpus, ReanalyzeOptions{.name = "news", .all = true}), "30 documents queued"));
  const auto after = connection_->Query(&v1::QueryService::Stub::ListClaims, claims);
  EXPECT_EQ(after->claims_size(), before->claims_size());
  Check();
}

}  // namespace
}  // namespace standpoint
