// Commands from their arguments to what they print, against a server over the loopback.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments/command_line.h"
#include "cli/arguments/contradiction_arguments.h"
#include "cli/arguments/narrative_arguments.h"
#include "cli/arguments/operation_arguments.h"
#include "cli/arguments/query_arguments.h"
#include "cli/testing/captured_console.h"
#include "cli/testing/command_run.h"
#include "cli/testing/fake_server.h"
#include "cli/testing/narrative_samples.h"
#include "cli/testing/samples.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {
    &AddSearch,  &AddCount,     &AddAssess, &AddClaims,      &AddContradictions, &AddNarratives,
    &AddStances, &AddDocuments, &AddStatus, &AddDeadLetters, &AddCompletion};

CommandRun RunArguments(const std::vector<std::string>& arguments,
                        const std::map<std::string, std::string>& variables = {}) {
  return RunCommand(kCommands, arguments, variables);
}

CommandRun RunAgainst(const FakeServer& server, std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--server", server.address()});
  return RunArguments(arguments);
}

v1::StreamAssessPropositionResponse PartOfAssessment(int judged) {
  v1::StreamAssessPropositionResponse answer;
  v1::Side* side = answer.mutable_assessment()->add_sides();
  side->set_relation(v1::RELATION_SUPPORT);
  side->set_voice_count(2);
  answer.mutable_assessment()->set_judged_count(judged);
  answer.set_candidate_count(400);
  return answer;
}

v1::StreamAssessPropositionResponse WholeAssessment() {
  v1::StreamAssessPropositionResponse answer;
  *answer.mutable_assessment() = SampleAssessment();
  answer.set_candidate_count(400);
  answer.set_last(true);
  return answer;
}

bool Has(const std::string& text, const std::string& part) { return absl::StrContains(text, part); }

TEST(CommandLineTest, HelpIsAResult) {
  const CommandRun top = RunArguments({"--help"});
  EXPECT_EQ(top.code, ExitCode::kOk);
  EXPECT_TRUE(Has(top.out, "dead-letters"));
  EXPECT_TRUE(Has(top.out, "Exit status"));
  const CommandRun assess = RunArguments({"assess", "--help"});
  EXPECT_TRUE(Has(assess.out, "--min-confidence")) << assess.out;
  EXPECT_TRUE(Has(assess.out, "Example"));
  EXPECT_TRUE(Has(RunArguments({"claims", "list", "--help"}).out, "standpoint claims list"));
  EXPECT_EQ(RunArguments({"--version"}).code, ExitCode::kOk);
}

TEST(CommandLineTest, MistakesAreExplained) {
  const CommandRun command = RunArguments({"claimz", "list"});
  EXPECT_EQ(command.code, ExitCode::kUsage);
  EXPECT_TRUE(Has(command.err, "no `claimz`")) << command.err;
  EXPECT_TRUE(Has(command.err, "did you mean `claims`")) << command.err;
  EXPECT_EQ(command.out, "");
  const CommandRun option = RunArguments({"claims", "list", "--hodler=Rao"});
  EXPECT_EQ(option.code, ExitCode::kUsage);
  EXPECT_TRUE(Has(option.err, "did you mean `--holder`")) << option.err;
  const CommandRun value = RunArguments({"stances", "list", "--direction", "sideways"});
  EXPECT_EQ(value.code, ExitCode::kUsage);
  EXPECT_TRUE(Has(value.err, "--direction")) << value.err;
  EXPECT_EQ(RunArguments({}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"assess"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"claims", "get", "only-an-id"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"dead-letters", "redrive"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"dead-letters", "redrive", "1", "--all"}).code, ExitCode::kUsage);
}

TEST(CommandLineTest, NobodyAnswers) {
  const CommandRun run = RunArguments({"status", "--server", "localhost:1"});
  EXPECT_EQ(run.code, ExitCode::kUnreachable);
  EXPECT_TRUE(Has(run.err, "cannot reach a server at localhost:1")) << run.err;
  EXPECT_TRUE(Has(run.err, "standpoint serve")) << run.err;
}

TEST(QueryCommandsTest, ListGoesOverPagesUpToTheLimit) {
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
  EXPECT_TRUE(Has(run.out, "«The toll has emptied the inner city»")) << run.out;
  EXPECT_TRUE(Has(run.err, "--page-token 't2'")) << run.err;
}

