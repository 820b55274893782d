// One server process and clients of it, over real signals and exit codes.

#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/testing/golden.h"
#include "gtest/gtest.h"
#include "tests/process/process.h"

namespace standpoint {
namespace {

constexpr absl::Duration kStartLimit = absl::Minutes(1);

struct Outcome {
  int code;
  std::string output;
};

std::string DataFolder(const std::string& name) {
  const std::string data = absl::StrCat(testing::TempDir(), "/", name);
  std::filesystem::remove_all(data);
  return data;
}

std::unique_ptr<Process> Start(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), TestDataPath("cli/standpoint"));
  auto process = Process::Start(arguments);
  EXPECT_TRUE(process.ok()) << process.status();
  return process.ok() ? *std::move(process) : nullptr;
}

Outcome RunProgram(const std::vector<std::string>& arguments) {
  const std::unique_ptr<Process> process = Start(arguments);
  if (process == nullptr) return {-1000, ""};
  const int code = process->Wait();
  return {code, process->Output()};
}

// A server with one analysis process, and its address.
class Server {
 public:
  explicit Server(const std::string& data, const std::vector<std::string>& settings = {})
      : process_(Start(Command(data, settings))) {
    const auto address = process_->AwaitEvent("server_started", "address", kStartLimit);
    EXPECT_TRUE(address.ok()) << address.status();
    if (address.ok()) address_ = *address;
  }

  Process& process() { return *process_; }
  const std::string& address() const { return address_; }

  Outcome Ask(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--server", address_});
    return RunProgram(arguments);
  }

 private:
  static std::vector<std::string> Command(const std::string& data,
                                          const std::vector<std::string>& settings) {
    std::vector<std::string> command = {"serve",    "--data",      data,
                                        "--listen", "localhost:0", "--analyze.processes=1"};
    command.insert(command.end(), settings.begin(), settings.end());
    return command;
  }

  std::unique_ptr<Process> process_;
  std::string address_;
};

TEST(StandpointTest, ServesIngestsAnswersAndStopsInOrder) {
  const std::string data = DataFolder("served");
  {
    Server server(data);
    const Outcome ingested = server.Ask({"ingest", TestDataPath("samples/disputes"), "--wait"});
    EXPECT_EQ(ingested.code, 0) << ingested.output;
    EXPECT_TRUE(absl::StrContains(ingested.output, "34 documents taken in")) << ingested.output;
    const Outcome sides = server.Ask({"assess", "U.S. export controls on AI chips have backfired"});
    EXPECT_EQ(sides.code, 0) << sides.output;
    EXPECT_TRUE(absl::StrContains(sides.output, "FOR\n")) << sides.output;
    EXPECT_EQ(server.Ask({"assess", "Zebras enjoy jazz"}).code, 1);
    EXPECT_EQ(server.Ask({"documents", "get", "nosuchdocument"}).code, 1);
    EXPECT_EQ(server.Ask({"claims", "list", "--filter", "colour = red"}).code, 4);

    const Outcome second = RunProgram({"serve", "--data", data, "--listen", "localhost:0"});
    EXPECT_EQ(second.code, 4);
    EXPECT_TRUE(absl::StrContains(second.output, "is in use by another server")) << second.output;

    server.process().Signal(SIGTERM);
    EXPECT_EQ(server.process().Wait(), 0) << server.process().Output();
    EXPECT_EQ(server.Ask({"status"}).code, 3);
  }
  // Killed instead of stopped: what was acknowledged is there all the same.
  {
    Server server(data);
    EXPECT_TRUE(absl::StrContains(server.Ask({"status"}).output, "documents     34"));
    server.process().Signal(SIGKILL);
    EXPECT_EQ(server.process().Wait(), -SIGKILL);
  }
  Server server(data);
  EXPECT_TRUE(absl::StrContains(server.Ask({"status"}).output, "documents     34"));
}

// The drill: back up, lose everything, restore, go on.
TEST(StandpointTest, ABackupBringsBackWhatWasLost) {
  const std::string data = DataFolder("lost");
  const std::string restored = DataFolder("found");
  const std::string backups = DataFolder("backups");
  {
    Server server(data, {"--backup.directory", backups});
    const Outcome ingested = server.Ask({"ingest", TestDataPath("samples/disputes"), "--wait"});
    EXPECT_EQ(ingested.code, 0) << ingested.output;
    EXPECT_EQ(server.Ask({"backup", "create", "--keep", "3"}).code, 0);
    EXPECT_TRUE(absl::StrContains(server.Ask({"fsck"}).output, "The data is whole."));
    EXPECT_EQ(RunProgram({"fsck", "--data", data}).code, 4) << "a server has it open";
    EXPECT_EQ(server.Ask({"corpora", "delete", "default"}).code, 2) << "not without --yes";
    EXPECT_EQ(server.Ask({"corpora", "delete", "default", "--yes"}).code, 0);
    EXPECT_TRUE(absl::StrContains(server.Ask({"status"}).output, "documents     0"));
    EXPECT_EQ(server.Ask({"backup", "delete", "20000101-000000"}).code, 1);
    server.process().Signal(SIGKILL);
    EXPECT_EQ(server.process().Wait(), -SIGKILL);
  }
  std::filesystem::remove_all(data);
  EXPECT_EQ(RunProgram({"backup", "verify", "--from", backups}).code, 0);
  const Outcome outcome = RunProgram({"backup", "restore", "--from", backups, "--data", restored});
  EXPECT_EQ(outcome.code, 0) << outcome.output;
  EXPECT_TRUE(absl::StrContains(outcome.output, "34 documents")) << outcome.output;
  EXPECT_EQ(RunProgram({"fsck", "--data", restored}).code, 0);
  EXPECT_EQ(RunProgram({"fsck", "--data", backups}).code, 2) << "is no data directory";
  Server server(restored, {});
  EXPECT_TRUE(absl::StrContains(server.Ask({"status"}).output, "documents     34"));
  EXPECT_TRUE(absl::StrContains(server.Ask({"ingest", TestDataPath("samples/disputes")}).output,
                                "34 known before"))
      << "the register came back, too";
}

TEST(StandpointTest, SettingsAreCheckedBeforeAnythingIsTouched) {
  const std::string data = DataFolder("unmade");
  const Outcome unknown = RunProgram({"serve", "--data", data, "--queue.max-cuont=5"});
  EXPECT_EQ(unknown.code, 2);
  EXPECT_TRUE(absl::StrContains(unknown.output, "--queue.max-count")) << unknown.output;
  EXPECT_EQ(RunProgram({"serve"}).code, 2);
  const Outcome checked = RunProgram({"serve", "--data", data, "--check-config"});
  EXPECT_EQ(checked.code, 0) << checked.output;
  EXPECT_TRUE(absl::StrContains(checked.output, "localhost:7300")) << checked.output;
  EXPECT_FALSE(std::filesystem::exists(data));
}

}  // namespace
}  // namespace standpoint
