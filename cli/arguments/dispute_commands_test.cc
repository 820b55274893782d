// `standpoint assess|contradictions|narratives` from their arguments to what they print, against a server over the loopback.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "cli/arguments/command_line.h"
#include "cli/arguments/contradiction_arguments.h"
#include "cli/arguments/narrative_arguments.h"
#include "cli/arguments/query_arguments.h"
#include "cli/testing/captured_console.h"
#include "cli/testing/command_run.h"
#include "cli/testing/fake_server.h"
#include "cli/testing/narrative_samples.h"
#include "cli/testing/samples.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddAssess, &AddContradictions, &AddNarratives};

CommandRun RunArguments(const std::vector<std::string>& arguments) {
  return RunCommand(kCommands, arguments);
}

CommandRun RunAgainst(const FakeServer& server, std::vector<std::string> arguments) {
  return RunCommandAt(server.address(), kCommands, std::move(arguments));
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
  EXPECT_TRUE(absl::StrContains(run.out, "9 voices in 7 documents")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "AGAINST"));
  EXPECT_FALSE(absl::StrContains(run.err, "judged")) << "progress is for terminals: " << run.err;
  const CommandRun json = RunAgainst(server, {"assess", "The toll has harmed trade", "--json"});
  EXPECT_FLOAT_EQ(asked.min_confidence(), 0.65F);
  EXPECT_TRUE(absl::StrContains(json.out, "\"voice_count\":9")) << json.out;
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
  EXPECT_TRUE(absl::StrContains(captured.err(), "\r100 of 400 claims judged: 2 for"))
      << captured.err();
  EXPECT_TRUE(absl::EndsWith(captured.err(), "\r\x1b[K")) << "the line stays";
  EXPECT_FALSE(absl::StrContains(captured.out(), "of 400"));
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
  EXPECT_TRUE(absl::StrContains(run.out, "Marta Quill against an own view")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "200 claims examined")) << run.out;
  const CommandRun none = RunAgainst(server, {"contradictions", "--holder", "Quill"});
  EXPECT_EQ(asked.filter(), "holder : \"Quill\"");
  EXPECT_EQ(none.code, ExitCode::kIncomplete);
  EXPECT_TRUE(absl::StrContains(RunAgainst(server, {"contradictions", "--json"}).out,
                                "\"examined_count\":200"));
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
  EXPECT_TRUE(absl::StrContains(run.out, "2 against 1")) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "200 claims examined")) << run.out;
  const CommandRun none = RunAgainst(server, {"narratives", "--holder", "Quill"});
  EXPECT_EQ(asked.filter(), "holder : \"Quill\"");
  EXPECT_EQ(asked.subject(), "");
  EXPECT_EQ(none.code, ExitCode::kIncomplete);
  EXPECT_TRUE(absl::StrContains(RunAgainst(server, {"narratives", "--json"}).out,
                                "\"examined_count\":200"));
  EXPECT_EQ(RunArguments({"narratives", "--min-voices", "0"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace standpoint
