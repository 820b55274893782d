// The services of a store over gRPC, with a database on disk.

#include <grpcpp/create_channel.h>

#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "analyze/client/fake_analyze_client.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"
#include "standpoint/v1/query_service.grpc.pb.h"
#include "store/client/grpc_store_client.h"
#include "store/service/store_parts.h"
#include "store/service/store_services.h"
#include "store/testing/random_documents.h"

namespace standpoint {
namespace {

using internal::v1::AnalyzedDocument;

internal::v1::ServerConfig Settings() {
  internal::v1::ServerConfig settings;
  settings.set_address("localhost:0");
  return settings;
}

class StoreServiceTest : public testing::Test {
 protected:
  StoreServiceTest() : data_dir_(testing::TempDir() + "/store") {
    std::filesystem::remove_all(data_dir_);
    Start(&analyze_);
  }
  ~StoreServiceTest() override { Stop(); }

  void Start(AnalyzeClient* analyze) {
    parts_ = *StoreParts::Open(data_dir_, {}, analyze, metrics_);
    services_ = std::make_unique<StoreServices>(*parts_, runner_, executor_);
    server_ = *RpcServer::Start(Settings(), services_->List());
    stub_ = v1::QueryService::NewStub(server_->InProcessChannel());
    client_ = std::make_unique<GrpcStoreClient>(server_->InProcessChannel());
  }

  void Stop() {
    client_.reset();
    stub_.reset();
    server_.reset();
    services_.reset();
    parts_.reset();
  }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (v1::QueryService::Stub::*method)(grpc::ClientContext*,
                                                                               const Request&,
                                                                               Response*),
                                const Request& request) {
    grpc::ClientContext context;
    Response response;
    const absl::Status status = FromGrpcStatus(((*stub_).*method)(&context, request, &response));
    if (!status.ok()) {
      return status;
    }
    return response;
  }

  // What a stream answers, in words, with the status it ends with.
  std::vector<std::string> Stream(const v1::StreamAssessPropositionRequest& request) {
    grpc::ClientContext context;
    const auto reader = stub_->StreamAssessProposition(&context, request);
    std::vector<std::string> answers;
    for (v1::StreamAssessPropositionResponse answer; reader->Read(&answer);) {
      answers.push_back(answer.last() ? "last" : "part");
    }
    const absl::Status status = FromGrpcStatus(reader->Finish());
    answers.push_back(status.ok() ? "OK" : std::string(status.message()));
    return answers;
  }

  // A document with claims and stances.
  AnalyzedDocument Rich(const std::string& name) {
    AnalyzedDocument document;
    do {
      document = random_.Next(name, 5, 12);
    } while (document.analysis().claims_size() < 5 || document.analysis().stances().empty() ||
             document.document().original_runs().empty());
    return document;
  }