TEST(QueryCommandsTest, LimitZeroTakesAll) {
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
  EXPECT_TRUE(Has(run.out, "\"direction\":\"DIRECTION_OPPOSE\"")) << run.out;
  EXPECT_TRUE(Has(run.out, "\"evidence_span\"")) << run.out;
  EXPECT_EQ(run.err, "");
}

TEST(QueryCommandsTest, EvidenceIsShownInItsSentence) {
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
  EXPECT_TRUE(Has(run.out, "«The toll has emptied the inner city», says")) << run.out;
}

TEST(QueryCommandsTest, MissingAndRefusedHaveTheirOwnExitCodes) {
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
  EXPECT_TRUE(Has(missing.err, "corpora/default/documents/d/claims/c does not exist"));
  const CommandRun refused = RunAgainst(server, {"documents", "list", "--filter", "colour = red"});
  EXPECT_EQ(refused.code, ExitCode::kRefused);
  EXPECT_TRUE(Has(refused.err, "field   filter: column 3: unknown field")) << refused.err;
  EXPECT_TRUE(Has(refused.err, "INVALID_ARGUMENT, INVALID_FIELD")) << refused.err;
  EXPECT_TRUE(Has(refused.err, "docs/api.md")) << refused.err;
  EXPECT_EQ(refused.out, "");
}

TEST(QueryCommandsTest, BusyServersAreAskedAgain) {
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
  EXPECT_TRUE(Has(run.out, "corpora/default/documents/d1"));
}

TEST(QueryCommandsTest, BusyServersAreNotAskedForEver) {
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
  EXPECT_TRUE(Has(run.err, "the server is busy")) << run.err;
}

TEST(QueryCommandsTest, DocumentsAreShownWithTheirTextOnRequest) {
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
  EXPECT_FALSE(Has(RunAgainst(server, {"documents", "get", "d1"}).out, "Marta Quill"));
  EXPECT_TRUE(Has(RunAgainst(server, {"documents", "get", "d1", "--text"}).out, "Marta Quill"));
  const CommandRun deleted = RunAgainst(server, {"documents", "delete", "d1", "d2"});
  EXPECT_EQ(deleted.code, ExitCode::kIncomplete);
  EXPECT_EQ(deleted.out, "deleted corpora/default/documents/d1\n");
}

