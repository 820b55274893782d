// The whole in one process, from files to answers, through the commands that people use.

#include "cli/serve/all_in_one.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/commands/assess.h"
#include "cli/commands/claims.h"
#include "cli/commands/documents.h"
#include "cli/commands/ingest.h"
#include "cli/commands/status.h"
#include "cli/serve/data_lock.h"
#include "cli/testing/captured_console.h"
#include "common/status/errors.h"
#include "common/testing/golden.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

internal::v1::StandaloneConfig Settings(const std::string& name) {
  const std::string data = absl::StrCat(testing::TempDir(), "/", name);
  std::filesystem::remove_all(data);
  internal::v1::StandaloneConfig settings;
  settings.set_data(data);
  settings.mutable_server()->set_address("localhost:0");
  settings.mutable_analyze()->set_isolated(false);
  return settings;
}

struct Outcome {
  ExitCode code;
  std::string out;
  std::string err;
};

// Runs a command against `server`.
template <typename Command, typename Options>
Outcome RunOn(const AllInOne& server, Command command, const Options& options) {
  ConnectionOptions connection_options;
  connection_options.server = server.address();
  Connection connection(connection_options, Clock::Real());
  CapturedConsole captured;
  const ExitCode code = command(options, connection, captured.console());
  return {code, captured.out(), captured.err()};
}

IngestOptions SampleFiles() {
  IngestOptions options;
  options.paths = {TestDataPath("samples/disputes")};
  options.wait = true;
  options.json = true;
  return options;
}

TEST(AllInOneTest, FromFilesToBothSides) {
  const internal::v1::StandaloneConfig settings = Settings("walk");
  {
    const auto server = AllInOne::Start(settings);
    ASSERT_TRUE(server.ok()) << server.status();
    const Outcome ingested = RunOn(**server, &Ingest, SampleFiles());
    ASSERT_EQ(ingested.code, ExitCode::kOk) << ingested.out << ingested.err;
    EXPECT_EQ(nlohmann::json::parse(ingested.out)["accepted"], 34);
    const Outcome again = RunOn(**server, &Ingest, SampleFiles());
    EXPECT_EQ(nlohmann::json::parse(again.out)["accepted"], 0);
    EXPECT_EQ(nlohmann::json::parse(again.out)["already_existing"], 34);

    AssessOptions assess;
    assess.proposition = "U.S. export controls on AI chips have backfired";
    const Outcome sides = RunOn(**server, &Assess, assess);
    EXPECT_EQ(sides.code, ExitCode::kOk) << sides.err;
    EXPECT_TRUE(absl::StrContains(sides.out, "AGAINST")) << sides.out;
    assess.json = true;
    const auto answer = nlohmann::json::parse(RunOn(**server, &Assess, assess).out);
    EXPECT_GT(answer["sides"][0]["voice_count"], 0);
    EXPECT_GT(answer["sides"][1]["voice_count"], 0);
    EXPECT_EQ(RunOn(**server, &ShowStatus, StatusOptions{}).code, ExitCode::kOk);
  }
  // What was acknowledged is there after a restart.
  const auto server = AllInOne::Start(settings);
  ASSERT_TRUE(server.ok()) << server.status();
  ListOptions list;
  list.page.limit = 0;
  list.json = true;
  const Outcome documents = RunOn(**server, &ListDocuments, list);
  EXPECT_EQ(std::count(documents.out.begin(), documents.out.end(), '\n'), 34);
  list.filter.source = "open-lattice";
  list.filter.since = "2024";
  EXPECT_EQ(RunOn(**server, &ListDocuments, list).out.find("2023-"), std::string::npos);
  const Outcome claims = RunOn(**server, &ListClaims, list);
  EXPECT_EQ(claims.code, ExitCode::kOk) << claims.err;
  EXPECT_TRUE(absl::StrContains(claims.out, "\"source\":\"open-lattice\"")) << claims.err;
}

TEST(AllInOneTest, OneServerPerFolder) {
  const internal::v1::StandaloneConfig settings = Settings("locked");
  const auto first = AllInOne::Start(settings);
  ASSERT_TRUE(first.ok()) << first.status();
  const auto second = AllInOne::Start(settings);
  EXPECT_EQ(ErrorReason(second.status()), "DATA_IN_USE");
  EXPECT_TRUE(absl::StrContains(second.status().message(), "is in use by another server (process "))
      << second.status();
}

TEST(AllInOneTest, PortThatIsTakenIsNamed) {
  const auto first = AllInOne::Start(Settings("first"));
  ASSERT_TRUE(first.ok()) << first.status();
  internal::v1::StandaloneConfig settings = Settings("second");
  settings.mutable_server()->set_address((*first)->address());
  EXPECT_EQ(ErrorReason(AllInOne::Start(settings).status()), "CANNOT_LISTEN");
}

TEST(DataLockTest, EndsWithItsHolder) {
  const std::string data = testing::TempDir() + "/lock/deep/down";
  { ASSERT_TRUE(DataLock::Acquire(data).ok()); }
  EXPECT_TRUE(DataLock::Acquire(data).ok());
  EXPECT_FALSE(DataLock::Acquire("/proc/no").ok());
}

}  // namespace
}  // namespace standpoint
