// `standpoint status|dead-letters` from their arguments to what they print, against a server over the loopback.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments/command_line.h"
#include "cli/arguments/operation_arguments.h"
#include "cli/testing/command_run.h"
#include "cli/testing/fake_server.h"
#include "cli/testing/samples.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddStatus, &AddDeadLetters};

CommandRun RunArguments(const std::vector<std::string>& arguments,
                        const std::map<std::string, std::string>& variables = {}) {
  return RunCommand(kCommands, arguments, variables);
}

CommandRun RunAgainst(const FakeServer& server, std::vector<std::string> arguments) {
  return RunCommandAt(server.address(), kCommands, std::move(arguments));
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
  EXPECT_TRUE(absl::StrContains(run.out, queue.address())) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, store.address())) << run.out;
  EXPECT_TRUE(absl::StrContains(run.out, "1,250,000"));
  const CommandRun half = RunArguments(
      {"status", "--json"},
      {{"STANDPOINT_INGEST_SERVER", queue.address()}, {"STANDPOINT_SERVER", "localhost:1"}});
  EXPECT_EQ(half.code, ExitCode::kUnreachable);
  EXPECT_TRUE(absl::StrContains(half.out, absl::StrCat("{\"address\":\"", queue.address(), "\",")));
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
  EXPECT_TRUE(absl::StrContains(RunAgainst(server, {"dead-letters", "list"}).out, "signal 11"));
  const CommandRun all = RunAgainst(server, {"dead-letters", "redrive", "--all"});
  EXPECT_EQ(all.code, ExitCode::kOk);
  EXPECT_EQ(all.out, "1 document put back into the queue\n");
  const CommandRun some = RunAgainst(server, {"dead-letters", "redrive", "8", "deadLetters/9"});
  EXPECT_EQ(some.code, ExitCode::kIncomplete);
  ASSERT_EQ(asked.names_size(), 2);
  EXPECT_EQ(asked.names(0), "deadLetters/8");
  EXPECT_TRUE(absl::StrContains(some.err, "deadLetters/9 does not exist [RESOURCE_NOT_FOUND]"))
      << some.err;
}

}  // namespace
}  // namespace standpoint
