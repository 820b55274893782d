// `standpoint ingest` from its arguments to its result, against a server over the loopback.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments/ingest_arguments.h"
#include "cli/testing/command_run.h"
#include "cli/testing/fake_server.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddIngest};

CommandRun RunArguments(const std::vector<std::string>& arguments) {
  return RunCommand(kCommands, arguments);
}

// Accepts all but contents with "bad", knows contents with "old", keeps what it saw.
FakeCalls Accepting(std::vector<v1::StreamIngestDocumentsRequest>& seen) {
  FakeCalls calls;
  calls.ingest_stream = [&seen](FakeIngestStream& stream) {
    v1::StreamIngestDocumentsRequest request;
    while (stream.Read(&request)) {
      seen.push_back(request);
      v1::StreamIngestDocumentsResponse response;
      response.set_sequence(request.sequence());
      if (absl::StrContains(request.input().content(), "bad")) {
        *response.mutable_result()->mutable_error() =
            ToRpcStatus(InvalidField("input.content", "is bad"));
      } else {
        response.mutable_result()->mutable_response()->set_outcome(
            absl::StrContains(request.input().content(), "old") ? v1::INGEST_OUTCOME_ALREADY_EXISTS
                                                                : v1::INGEST_OUTCOME_ACCEPTED);
      }
      stream.Write(response);
    }
    return grpc::Status::OK;
  };
  return calls;
}

TEST(IngestCommandTest, TellsWhatBecameOfEach) {
  std::vector<v1::StreamIngestDocumentsRequest> seen;
  const FakeServer server(Accepting(seen));
  const std::string path =
      WriteFile("three.jsonl", "{\"body\":\"new\"}\n{\"body\":\"bad\"}\n{\"body\":\"old\"}\n");
  const CommandRun run =
      RunArguments({"ingest", path, "--map", "body=text", "--source", "desk", "--date",
                    "2024-05-02", "-c", "news", "--server", server.address()});
  EXPECT_EQ(run.code, ExitCode::kIncomplete);
  ASSERT_EQ(seen.size(), 3u);
  EXPECT_EQ(seen[0].parent(), "corpora/news");
  EXPECT_EQ(seen[0].input().source(), "desk");
  EXPECT_EQ(seen[0].input().publish_time().seconds(), 1'714'608'000);
  EXPECT_EQ(seen[0].input().content(), "{\"text\":\"new\"}");
  EXPECT_EQ(run.err, absl::StrCat(path, ":2: input.content: is bad [INVALID_FIELD]\n"));
  EXPECT_TRUE(absl::StrContains(run.out, "1 document taken in, 1 known before, 1 failed"))
      << run.out;
}

TEST(IngestCommandTest, JsonResult) {
  std::vector<v1::StreamIngestDocumentsRequest> seen;
  const FakeServer server(Accepting(seen));
  const std::string path = WriteFile("two.jsonl", "{\"text\":\"new\"}\n{\"text\":\"bad\"}\n");
  const CommandRun run = RunArguments({"ingest", path, "--json", "--server", server.address()});
  const auto result = nlohmann::json::parse(run.out);
  EXPECT_EQ(result["accepted"], 1);
  EXPECT_EQ(result["failed"], 1);
  EXPECT_EQ(result["failures"][0]["origin"], path + ":2");
  EXPECT_EQ(result["failures"][0]["reason"], "INVALID_FIELD");
}

TEST(IngestCommandTest, WaitsForTheAnalysis) {
  std::vector<v1::StreamIngestDocumentsRequest> seen;
  FakeCalls calls = Accepting(seen);
  int asked = 0;
  calls.get_status = [&](const v1::GetStatusRequest&, v1::GetStatusResponse& response) {
    ++asked;
    response.mutable_queue()->set_waiting_count(asked == 2 ? 1 : 0);
    response.mutable_queue()->set_dead_letter_count(asked > 2 ? 4 : 3);
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const CommandRun run =
      RunArguments({"ingest", WriteFile("one.txt", "new"), "--wait", "--server", server.address()});
  EXPECT_EQ(run.code, ExitCode::kIncomplete);
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(absl::StrContains(run.out, "1 could not be analysed")) << run.out;
}

TEST(IngestCommandTest, WaitsNoLongerThanItIsTold) {
  std::vector<v1::StreamIngestDocumentsRequest> seen;
  FakeCalls calls = Accepting(seen);
  calls.get_status = [](const v1::GetStatusRequest&, v1::GetStatusResponse& response) {
    response.mutable_queue()->set_leased_count(3);
    return grpc::Status::OK;
  };
  const FakeServer server(calls);
  const std::vector<std::string> arguments = {
      "ingest",        WriteFile("one.txt", "new"), "--wait", "--wait-timeout", "0.001", "--server",
      server.address()};
  const CommandRun run = RunArguments(arguments);
  EXPECT_EQ(run.code, ExitCode::kNotYet);
  EXPECT_TRUE(absl::StrContains(run.out, "; the queue still has 3")) << run.out;
  std::vector<std::string> json = arguments;
  json.push_back("--json");
  EXPECT_EQ(nlohmann::json::parse(RunArguments(json).out)["left"], 3);
  EXPECT_EQ(RunArguments({"ingest", "/tmp", "--wait-timeout", "3"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"ingest", "/tmp", "--wait", "--wait-timeout", "-3"}).code,
            ExitCode::kUsage);
}

TEST(IngestCommandTest, MistakesAndAbsence) {
  const CommandRun missing = RunArguments({"ingest", "/no/such/file"});
  EXPECT_EQ(missing.code, ExitCode::kUsage);
  EXPECT_TRUE(absl::StrContains(missing.err, "/no/such/file: there is no such file"))
      << missing.err;
  EXPECT_EQ(RunArguments({"ingest", "/tmp", "--date", "soon"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"ingest", "/tmp", "--map", "a=b"}).code, ExitCode::kUsage);
  std::vector<v1::StreamIngestDocumentsRequest> seen;
  const FakeServer server(Accepting(seen));
  const std::string empty = testing::TempDir() + "/empty_folder";
  std::filesystem::create_directories(empty);
  EXPECT_EQ(RunArguments({"ingest", empty, "--server", server.address()}).code,
            ExitCode::kIncomplete);
}

}  // namespace
}  // namespace standpoint
