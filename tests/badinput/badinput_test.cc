// Bad input is answered, not suffered: every bad call gets its own answer, and the server goes on.

#include <grpcpp/client_context.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "common/testing/golden.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "gtest/gtest.h"
#include "standpoint/v1/ingest_service.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "tests/badinput/bad_call.h"
#include "tests/server/whole_server.h"

namespace standpoint {
namespace {

constexpr char kGoodText[] = "The minister denied that the ban had failed.";

// The details of one type.
template <typename Detail>
std::vector<Detail> DetailsOf(const absl::Status& status) {
  std::vector<Detail> details;
  const google::rpc::Status rpc = ToRpcStatus(status);
  for (const auto& any : rpc.details()) {
    Detail detail;
    if (any.UnpackTo(&detail)) details.push_back(detail);
  }
  return details;
}

std::string FieldOf(const absl::Status& status) {
  const auto requests = DetailsOf<google::rpc::BadRequest>(status);
  return requests.size() == 1 && requests[0].field_violations_size() == 1
             ? requests[0].field_violations(0).field()
             : "";
}

std::string Code(absl::string_view text) {
  return text.empty() ? "" : absl::StrCat("`", text, "`");
}

// What gRPC itself says is not ours to fix in a file.
std::string TableRow(const BadCall& call, const absl::Status& status) {
  const std::string message(call.reason.empty() ? "(by gRPC)" : status.message());
  return absl::StrCat("| ", call.what, " | ", Code(absl::StatusCodeToString(status.code())), " | ",
                      Code(call.reason), " | ", Code(call.field), " | ",
                      absl::StrReplaceAll(message, {{"|", "\\|"}, {"\n", " "}}), " |\n");
}

class BadInputTest : public testing::Test {
 protected:
  void SetUp() override {
    auto server = WholeServer::Start("badinput");
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    ASSERT_TRUE(Send(kGoodText).ok());
    ASSERT_TRUE(server_->AwaitAllVisible().ok());
  }

  absl::StatusOr<v1::IngestDocumentResponse> Send(const std::string& text) {
    v1::IngestDocumentRequest request;
    request.set_parent("corpora/good");
    request.mutable_input()->set_content(text);
    return server_->Call(server_->ingest(), &v1::IngestService::Stub::IngestDocument, request);
  }

  // Health, a question and a document.
  void ExpectGoesOn() {
    const auto health = grpc::health::v1::Health::NewStub(server_->channel());
    const auto checked = server_->Call(*health, &grpc::health::v1::Health::Stub::Check,
                                       grpc::health::v1::HealthCheckRequest());
    ASSERT_TRUE(checked.ok()) << checked.status();
    EXPECT_EQ(checked->status(), grpc::health::v1::HealthCheckResponse::SERVING);
    v1::ListClaimsRequest list;
    list.set_parent("corpora/good");
    list.set_filter("text:failed");
    const auto claims = server_->Call(server_->query(), &v1::QueryService::Stub::ListClaims, list);
    ASSERT_TRUE(claims.ok()) << claims.status();
    ASSERT_EQ(claims->claims_size(), 1);
    EXPECT_EQ(claims->claims(0).text(), "the ban had failed");
    const auto known = Send(kGoodText);
    ASSERT_TRUE(known.ok()) << known.status();
    EXPECT_EQ(known->outcome(), v1::INGEST_OUTCOME_ALREADY_EXISTS);
  }

