// `standpoint analyze` from its arguments to what it prints.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/arguments/analyze_arguments.h"
#include "cli/testing/command_run.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddAnalyze};

CommandRun RunArguments(const std::vector<std::string>& arguments) {
  return RunCommand(kCommands, arguments);
}

constexpr char kLetter[] =
    "The toll has emptied the inner city. Marta Quill says that trade has fallen.";

TEST(AnalyzeCommandTest, TextForPeople) {
  const std::string path = WriteFile("letter.txt", kLetter);
  const CommandRun plain = RunArguments({"analyze", path});
  EXPECT_EQ(plain.code, ExitCode::kOk) << plain.err;
  EXPECT_TRUE(absl::StrContains(plain.out, "«The toll has emptied the inner city»")) << plain.out;
  EXPECT_TRUE(absl::StrContains(plain.out, "in 2 sentences")) << plain.out;
  const CommandRun colour = RunArguments({"analyze", path, "--color=always"});
  EXPECT_TRUE(absl::StrContains(colour.out, "\x1b[4;36mThe toll has emptied the inner city\x1b[0m"))
      << colour.out;
}

TEST(AnalyzeCommandTest, JsonIsAnAnalysisOfTheApi) {
  const CommandRun run = RunArguments({"analyze", WriteFile("letter.txt", kLetter), "--json"});
  const auto analysis = nlohmann::json::parse(run.out);
  EXPECT_EQ(analysis["claims"][0]["text"], "The toll has emptied the inner city");
  EXPECT_EQ(analysis["claims"][0]["holders"][0]["kind"], "HOLDER_KIND_AUTHOR");
  EXPECT_FALSE(analysis["claims"][0].contains("terms"));
  EXPECT_EQ(std::count(run.out.begin(), run.out.end(), '\n'), 1);
}

TEST(AnalyzeCommandTest, ExplainsWhenAsked) {
  const std::string path = WriteFile("letter.txt", kLetter);
  const CommandRun run = RunArguments({"analyze", path, "--json", "--explain"});
  const auto claim = nlohmann::json::parse(run.out)["claims"][1];
  EXPECT_EQ(claim["explanations"][0]["field"], "holder");
  EXPECT_EQ(claim["explanations"][0]["rule"], "cue:say");
  EXPECT_GT(claim["field_confidence"]["holder"], 0.5);
  EXPECT_FALSE(absl::StrContains(RunArguments({"analyze", path, "--json"}).out, "explanations"));
  EXPECT_TRUE(absl::StrContains(RunArguments({"analyze", path, "--explain"}).out, "act cue:say"));
}

TEST(AnalyzeCommandTest, SpecificationLinesAreAnnotated) {
  const std::string path = WriteFile(
      "spec.jsonl",
      absl::StrCat("{\"id\":\"e1\",\"text\":\"", kLetter, "\",\"claims\":[]}\n\n", "not json\n",
                   "{\"id\":\"r1\",\"proposition\":\"The toll works.\","
                   "\"claim\":\"the toll does not work\",\"relation\":\"x\"}\n"));
  const CommandRun run = RunArguments({"analyze", path, "--output=spec"});
  EXPECT_EQ(run.code, ExitCode::kIncomplete);
  EXPECT_TRUE(absl::StrContains(run.err, path + ":3: not a JSON object")) << run.err;
  const std::vector<std::string> lines = absl::StrSplit(run.out, '\n', absl::SkipEmpty());
  ASSERT_EQ(lines.size(), 2u);
  const auto text = nlohmann::json::parse(lines[0]);
  EXPECT_EQ(text["id"], "e1");
  EXPECT_EQ(text["text"], kLetter);
  EXPECT_EQ(text["claims"][0]["holders"][0], "author");
  const auto relation = nlohmann::json::parse(lines[1]);
  EXPECT_EQ(relation["claim"], "the toll does not work");
  const std::string word = relation["relation"];
  EXPECT_TRUE(word == "support" || word == "oppose" || word == "discuss" || word == "unrelated");
}

TEST(AnalyzeCommandTest, MistakesAreUsage) {
  EXPECT_EQ(RunArguments({"analyze", "/no/such/file"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"analyze", WriteFile("bad.txt", "a \xff b")}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"analyze", WriteFile("big.txt", "12345"), "--max-bytes", "4"}).code,
            ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"analyze", "--output=xml"}).code, ExitCode::kUsage);
}

}  // namespace
}  // namespace standpoint
