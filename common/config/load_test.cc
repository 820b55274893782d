#include "common/config/load.h"

#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/config/nearest.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "standpoint/internal/example/v1/example.pb.h"

namespace standpoint {
namespace {

using internal::example::v1::Bakery;

std::string WriteFile(const std::string& text) {
  const std::string name = absl::StrCat(std::getenv("TEST_TMPDIR"), "/settings.txtpb");
  std::ofstream(name) << text;
  return name;
}

absl::StatusOr<LoadedConfig> Load(std::vector<std::string> arguments, Bakery& bakery,
                                  std::map<std::string, std::string> environment = {}) {
  ConfigSources sources;
  sources.program = "bakery";
  sources.description = "Bakes.";
  sources.arguments = std::move(arguments);
  sources.environment = std::move(environment);
  return LoadConfig(sources, bakery);
}

std::string Fault(std::vector<std::string> arguments,
                  std::map<std::string, std::string> environment = {}) {
  Bakery bakery;
  const auto loaded = Load(std::move(arguments), bakery, std::move(environment));
  EXPECT_FALSE(loaded.ok());
  EXPECT_EQ(ErrorReason(loaded.status()), "INVALID_CONFIG");
  return std::string(loaded.status().message());
}

TEST(LoadConfigTest, FlagsAreStrongerThanTheEnvironmentAndThatThanTheFile) {
  const std::string file = WriteFile("name: 'file' ovens_lit: 7 trays: 1 oven { tilt: 1 }");
  Bakery bakery;
  ASSERT_TRUE(Load({"--config", file, "--ovens-lit=9"}, bakery,
                   {{"STANDPOINT_OVENS_LIT", "8"}, {"STANDPOINT_TRAYS", "2,3"}, {"HOME", "/"}})
                  .ok());
  EXPECT_EQ(bakery.name(), "file");
  EXPECT_EQ(bakery.ovens_lit(), 9);
  EXPECT_EQ(bakery.trays_size(), 2);
  EXPECT_EQ(bakery.oven().tilt(), 1);
  EXPECT_EQ(bakery.flour_bytes(), 64 << 20) << "the default";
}

TEST(LoadConfigTest, TakesFlagsInEachForm) {
  Bakery bakery;
  ASSERT_TRUE(Load({"--name", "-x", "--oven.bake-time=5m", "--oven.bake_time", "6m", "--open=false",
                    "--flour_bytes=1GiB"},
                   bakery)
                  .ok());
  EXPECT_EQ(bakery.name(), "-x");
  EXPECT_EQ(bakery.oven().bake_time().seconds(), 360) << "the last one counts";
  EXPECT_FALSE(bakery.open());
  ASSERT_TRUE(Load({"--open", "--name=y"}, bakery).ok());
  EXPECT_TRUE(bakery.open());
}

TEST(LoadConfigTest, RefusesWhatItDoesNotKnow) {
  EXPECT_EQ(Fault({"--nam=x"}), "unknown flag --nam; did you mean --name?");
  EXPECT_EQ(Fault({"--oven.baketime", "5m"}),
            "unknown flag --oven.baketime; did you mean --oven.bake-time?");
  EXPECT_EQ(Fault({"--spare-ovens=1"}), "unknown flag --spare-ovens");
  EXPECT_EQ(Fault({"name"}), "unexpected argument \"name\"; see --help");
  EXPECT_EQ(Fault({"--"}), "unexpected argument \"--\"; see --help");
  EXPECT_EQ(Fault({}, {{"STANDPOINT_OVEN_BAKETIME", "5m"}}),
            "unknown environment variable STANDPOINT_OVEN_BAKETIME; did you mean "
            "STANDPOINT_OVEN_BAKE_TIME?");
  const std::string file = WriteFile("\nnaem: 'x'");
  EXPECT_EQ(Fault({"--config", file}),
            absl::StrCat(file, ":2:1: unknown setting naem; did you mean name?"));
}

TEST(LoadConfigTest, RefusesWrongValues) {
  EXPECT_EQ(Fault({"--name"}), "--name needs a value");
  EXPECT_EQ(Fault({}), "name: must be set");
  EXPECT_EQ(Fault({"--name=x", "--oven.bake-time=1s"}), "oven.bake_time: must be at least 1m");
  EXPECT_TRUE(absl::StartsWith(Fault({"--ovens-lit=x"}), "--ovens_lit: \"x\" is not"));
  EXPECT_TRUE(absl::StartsWith(Fault({}, {{"STANDPOINT_OPEN", "maybe"}}),
                               "STANDPOINT_OPEN: open: \"maybe\" is not true or false"));
  EXPECT_EQ(Fault({"--config=/nowhere"}), "/nowhere: cannot be read");
}

TEST(LoadConfigTest, VariablesOfTheCommandLineAndTheFilesVariable) {
  Bakery bakery;
  const std::string file = WriteFile("name: 'x'");
  EXPECT_TRUE(Load({}, bakery,
                   {{"STANDPOINT_SERVER", "a:1"},
                    {"STANDPOINT_INGEST_SERVER", "a:1"},
                    {"STANDPOINT_QUERY_SERVER", "a:2"},
                    {"STANDPOINT_LANGUAGE_MODEL", "/models/english.lm"},
                    {"STANDPOINT_HEADS_MODEL", ""},
                    {"STANDPOINT_CONFIG", file}})
                  .ok());
  EXPECT_EQ(bakery.name(), "x");
}

TEST(LoadConfigTest, CheckConfigPrintsWhatIsInEffect) {
  Bakery bakery;
  const auto loaded = Load({"--name=x", "--check-config"}, bakery);
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_FALSE(loaded->run);
  EXPECT_TRUE(absl::StrContains(loaded->output, "bake_time: \"45m\"")) << loaded->output;
  EXPECT_EQ(Fault({"--check-config"}), "name: must be set");
}

TEST(LoadConfigTest, HelpListsEverySetting) {
  Bakery bakery;
  const auto loaded = Load({"--help"}, bakery);
  ASSERT_TRUE(loaded.ok());
  EXPECT_FALSE(loaded->run);
  for (const char* part :
       {"Bakes.", "--check-config", "--name=text\n      What it is called. [must be set]",
        "--flour-bytes=size\n      How much flour. [64MiB; at least 0]",
        "--oven.bake-time=duration\n      How long to bake. [45m; 1m to 3h]",
        "--oven.heat=low|very_high"}) {
    EXPECT_TRUE(absl::StrContains(loaded->output, part)) << part << "\n" << loaded->output;
  }
  EXPECT_TRUE(absl::StartsWith(Load({"--version"}, bakery)->output, "bakery "));
}

// The plain definition, exponential and slow.
int NaiveDistance(absl::string_view a, absl::string_view b) {
  if (a.empty() || b.empty()) {
    return static_cast<int>(a.size() + b.size());
  }
  int least = std::min({NaiveDistance(a.substr(1), b) + 1, NaiveDistance(a, b.substr(1)) + 1,
                        NaiveDistance(a.substr(1), b.substr(1)) + (a[0] != b[0])});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0]) {
    least = std::min(least, NaiveDistance(a.substr(2), b.substr(2)) + 1);
  }
  return least;
}

TEST(NearestTest, DistanceAgreesWithTheDefinition) {
  std::mt19937 random(5);
  const auto word = [&random] {
    std::string text(random() % 6, 'a');
    for (char& c : text) {
      c = static_cast<char>('a' + random() % 3);
    }
    return text;
  };
  for (int round = 0; round < 2000; ++round) {
    const std::string a = word();
    const std::string b = word();
    ASSERT_EQ(EditDistance(a, b), NaiveDistance(a, b)) << a << " " << b;
  }
}

TEST(NearestTest, NothingIsNearWhatIsFar) {
  EXPECT_EQ(Nearest("abcdef", {"abcdxy", "abcdeg"}), "abcdeg");
  EXPECT_EQ(Nearest("abcdef", {"uvwxyz"}), "");
  EXPECT_EQ(Nearest("", {"a"}), "");
}

}  // namespace
}  // namespace standpoint
