// The command line itself: help, mistakes, nobody to talk to.

#include "cli/arguments/command_line.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "cli/arguments/operation_arguments.h"
#include "cli/arguments/query_arguments.h"
#include "cli/testing/command_run.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddAssess, &AddClaims, &AddStances, &AddStatus,
                                    &AddDeadLetters};

CommandRun RunArguments(const std::vector<std::string>& arguments) {
  return RunCommand(kCommands, arguments);
}

TEST(CommandLineTest, HelpIsAResult) {
  const CommandRun top = RunArguments({"--help"});
  EXPECT_EQ(top.code, ExitCode::kOk);
  EXPECT_TRUE(absl::StrContains(top.out, "dead-letters"));
  EXPECT_TRUE(absl::StrContains(top.out, "Exit status"));
  const CommandRun assess = RunArguments({"assess", "--help"});
  EXPECT_TRUE(absl::StrContains(assess.out, "--min-confidence")) << assess.out;
  EXPECT_TRUE(absl::StrContains(assess.out, "Example"));
  EXPECT_TRUE(
      absl::StrContains(RunArguments({"claims", "list", "--help"}).out, "standpoint claims list"));
  EXPECT_FALSE(absl::StrContains(assess.out, "First steps")) << "those are of the whole program";
  EXPECT_EQ(RunArguments({"--version"}).code, ExitCode::kOk);
}

TEST(CommandLineTest, MistakesAreExplained) {
  const CommandRun command = RunArguments({"claimz", "list"});
  EXPECT_EQ(command.code, ExitCode::kUsage);
  EXPECT_TRUE(absl::StrContains(command.err, "no `claimz`")) << command.err;
  EXPECT_TRUE(absl::StrContains(command.err, "did you mean `claims`")) << command.err;
  EXPECT_EQ(command.out, "");
  const CommandRun option = RunArguments({"claims", "list", "--hodler=Rao"});
  EXPECT_EQ(option.code, ExitCode::kUsage);
  EXPECT_TRUE(absl::StrContains(option.err, "did you mean `--holder`")) << option.err;
  const CommandRun value = RunArguments({"stances", "list", "--direction", "sideways"});
  EXPECT_EQ(value.code, ExitCode::kUsage);
  EXPECT_TRUE(absl::StrContains(value.err, "--direction")) << value.err;
  const CommandRun half = RunArguments({"claims"});
  EXPECT_EQ(half.code, ExitCode::kUsage);
  EXPECT_TRUE(
      absl::StrContains(half.err, "`standpoint claims` needs one of its commands: list, get"))
      << half.err;
  EXPECT_TRUE(absl::StrContains(RunArguments({"claims", "list", "--holder"}).err,
                                "--holder needs a value"));
  EXPECT_TRUE(absl::StrContains(RunArguments({"claims", "list", "--limit", "-1"}).err,
                                "--limit: must be a whole number, 0 or more, not -1"));
  EXPECT_EQ(RunArguments({}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"assess"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"claims", "get", "only-an-id"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"dead-letters", "redrive"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"dead-letters", "redrive", "1", "--all"}).code, ExitCode::kUsage);
}

TEST(CommandLineTest, NobodyAnswers) {
  const CommandRun run = RunArguments({"status", "--server", "localhost:1"});
  EXPECT_EQ(run.code, ExitCode::kUnreachable);
  EXPECT_TRUE(absl::StrContains(run.err, "cannot reach a server at localhost:1")) << run.err;
  EXPECT_TRUE(absl::StrContains(run.err, "standpoint serve")) << run.err;
}

}  // namespace
}  // namespace standpoint