  std::unique_ptr<WholeServer> server_;
};

TEST_F(BadInputTest, EachGetsItsAnswer) {
  std::vector<BadCall> calls = BadIngestCalls();
  for (BadCall& call : BadQueryCalls()) calls.push_back(std::move(call));
  for (BadCall& call : OtherBadCalls()) calls.push_back(std::move(call));
  std::string table =
      "| call | code | reason | field | message |\n| --- | --- | --- | --- | --- |\n";
  for (const BadCall& call : calls) {
    SCOPED_TRACE(call.what);
    const absl::Status status = call.make(*server_);
    EXPECT_EQ(status.code(), call.code) << status;
    EXPECT_EQ(ErrorReason(status), call.reason) << status;
    EXPECT_EQ(FieldOf(status), call.field) << status;
    if (!call.reason.empty()) {
      EXPECT_EQ(DetailsOf<google::rpc::ErrorInfo>(status).size(), 1u);
    }
    absl::StrAppend(&table, TableRow(call, status));
    ExpectGoesOn();
  }
  ExpectGolden("tests/badinput/answers.md", table);
}

TEST_F(BadInputTest, TheRestOfABatchIsUnharmed) {
  v1::BatchIngestDocumentsRequest batch;
  batch.set_parent("corpora/good");
  batch.add_inputs()->set_content("The charge has worked.");
  batch.add_inputs()->set_content("{\"text\": ");
  batch.mutable_inputs(1)->set_media_type("application/json");
  batch.add_inputs()->set_content("The charge has not worked.");
  const auto response =
      server_->Call(server_->ingest(), &v1::IngestService::Stub::BatchIngestDocuments, batch);
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->results_size(), 3);
  EXPECT_EQ(response->results(0).response().outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  const absl::Status second = FromRpcStatus(response->results(1).error());
  EXPECT_EQ(second.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(second), "INVALID_FIELD");
  EXPECT_EQ(FieldOf(second), "inputs[1].content");
  EXPECT_EQ(response->results(2).response().outcome(), v1::INGEST_OUTCOME_ACCEPTED);
}

// 99 MiB of text in eleven documents that are each too large, then a good one on the same stream.
TEST_F(BadInputTest, TheRestOfAStreamIsUnharmed) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Minutes(1)));
  const auto stream = server_->ingest().StreamIngestDocuments(&context);
  v1::StreamIngestDocumentsRequest request;
  request.set_parent("corpora/good");
  for (int i = 0; i < 12; ++i) {
    request.set_sequence(i);
    request.mutable_input()->set_content(i < 11 ? std::string(9 << 20, 'a') : "The ban works.");
    ASSERT_TRUE(stream->Write(request));
    request.clear_parent();
  }
  stream->WritesDone();
  v1::StreamIngestDocumentsResponse answer;
  int refused = 0;
  int accepted = 0;
  while (stream->Read(&answer)) {
    if (answer.result().has_response()) {
      ++accepted;
      EXPECT_EQ(answer.sequence(), 11);
      continue;
    }
    ++refused;
    const absl::Status status = FromRpcStatus(answer.result().error());
    EXPECT_EQ(ErrorReason(status), "INVALID_FIELD") << status;
    EXPECT_EQ(FieldOf(status), "input.content") << status;
  }
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(refused, 11);
  EXPECT_EQ(accepted, 1);
  ExpectGoesOn();
}

// A page token is for the same list alone, and a request_id for the same request.
TEST_F(BadInputTest, WhatWasGivenOutIsNotForOtherThings) {
  ASSERT_TRUE(Send("The ban works. The charge has failed.").ok());
  ASSERT_TRUE(server_->AwaitAllVisible().ok());
  v1::ListClaimsRequest list;
  list.set_parent("corpora/good");
  list.set_page_size(1);
  const auto page = server_->Call(server_->query(), &v1::QueryService::Stub::ListClaims, list);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_FALSE(page->next_page_token().empty());
  list.set_page_token(page->next_page_token());
  list.set_filter("act = deny");
  const auto other = server_->Call(server_->query(), &v1::QueryService::Stub::ListClaims, list);
  EXPECT_EQ(ErrorReason(other.status()), "INVALID_FIELD");
  EXPECT_EQ(FieldOf(other.status()), "page_token");

  v1::IngestDocumentRequest send;
  send.set_parent("corpora/good");
  send.mutable_input()->set_content("The levy works.");
  send.set_request_id("5f1f5c5e-9d39-4d31-a7c1-0f6f3a3c9c11");
  const auto ingest = &v1::IngestService::Stub::IngestDocument;
  const auto first = server_->Call(server_->ingest(), ingest, send);
  ASSERT_TRUE(first.ok()) << first.status();
  const auto repeated = server_->Call(server_->ingest(), ingest, send);
  ASSERT_TRUE(repeated.ok()) << repeated.status();
  EXPECT_EQ(repeated->outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  send.mutable_input()->set_content("The levy fails.");
  const auto changed = server_->Call(server_->ingest(), ingest, send);
  EXPECT_EQ(ErrorReason(changed.status()), "INVALID_FIELD");
  EXPECT_EQ(FieldOf(changed.status()), "request_id");
}

// What is empty is no error.
TEST_F(BadInputTest, AListOfAnUnknownCorpusIsEmpty) {
  v1::ListClaimsRequest list;
  list.set_parent("corpora/nobody");
  const auto claims = server_->Call(server_->query(), &v1::QueryService::Stub::ListClaims, list);
  ASSERT_TRUE(claims.ok()) << claims.status();
  EXPECT_EQ(claims->claims_size(), 0);
}

}  // namespace
}  // namespace standpoint
