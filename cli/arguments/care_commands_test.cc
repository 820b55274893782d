// `standpoint backup|fsck|replica` where a folder is looked at without a server.

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments/care_arguments.h"
#include "cli/arguments/command_line.h"
#include "cli/arguments/replica_arguments.h"
#include "cli/testing/command_run.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddBackup, &AddFsck, &AddReplica};

TEST(CareCommandsTest, AFolderThatIsNotThereIsToldAndNotMade) {
  const std::string absent = absl::StrCat(testing::TempDir(), "/absent");
  const std::vector<std::vector<std::string>> calls = {
      {"backup", "list", "--from", absent},
      {"backup", "verify", "1", "--from", absent},
      {"backup", "restore", "--from", absent, "--data", absl::StrCat(absent, "-new")},
      {"fsck", "--data", absent},
      {"replica", "rejoin", "--data", absent},
      {"replica", "reshard", "--from", absent, "--to", absl::StrCat(absent, "-new"), "--shards",
       "2"}};
  for (const std::vector<std::string>& call : calls) {
    const CommandRun run = RunCommand(kCommands, call);
    EXPECT_EQ(run.code, ExitCode::kUsage) << run.err;
    EXPECT_TRUE(absl::StrContains(run.err, absent)) << run.err;
    EXPECT_EQ(run.out, "");
    EXPECT_FALSE(std::filesystem::exists(absent)) << call[0] << " " << call[1];
    EXPECT_FALSE(std::filesystem::exists(absl::StrCat(absent, "-new")));
  }
}

TEST(CareCommandsTest, AFolderWithoutBackupsIsToldToBeOne) {
  const std::string folder = absl::StrCat(testing::TempDir(), "/no_backups");
  std::filesystem::create_directories(folder);
  const CommandRun run = RunCommand(kCommands, {"backup", "list", "--from", folder});
  EXPECT_EQ(run.code, ExitCode::kOk);
  EXPECT_EQ(run.out, "");
  EXPECT_TRUE(absl::StrContains(run.err, "no backups yet")) << run.err;
}

}  // namespace
}  // namespace standpoint