  const std::string data_dir_;
  Metrics metrics_;
  Executor executor_{"store", 2, 16};
  CallRunner runner_{Settings(), executor_, metrics_};
  FakeAnalyzeClient analyze_;
  RandomDocuments random_{1};
  std::unique_ptr<StoreParts> parts_;
  std::unique_ptr<StoreServices> services_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<v1::QueryService::Stub> stub_;
  std::unique_ptr<GrpcStoreClient> client_;
};

TEST_F(StoreServiceTest, WhatIsCommittedIsReadBackWhole) {
  const AnalyzedDocument sent = Rich("corpora/news/documents/a");
  ASSERT_TRUE(client_->Commit({sent})[0].ok());

  v1::GetDocumentRequest get;
  get.set_name(sent.document().name());
  get.mutable_read_mask()->add_paths("*");
  const auto document = Call(&v1::QueryService::Stub::GetDocument, get);
  ASSERT_TRUE(document.ok()) << document.status();
  EXPECT_EQ(document->DebugString(), sent.document().DebugString());
  get.clear_read_mask();
  const auto plain = Call(&v1::QueryService::Stub::GetDocument, get);
  EXPECT_EQ(plain->text(), sent.document().text());
  EXPECT_TRUE(plain->original_runs().empty());

  for (const v1::Claim& claim : sent.analysis().claims()) {
    v1::GetClaimRequest request;
    request.set_name(claim.name());
    auto answer = Call(&v1::QueryService::Stub::GetClaim, request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_TRUE(answer->terms().empty());
    EXPECT_EQ(answer->document().name(), sent.document().name());
    request.mutable_read_mask()->add_paths("terms");
    EXPECT_EQ(Call(&v1::QueryService::Stub::GetClaim, request)->terms_size(), claim.terms_size());
    EXPECT_TRUE(Call(&v1::QueryService::Stub::GetClaim, request)->text().empty());
    v1::Claim expected = claim;
    expected.clear_terms();
    answer->clear_document();
    EXPECT_EQ(answer->DebugString(), expected.DebugString());
  }
  for (const v1::Stance& stance : sent.analysis().stances()) {
    v1::GetStanceRequest request;
    request.set_name(stance.name());
    auto answer = Call(&v1::QueryService::Stub::GetStance, request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    answer->clear_document();
    EXPECT_EQ(answer->DebugString(), stance.DebugString());
  }
}

// GetClaim sends bytes that were never a message; ListClaims sends messages.
TEST_F(StoreServiceTest, ClaimsByNameAreThoseOfLists) {
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(client_->Commit({Rich(absl::StrCat("corpora/news/documents/d", i))})[0].ok());
  }
  v1::ListClaimsRequest list;
  list.set_parent("corpora/news");
  list.set_page_size(1000);
  const auto listed = Call(&v1::QueryService::Stub::ListClaims, list);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_GT(listed->claims_size(), 250);
  for (const v1::Claim& claim : listed->claims()) {
    v1::GetClaimRequest request;
    request.set_name(claim.name());
    std::string bytes;
    ASSERT_TRUE(parts_->queries().GetClaimBytes(CallContext(), request, &bytes).ok());
    EXPECT_EQ(bytes, claim.SerializeAsString()) << claim.DebugString();
    const auto answer = Call(&v1::QueryService::Stub::GetClaim, request);
    ASSERT_TRUE(answer.ok()) << answer.status();
    EXPECT_EQ(answer->SerializeAsString(), bytes);
  }
}

TEST_F(StoreServiceTest, ListsArePagedWithMasks) {
  for (int i = 0; i < 7; ++i) {
    ASSERT_TRUE(
        client_->Commit({random_.Next(absl::StrCat("corpora/news/documents/d", i), 1)})[0].ok());
  }
  v1::ListDocumentsRequest request;
  request.set_parent("corpora/news");
  request.set_page_size(3);
  request.mutable_read_mask()->add_paths("name");
  request.mutable_read_mask()->add_paths("text");
  int documents = 0;
  int pages = 0;
  do {
    const auto response = Call(&v1::QueryService::Stub::ListDocuments, request);
    ASSERT_TRUE(response.ok()) << response.status();
    documents += response->documents_size();
    ++pages;
    EXPECT_TRUE(response->documents(0).title().empty());
    request.set_page_token(response->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(documents, 7);
  EXPECT_EQ(pages, 3);
  v1::ListClaimsRequest claims;
  claims.set_parent("corpora/news");
  claims.mutable_read_mask()->add_paths("nonsense");
  EXPECT_EQ(ErrorReason(Call(&v1::QueryService::Stub::ListClaims, claims).status()),
            "INVALID_FIELD");
}

TEST_F(StoreServiceTest, CorporaCountAndVanish) {
  for (const char* name :
       {"corpora/a/documents/d", "corpora/b/documents/d", "corpora/c/documents/d"}) {
    ASSERT_TRUE(client_->Commit({random_.Next(name, 1)})[0].ok());
  }
  v1::ListCorporaRequest request;
  request.set_page_size(2);
  const auto first = Call(&v1::QueryService::Stub::ListCorpora, request);
  ASSERT_EQ(first->corpora_size(), 2);
  EXPECT_EQ(first->corpora(1).name(), "corpora/b");
  request.set_page_token(first->next_page_token());
  const auto second = Call(&v1::QueryService::Stub::ListCorpora, request);
  ASSERT_EQ(second->corpora_size(), 1);
  EXPECT_TRUE(second->next_page_token().empty());
  EXPECT_EQ(parts_->Status()->corpus_count(), 3);
  EXPECT_EQ(*client_->Remove("corpora/b/documents/d", 1), true);
  v1::GetCorpusRequest get;
  get.set_name("corpora/b");
  EXPECT_EQ(Call(&v1::QueryService::Stub::GetCorpus, get).status().code(),
            absl::StatusCode::kNotFound);
  get.set_name("corpora/a");
  EXPECT_EQ(Call(&v1::QueryService::Stub::GetCorpus, get)->document_count(), 1);
}

TEST_F(StoreServiceTest, ErrorsAreWhatTheProtoSays) {
  v1::GetClaimRequest request;
  request.set_name("corpora/news/documents/d/claims/c");
  const absl::Status missing = Call(&v1::QueryService::Stub::GetClaim, request).status();
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ErrorReason(missing), "RESOURCE_NOT_FOUND");
  request.set_name("claims/c");
  EXPECT_EQ(ErrorReason(Call(&v1::QueryService::Stub::GetClaim, request).status()),
            "INVALID_FIELD");

  AnalyzedDocument bad = random_.Next("corpora/news/documents/d", 1);
  bad.mutable_analysis()->set_revision(7);
  const auto statuses = client_->Commit({random_.Next("corpora/news/documents/e", 1), bad});
  EXPECT_TRUE(statuses[0].ok());
  EXPECT_TRUE(absl::StrContains(statuses[1].message(), "documents[1].analysis.revision"))
      << statuses[1];
}

TEST_F(StoreServiceTest, AssessmentsNeedAnAnalysis) {
  ASSERT_TRUE(client_->Commit({Rich("corpora/news/documents/a")})[0].ok());
  v1::AssessPropositionRequest request;
  request.set_parent("corpora/news");
  request.set_proposition("ban works");
  const auto response = Call(&v1::QueryService::Stub::AssessProposition, request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->sides_size(), 3);
  v1::StreamAssessPropositionRequest stream_request;
  *stream_request.mutable_assess() = request;
  EXPECT_EQ(Stream(stream_request), (std::vector<std::string>{"last", "OK"}));
  stream_request.mutable_assess()->clear_proposition();
  EXPECT_TRUE(absl::StrContains(Stream(stream_request).at(0), "assess.proposition"));
  Stop();
  Start(nullptr);
  EXPECT_EQ(ErrorReason(Call(&v1::QueryService::Stub::AssessProposition, request).status()),
            "PART_NOT_HOSTED");
}

TEST_F(StoreServiceTest, CommitsOfManyCallsAndSizesAreWhole) {
  std::vector<AnalyzedDocument> documents;
  for (int i = 0; i < 250; ++i) {
    documents.push_back(random_.Next(absl::StrCat("corpora/news/documents/d", i), 1));
  }
  GrpcStoreClientOptions options;
  options.max_documents_per_call = 40;
  options.max_bytes_per_call = 4000;
  GrpcStoreClient client(server_->InProcessChannel(), options);
  const auto statuses = client.Commit(documents);
  ASSERT_EQ(statuses.size(), documents.size());
  for (const absl::Status& status : statuses) {
    EXPECT_TRUE(status.ok()) << status;
  }
  Stop();
  Start(&analyze_);
  EXPECT_EQ(parts_->Status()->document_count(), 250) << "after reopening";
  EXPECT_TRUE(absl::StrContains(metrics_.Text(), "standpoint_store_disk_bytes"));
}

TEST(GrpcStoreClientTest, AnAbsentStoreIsUnavailable) {
  GrpcStoreClientOptions options;
  options.timeout = absl::Milliseconds(50);
  GrpcStoreClient client(grpc::CreateChannel("localhost:1", grpc::InsecureChannelCredentials()),
                         options);
  RandomDocuments random(1);
  const auto statuses = client.Commit({random.Next("corpora/news/documents/d", 1)});
  EXPECT_EQ(ErrorReason(statuses[0]), "STORE_UNREACHABLE");
  EXPECT_EQ(statuses[0].code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(client.Remove("corpora/news/documents/d", 1).status()),
            "STORE_UNREACHABLE");
}

}  // namespace
}  // namespace standpoint