TEST(AssessCommandTest, AsksAndShows) {
  v1::AssessPropositionRequest asked;
  FakeCalls calls;
  calls.assess = [&](const v1::AssessPropositionRequest& request, FakeAssessStream& stream) {
    asked = request;
    stream.Write(PartOfAssessment(100));
    stream.Write(WholeAssessment());
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(server, {"assess", "The toll has harmed trade", "--evidence",
                                             "3", "--min-confidence", "0.25", "--since", "2024"});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  EXPECT_EQ(asked.proposition(), "The toll has harmed trade");
  EXPECT_EQ(asked.max_evidence(), 3);
  EXPECT_FLOAT_EQ(asked.min_confidence(), 0.25F);
  EXPECT_EQ(asked.filter(), "document.publish_time >= \"2024-01-01T00:00:00Z\"");
  EXPECT_TRUE(Has(run.out, "9 voices in 7 documents")) << run.out;
  EXPECT_TRUE(Has(run.out, "AGAINST"));
  EXPECT_FALSE(Has(run.err, "judged")) << "progress is for terminals: " << run.err;
  const CommandRun json = RunAgainst(server, {"assess", "The toll has harmed trade", "--json"});
  EXPECT_FLOAT_EQ(asked.min_confidence(), 0.65F);
  EXPECT_TRUE(Has(json.out, "\"voice_count\":9")) << json.out;
}

TEST(ContradictionsCommandTest, AsksAndShows) {
  v1::FindContradictionsRequest asked;
  FakeCalls calls;
  calls.find_contradictions = [&](const v1::FindContradictionsRequest& request,
                                  v1::FindContradictionsResponse& response) {
    asked = request;
    if (request.filter().empty()) response = SampleContradictions();
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(server, {"contradictions", "--same-holder", "--limit", "3"});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  EXPECT_EQ(asked.kind(), v1::CONTRADICTION_KIND_REVERSAL);
  EXPECT_EQ(asked.max_contradictions(), 3);
  EXPECT_EQ(asked.max_claims(), 200);
  EXPECT_FLOAT_EQ(asked.min_confidence(), 0.7F);
  EXPECT_TRUE(Has(run.out, "Marta Quill against an own view")) << run.out;
  EXPECT_TRUE(Has(run.out, "200 claims examined")) << run.out;
  const CommandRun none = RunAgainst(server, {"contradictions", "--holder", "Quill"});
  EXPECT_EQ(asked.filter(), "holder : \"Quill\"");
  EXPECT_EQ(none.code, ExitCode::kIncomplete);
  EXPECT_TRUE(Has(RunAgainst(server, {"contradictions", "--json"}).out, "\"examined_count\":200"));
  EXPECT_EQ(RunArguments({"contradictions", "--same-holder", "--different-holders"}).code,
            ExitCode::kUsage);
}

TEST(NarrativesCommandTest, AsksAndShows) {
  v1::FindNarrativesRequest asked;
  FakeCalls calls;
  calls.find_narratives = [&](const v1::FindNarrativesRequest& request,
                              v1::FindNarrativesResponse& response) {
    asked = request;
    if (request.filter().empty()) response = SampleNarratives();
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(server, {"narratives", "harbor charge", "--limit", "4"});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  EXPECT_EQ(asked.subject(), "harbor charge");
  EXPECT_EQ(asked.max_narratives(), 4);
  EXPECT_EQ(asked.max_claims(), 200);
  EXPECT_EQ(asked.min_voices(), 2);
  EXPECT_EQ(asked.max_quotes(), 3);
  EXPECT_FLOAT_EQ(asked.min_confidence(), 0.65F);
  EXPECT_TRUE(Has(run.out, "2 against 1")) << run.out;
  EXPECT_TRUE(Has(run.out, "200 claims examined")) << run.out;
  const CommandRun none = RunAgainst(server, {"narratives", "--holder", "Quill"});
  EXPECT_EQ(asked.filter(), "holder : \"Quill\"");
  EXPECT_EQ(asked.subject(), "");
  EXPECT_EQ(none.code, ExitCode::kIncomplete);
  EXPECT_TRUE(Has(RunAgainst(server, {"narratives", "--json"}).out, "\"examined_count\":200"));
  EXPECT_EQ(RunArguments({"narratives", "--min-voices", "0"}).code, ExitCode::kUsage);
}

TEST(AssessCommandTest, NobodyFoundIsToldByTheExitCode) {
  FakeCalls calls;
  calls.assess = [](const v1::AssessPropositionRequest&, FakeAssessStream& stream) {
    v1::StreamAssessPropositionResponse answer;
    answer.mutable_assessment()->add_sides()->set_relation(v1::RELATION_SUPPORT);
    answer.set_last(true);
    stream.Write(answer);
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  EXPECT_EQ(RunAgainst(server, {"assess", "Nothing here"}).code, ExitCode::kIncomplete);
}

TEST(AssessCommandTest, ATerminalIsShownWhatIsKnownSoFar) {
  FakeCalls calls;
  calls.assess = [](const v1::AssessPropositionRequest&, FakeAssessStream& stream) {
    stream.Write(PartOfAssessment(100));
    stream.Write(WholeAssessment());
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  CapturedConsole captured;
  captured.console().err_is_terminal = true;
  const std::vector<std::string> arguments = {"assess", "The toll has harmed trade", "--server",
                                              server.address()};
  EXPECT_EQ(RunCommandLine(arguments, kCommands, captured.console()), ExitCode::kOk);
  EXPECT_TRUE(Has(captured.err(), "\r100 of 400 claims judged: 2 for")) << captured.err();
  EXPECT_TRUE(absl::EndsWith(captured.err(), "\r\x1b[K")) << "the line stays";
  EXPECT_FALSE(Has(captured.out(), "of 400"));
}

TEST(AssessCommandTest, AnAnswerWithoutItsEndIsNoAnswer) {
  FakeCalls calls;
  calls.assess = [](const v1::AssessPropositionRequest&, FakeAssessStream& stream) {
    stream.Write(PartOfAssessment(100));
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run = RunAgainst(server, {"assess", "The toll has harmed trade"});
  EXPECT_EQ(run.code, ExitCode::kRefused);
  EXPECT_EQ(run.out, "");
}

TEST(StatusCommandTest, MergesTheServers) {
  FakeCalls queue_calls;
  queue_calls.get_status = [](const v1::GetStatusRequest&, v1::GetStatusResponse& response) {
    response = SampleStatus();
    response.clear_store();
    return grpc::Status::OK;
  };
  FakeCalls store_calls;
  store_calls.get_status = [](const v1::GetStatusRequest&, v1::GetStatusResponse& response) {
    response = SampleStatus();
    response.clear_queue();
    return grpc::Status::OK;
  };
  const FakeServer queue(queue_calls);
  const FakeServer store(store_calls);
  const CommandRun run = RunArguments({"status", "--query-server", store.address()},
                                      {{"STANDPOINT_INGEST_SERVER", queue.address()}});
  EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
  EXPECT_TRUE(Has(run.out, queue.address())) << run.out;
  EXPECT_TRUE(Has(run.out, store.address())) << run.out;
  EXPECT_TRUE(Has(run.out, "1,250,000"));
  const CommandRun half = RunArguments(
      {"status", "--json"},
      {{"STANDPOINT_INGEST_SERVER", queue.address()}, {"STANDPOINT_SERVER", "localhost:1"}});
  EXPECT_EQ(half.code, ExitCode::kUnreachable);
  EXPECT_TRUE(Has(half.out, absl::StrCat("{\"address\":\"", queue.address(), "\",")));
}

TEST(DeadLetterCommandTest, ListsAndRedrives) {
  v1::RedriveDeadLettersRequest asked;
  FakeCalls calls;
  calls.list_dead_letters = [](const v1::ListDeadLettersRequest&,
                               v1::ListDeadLettersResponse& response) {
    *response.add_dead_letters() = SampleDeadLetter();
    return grpc::Status::OK;
  };
  calls.redrive = [&](const v1::RedriveDeadLettersRequest& request,
                      v1::RedriveDeadLettersResponse& response) {
    asked = request;
    response.set_redriven_count(1);
    if (request.all()) return grpc::Status::OK;
    auto* failure = response.add_failures();
    failure->set_name("deadLetters/9");
    *failure->mutable_error() =
        ToRpcStatus(ResourceNotFound("standpoint.v1.DeadLetter", "deadLetters/9"));
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  EXPECT_TRUE(Has(RunAgainst(server, {"dead-letters", "list"}).out, "signal 11"));
  const CommandRun all = RunAgainst(server, {"dead-letters", "redrive", "--all"});
  EXPECT_EQ(all.code, ExitCode::kOk);
  EXPECT_EQ(all.out, "1 document put back into the queue\n");
  const CommandRun some = RunAgainst(server, {"dead-letters", "redrive", "8", "deadLetters/9"});
  EXPECT_EQ(some.code, ExitCode::kIncomplete);
  ASSERT_EQ(asked.names_size(), 2);
  EXPECT_EQ(asked.names(0), "deadLetters/8");
  EXPECT_TRUE(Has(some.err, "deadLetters/9 does not exist [RESOURCE_NOT_FOUND]")) << some.err;
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
  EXPECT_TRUE(Has(run.out, "the *controls* have backfired")) << run.out;
  EXPECT_TRUE(Has(run.err, "Not everything was looked at"));
  EXPECT_EQ(asked.query(), "controls");
  EXPECT_EQ(asked.page_size(), 3);
  EXPECT_TRUE(Has(asked.filter(), "ledger"));
  EXPECT_TRUE(Has(RunAgainst(server, {"search", "documents", "fees"}).out, "Fees"));
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
    EXPECT_TRUE(Has(run.err,
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
  EXPECT_TRUE(Has(run.out, "1,204 claims, 2 documents")) << run.out;
  EXPECT_TRUE(Has(run.out, "2024-05")) << run.out;
  EXPECT_TRUE(Has(run.out, "(none)")) << run.out;
  EXPECT_TRUE(Has(run.out, "and 7 more")) << run.out;
  EXPECT_TRUE(Has(run.out, "the fees rose")) << run.out;
  EXPECT_EQ(asked.group_by_size(), 2);
  EXPECT_TRUE(Has(RunAgainst(server, {"count", "stances", "--by", "direction"}).out, "1 stance"));
  EXPECT_TRUE(Has(RunAgainst(server, {"count", "claims", "--json"}).out, "\"total\""));
  EXPECT_EQ(RunArguments({"count", "claims", "--by", "shoe-size"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace standpoint
