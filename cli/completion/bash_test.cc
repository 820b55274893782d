// Runs the script in bash and looks at what it offers.

#include "cli/completion/bash.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

std::string Script() {
  CLI::App app("test", "standpoint");
  CLI::App& claims = *app.add_subcommand("claims");
  CLI::App& list = *claims.add_subcommand("list");
  static std::string value;
  static bool flag = false;
  list.add_option("-n,--limit", value);
  list.add_option("--color", value)->check(CLI::IsMember({"auto", "always", "never"}));
  list.add_flag("--json", flag);
  claims.add_subcommand("get");
  app.add_subcommand("ingest")->add_option("PATH", value);
  app.add_subcommand("hidden")->group("");
  return BashCompletion(app);
}

// What is offered after `words`, of which the last is being typed, joined by blanks.
std::string Offered(const std::string& words) {
  const std::string path = testing::TempDir() + "/completion.bash";
  std::ofstream(path) << Script();
  const std::string command = absl::StrCat(
      "bash --norc -c 'source ", path, "; COMP_WORDS=(", words,
      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _standpoint; echo \"${COMPREPLY[*]}\"'");
  FILE* pipe = popen(command.c_str(), "r");
  std::string out;
  char buffer[256];
  while (pipe != nullptr && fgets(buffer, sizeof(buffer), pipe) != nullptr) out += buffer;
  EXPECT_EQ(pclose(pipe), 0);
  return std::string(absl::StripTrailingAsciiWhitespace(out));
}

TEST(BashCompletionTest, OffersCommands) {
  EXPECT_EQ(Offered("standpoint \"\""), "claims ingest");
  EXPECT_EQ(Offered("standpoint cl"), "claims");
  EXPECT_EQ(Offered("standpoint claims \"\""), "list get");
}

TEST(BashCompletionTest, OffersOptionsOfTheCommand) {
  EXPECT_EQ(Offered("standpoint claims list --"), "--help --limit --color --json");
  EXPECT_EQ(Offered("standpoint claims list --j"), "--json");
  EXPECT_EQ(Offered("standpoint claims get --"), "--help");
}

TEST(BashCompletionTest, OffersTheWordsOfAnOption) {
  EXPECT_EQ(Offered("standpoint claims list --color a"), "auto always");
  EXPECT_EQ(Offered("standpoint claims list --color = n"), "never");
  EXPECT_EQ(Offered("standpoint claims list --color ="), "auto always never");
}

TEST(BashCompletionTest, OffersFilesElsewhere) {
  const std::string file = testing::TempDir() + "/unmistakable.jsonl";
  std::ofstream(file) << "{}";
  EXPECT_EQ(Offered("standpoint ingest " + testing::TempDir() + "/unmis"), file);
  EXPECT_EQ(Offered("standpoint claims list --limit " + testing::TempDir() + "/unmis"), file);
}

}  // namespace
}  // namespace standpoint
