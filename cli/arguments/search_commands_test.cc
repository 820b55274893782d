// `standpoint search|count` from their arguments to what they print, against a server over the loopback.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "cli/arguments/command_line.h"
#include "cli/arguments/query_arguments.h"
#include "cli/testing/command_run.h"
#include "cli/testing/fake_server.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddSearch, &AddCount, &AddAssess, &AddDocuments};

CommandRun RunArguments(const std::vector<std::string>& arguments) {
  return RunCommand(kCommands, arguments);
}

CommandRun RunAgainst(const FakeServer& server, std::vector<std::string> arguments) {
  return RunCommandAt(server.address(), kCommands, std::move(arguments));
}

TEST(SearchCommandTest, HitsAreShownWithTheirWords) {
  FakeCalls calls;
  v1::SearchClaimsRequest asked;
  calls.search_claims = [&](const v1::SearchClaimsRequest& request,
                            v1::SearchClaimsResponse& response) {
    asked = request;
    v1::ClaimHit* hit = response.add_hits();
    hit->mutable_claim()->set_text("the controls have backfired");
    hit->mutable_claim()->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
    v1::Highlight* highlight = hit->add_highlights();
    highlight->set_field("text");
    highlight->set_snippet("the controls have backfired");
    highlight->add_spans()->set_begin(4);
    highlight->mutable_spans(0)->set_end(12);
    response.set_partial(true);
    return grpc::Status::OK;
  };
  calls.search_documents = [](const v1::SearchDocumentsRequest&,
                              v1::SearchDocumentsResponse& response) {
    response.add_hits()->mutable_document()->set_title("Fees");
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run =
      RunAgainst(server, {"search", "claims", "controls", "--source", "ledger", "-n", "3"});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  EXPECT_TRUE(absl::StrContains(run.out, "the *controls* have backfired")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.err, "Not everything was looked at"));
  EXPECT_EQ(asked.query(), "controls");
  EXPECT_EQ(asked.page_size(), 3);
  EXPECT_TRUE(absl::StrContains(asked.filter(), "ledger"));
  EXPECT_TRUE(absl::StrContains(RunAgainst(server, {"search", "documents", "fees"}).out, "Fees"));
  EXPECT_EQ(RunArguments({"search", "claims"}).code, ExitCode::kUsage);
}

TEST(SearchCommandTest, MissingShardsAreNamedWhateverTheForm) {
  FakeCalls calls;
  const auto lack = [](auto& response) {
    response.add_unreachable("shards/1");
    response.set_coverage(0.627F);
    return grpc::Status::OK;
  };
  calls.search_claims = [&](const v1::SearchClaimsRequest&, v1::SearchClaimsResponse& response) {
    response.add_hits()->mutable_claim()->set_text("the fees rose");
    return lack(response);
  };
  calls.list_documents = [&](const v1::ListDocumentsRequest&, v1::ListDocumentsResponse& response) {
    return lack(response);
  };
  calls.aggregate_claims = [&](const v1::AggregateClaimsRequest&,
                               v1::AggregateClaimsResponse& response) { return lack(response); };
  calls.assess = [&](const v1::AssessPropositionRequest&, FakeAssessStream& stream) {
    v1::StreamAssessPropositionResponse answer;
    answer.set_last(true);
    const grpc::Status status = lack(*answer.mutable_assessment());
    stream.Write(answer);
    return status;
  };
  const FakeServer server(calls);
  const std::vector<std::string> commands[] = {{"search", "claims", "fees"},
                                               {"search", "claims", "fees", "--json"},
                                               {"documents", "list"},
                                               {"count", "claims"},
                                               {"count", "claims", "--json"},
                                               {"assess", "Fees rose."},
                                               {"assess", "Fees rose.", "--json"}};
  for (const std::vector<std::string>& command : commands) {
    const CommandRun run = RunAgainst(server, command);
    EXPECT_TRUE(absl::StrContains(
        run.err,
        "Warning: incomplete, no answer from shards/1; this regards about 62 % of the "
        "documents.\n"))
        << command[0] << run.err;
  }
}

TEST(CountCommandTest, TablesAreShown) {
  FakeCalls calls;
  v1::AggregateClaimsRequest asked;
  calls.aggregate_claims = [&](const v1::AggregateClaimsRequest& request,
                               v1::AggregateClaimsResponse& response) {
    asked = request;
    response.mutable_total()->set_count(1204);
    response.mutable_total()->set_document_count(2);
    v1::AggregateTable* table = response.add_tables();
    table->set_group_by("month");
    v1::AggregateGroup* group = table->add_groups();
    group->set_key("2024-05");
    group->set_count(1200);
    table->add_groups()->set_count(4);
    table->set_left_out(7);
    response.mutable_first()->set_text("the fees rose");
    return grpc::Status::OK;
  };
  calls.aggregate_stances = [](const v1::AggregateStancesRequest& request,
                               v1::AggregateStancesResponse& response) {
    EXPECT_EQ(request.group_by(0), "direction");
    response.mutable_total()->set_count(1);
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run =
      RunAgainst(server, {"count", "claims", "fees", "--by", "month", "--by", "source"});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  EXPECT_TRUE(absl::StrContains(run.out, "1,204 claims, 2 documents")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "2024-05")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "(none)")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "and 7 more")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "the fees rose")) << run.out;
  EXPECT_EQ(asked.group_by_size(), 2);
  EXPECT_TRUE(absl::StrContains(RunAgainst(server, {"count", "stances", "--by", "direction"}).out,
                                "1 stance"));
  EXPECT_TRUE(
      absl::StrContains(RunAgainst(server, {"count", "claims", "--json"}).out, "\"total\""));
  EXPECT_EQ(RunArguments({"count", "claims", "--by", "shoe-size"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace standpoint
