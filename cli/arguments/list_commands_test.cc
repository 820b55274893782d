// `standpoint claims|stances|documents` from their arguments to what they print, against a server over the loopback.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "cli/arguments/command_line.h"
#include "cli/arguments/query_arguments.h"
#include "cli/testing/command_run.h"
#include "cli/testing/fake_server.h"
#include "cli/testing/samples.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddClaims, &AddStances, &AddDocuments};

CommandRun RunAgainst(const FakeServer& server, std::vector<std::string> arguments) {
  return RunCommandAt(server.address(), kCommands, std::move(arguments));
}

TEST(ListCommandsTest, ListGoesOverPagesUpToTheLimit) {
  std::vector<v1::ListClaimsRequest> requests;
  FakeCalls calls;
  calls.list_claims = [&](const v1::ListClaimsRequest& request, v1::ListClaimsResponse& response) {
    requests.push_back(request);
    for (int i = 0; i < std::min(request.page_size(), 2); ++i) {
      *response.add_claims() = SampleClaim(i);
    }
    response.set_next_page_token(absl::StrCat("t", requests.size()));
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(
      server, {"claims", "list", "--limit", "3", "--brief", "--holder", "Quill", "-c", "news"});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(requests[0].parent(), "corpora/news");
  EXPECT_EQ(requests[0].filter(), "holder : \"Quill\"");
  EXPECT_EQ(requests[0].page_size(), 3);
  EXPECT_EQ(requests[1].page_size(), 1);
  EXPECT_EQ(requests[1].page_token(), "t1");
  EXPECT_TRUE(absl::StrContains(run.out, "«The toll has emptied the inner city»")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.err, "--page-token 't2'")) << run.err;
}

TEST(ListCommandsTest, LimitZeroTakesAll) {
  int pages = 0;
  FakeCalls calls;
  calls.list_stances = [&](const v1::ListStancesRequest& request,
                           v1::ListStancesResponse& response) {
    EXPECT_EQ(request.page_size(), 1000);
    *response.add_stances() = SampleStance(0);
    if (++pages < 3) response.set_next_page_token("more");
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(server, {"stances", "list", "--limit", "0", "--json"});
  EXPECT_EQ(run.code, ExitCode::kOk);
  EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 3);
  EXPECT_TRUE(absl::StrContains(run.out, "\"direction\":\"DIRECTION_OPPOSE\"")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "\"evidence_span\"")) << run.out;
  EXPECT_EQ(run.err, "");
}

TEST(ListCommandsTest, EvidenceIsShownInItsSentence) {
  FakeCalls calls;
  calls.get_claim = [](const v1::GetClaimRequest& request, v1::Claim& claim) {
    EXPECT_EQ(request.name(), "corpora/default/documents/d1/claims/c0");
    claim = SampleClaim(0);
    return grpc::Status::OK;
  };
  calls.get_document = [](const v1::GetDocumentRequest& request, v1::Document& document) {
    EXPECT_EQ(request.read_mask().paths(0), "text");
    document.set_text(SampleDocument().text());
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(server, {"claims", "get", "d1/c0"});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  EXPECT_TRUE(absl::StrContains(run.out, "«The toll has emptied the inner city», says")) << run.out;
}

TEST(ListCommandsTest, MissingAndRefusedHaveTheirOwnExitCodes) {
  FakeCalls calls;
  calls.get_claim = [](const v1::GetClaimRequest& request, v1::Claim&) {
    return ToGrpcStatus(ResourceNotFound("standpoint.v1.Claim", request.name()));
  };
  calls.list_documents = [](const v1::ListDocumentsRequest&, v1::ListDocumentsResponse&) {
    return ToGrpcStatus(InvalidField("filter", "column 3: unknown field \"colour\""));
  };
  const FakeServer server(calls);
  const CommandRun missing = RunAgainst(server, {"claims", "get", "d/c"});
  EXPECT_EQ(missing.code, ExitCode::kIncomplete);
  EXPECT_TRUE(
      absl::StrContains(missing.err, "corpora/default/documents/d/claims/c does not exist"));
  const CommandRun refused = RunAgainst(server, {"documents", "list", "--filter", "colour = red"});
  EXPECT_EQ(refused.code, ExitCode::kRefused);
  EXPECT_TRUE(absl::StrContains(refused.err, "standpoint: filter: column 3: unknown field"))
      << refused.err;
  EXPECT_TRUE(absl::StrContains(refused.err, "INVALID_ARGUMENT, INVALID_FIELD")) << refused.err;
  EXPECT_TRUE(absl::StrContains(refused.err, "docs/api.md")) << refused.err;
  EXPECT_EQ(refused.out, "");
}

TEST(ListCommandsTest, BusyServersAreAskedAgain) {
  int calls_made = 0;
  FakeCalls calls;
  calls.list_documents = [&](const v1::ListDocumentsRequest&, v1::ListDocumentsResponse& response) {
    if (++calls_made < 3) return ToGrpcStatus(Overloaded("query", "full", absl::Milliseconds(1)));
    *response.add_documents() = SampleDocument();
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(server, {"documents", "list"});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  EXPECT_EQ(calls_made, 3);
  EXPECT_TRUE(absl::StrContains(run.out, "corpora/default/documents/d1"));
}

TEST(ListCommandsTest, BusyServersAreNotAskedForEver) {
  int calls_made = 0;
  FakeCalls calls;
  calls.list_documents = [&](const v1::ListDocumentsRequest&, v1::ListDocumentsResponse&) {
    ++calls_made;
    return ToGrpcStatus(Overloaded("query", "full", absl::Milliseconds(1)));
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(server, {"documents", "list"});
  EXPECT_EQ(run.code, ExitCode::kRefused);
  EXPECT_EQ(calls_made, 4);
  EXPECT_TRUE(absl::StrContains(run.err, "the server is busy")) << run.err;
}

TEST(ListCommandsTest, DocumentsAreShownWithTheirTextOnRequest) {
  FakeCalls calls;
  calls.get_document = [](const v1::GetDocumentRequest&, v1::Document& document) {
    document = SampleDocument();
    return grpc::Status::OK;
  };
  calls.delete_document = [](const v1::DeleteDocumentRequest& request, google::protobuf::Empty&) {
    return request.name() == "corpora/default/documents/d1"
               ? grpc::Status::OK
               : ToGrpcStatus(ResourceNotFound("standpoint.v1.Document", request.name()));
  };
  const FakeServer server(calls);
  EXPECT_FALSE(
      absl::StrContains(RunAgainst(server, {"documents", "get", "d1"}).out, "Marta Quill"));
  EXPECT_TRUE(absl::StrContains(RunAgainst(server, {"documents", "get", "d1", "--text"}).out,
                                "Marta Quill"));
  const CommandRun deleted = RunAgainst(server, {"documents", "delete", "d1", "d2"});
  EXPECT_EQ(deleted.code, ExitCode::kIncomplete);
  EXPECT_EQ(deleted.out, "deleted corpora/default/documents/d1\n");
}

}  // namespace
}  // namespace standpoint
