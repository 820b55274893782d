#include "common/config/settings.h"

#include <memory>
#include <set>
#include <string>

#include "absl/strings/match.h"
#include "common/config/setting_value.h"
#include "common/config/settings_help.h"
#include "common/status/errors.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "gtest/gtest.h"
#include "standpoint/internal/example/v1/example.pb.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {
namespace {

using internal::example::v1::Bakery;
using internal::example::v1::Oven;

TEST(ApplyDefaultsTest, FillsWhatIsMissing) {
  Bakery bakery;
  ASSERT_TRUE(ApplyDefaults(bakery).ok());
  EXPECT_EQ(bakery.flour_bytes(), 64 << 20);
  EXPECT_EQ(bakery.ovens_lit(), 2);
  EXPECT_TRUE(bakery.open());
  ASSERT_EQ(bakery.breads_size(), 2);
  EXPECT_EQ(bakery.breads(1), "wheat");
  EXPECT_EQ(bakery.oven().bake_time().seconds(), 45 * 60);
  EXPECT_EQ(bakery.oven().heat(), Oven::HEAT_LOW);
  EXPECT_FALSE(bakery.has_name());
}

TEST(ApplyDefaultsTest, LeavesWhatIsThereZerosIncluded) {
  Bakery bakery;
  bakery.set_ovens_lit(0);
  bakery.set_open(false);
  bakery.add_breads("corn");
  bakery.mutable_oven()->mutable_bake_time();
  bakery.add_spare_ovens();
  ASSERT_TRUE(ApplyDefaults(bakery).ok());
  EXPECT_EQ(bakery.ovens_lit(), 0);
  EXPECT_FALSE(bakery.open());
  EXPECT_EQ(bakery.breads_size(), 1);
  EXPECT_EQ(bakery.oven().bake_time().seconds(), 0);
  EXPECT_EQ(bakery.spare_ovens(0).bake_time().seconds(), 45 * 60);
}

TEST(CheckSettingsTest, NamesWhatIsOutOfRange) {
  Bakery good;
  good.set_name("Anna's");
  ASSERT_TRUE(ApplyDefaults(good).ok());
  ASSERT_TRUE(CheckSettings(good).ok());
  const auto fault = [&good](auto change) {
    Bakery bakery = good;
    change(bakery);
    return std::string(CheckSettings(bakery).message());
  };
  EXPECT_TRUE(absl::StartsWith(fault([](Bakery& b) { b.clear_name(); }), "name: must be set"));
  EXPECT_TRUE(absl::StartsWith(fault([](Bakery& b) { b.set_name(""); }), "name: must be set"));
  EXPECT_TRUE(absl::StartsWith(fault([](Bakery& b) { b.set_flour_bytes(-1); }), "flour_bytes: "));
  EXPECT_TRUE(absl::StartsWith(
      fault([](Bakery& b) { b.mutable_oven()->mutable_bake_time()->set_seconds(59); }),
      "oven.bake_time: must be at least 1m"));
  EXPECT_TRUE(absl::StartsWith(fault([](Bakery& b) { b.mutable_oven()->set_tilt(1.6); }),
                               "oven.tilt: must be at most 1.5"));
  EXPECT_TRUE(absl::StartsWith(fault([](Bakery& b) { b.add_spare_ovens()->set_tilt(-2); }),
                               "spare_ovens[0].tilt: "));
}

TEST(ListSettingsTest, GoesIntoGroupsInOrder) {
  std::string paths;
  for (const SettingField& setting : ListSettings(*Bakery::descriptor())) {
    paths += setting.path + " ";
  }
  EXPECT_EQ(paths,
            "name flour_bytes ovens_lit open breads trays oven.bake_time oven.heat oven.tilt ");
}

TEST(SetSettingTest, SetsAndReplaces) {
  Bakery bakery;
  bakery.add_breads("corn");
  for (const SettingField& setting : ListSettings(*Bakery::descriptor())) {
    if (setting.path == "breads") {
      EXPECT_TRUE(SetSetting(setting, "rye, spelt", bakery).ok());
    } else if (setting.path == "oven.bake_time") {
      EXPECT_TRUE(SetSetting(setting, "1h30m", bakery).ok());
    } else if (setting.path == "trays") {
      const absl::Status status = SetSetting(setting, "4,x", bakery);
      EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
      EXPECT_TRUE(absl::StartsWith(status.message(), "trays: \"x\"")) << status;
    }
  }
  ASSERT_EQ(bakery.breads_size(), 2);
  EXPECT_EQ(bakery.breads(1), "spelt");
  EXPECT_EQ(bakery.oven().bake_time().seconds(), 5400);
}

// All settings of the servers: their defaults can be read and lie in their ranges, each has a help
// text, `optional` where 0 may be meant, and a variable of its own.
TEST(ServerSettingsTest, OptionsAreSound) {
  const auto& file = *internal::v1::ServerConfig::descriptor()->file();
  for (int i = 0; i < file.message_type_count(); ++i) {
    const google::protobuf::Descriptor& type = *file.message_type(i);
    const std::unique_ptr<google::protobuf::Message> message(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
    EXPECT_TRUE(ApplyDefaults(*message).ok()) << ApplyDefaults(*message);
    const absl::Status range = CheckSettings(*message);
    EXPECT_TRUE(range.ok() || absl::EndsWith(range.message(), "must be set")) << range;
    std::set<std::string> variables;
    for (const SettingField& setting : ListSettings(type)) {
      const std::string where = std::string(type.name()) + "." + setting.path;
      EXPECT_FALSE(SettingOf(setting.value()).help().empty()) << where;
      EXPECT_TRUE(setting.value().is_repeated() || setting.value().has_presence()) << where;
      EXPECT_TRUE(variables.insert(VariableName(setting)).second) << where;
    }
  }
}

TEST(ParseByteSizeTest, KnowsUnits) {
  const std::pair<const char*, int64_t> good[] = {{"0", 0},
                                                  {"4096", 4096},
                                                  {"1KiB", 1024},
                                                  {"64MiB", 64 << 20},
                                                  {"64mib", 64 << 20},
                                                  {"1.5 GB", 1'500'000'000},
                                                  {"2TiB", int64_t{2} << 40},
                                                  {"7B", 7}};
  for (const auto& [text, bytes] : good) {
    const auto parsed = ParseByteSize(text);
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_EQ(*parsed, bytes) << text;
  }
  for (const char* bad : {"", "MiB", "1.5", "1XB", "1 2", "1e3", "9999999999TiB", "0x10", "--1"}) {
    EXPECT_FALSE(ParseByteSize(bad).ok()) << bad;
  }
}

TEST(ParseDurationSettingTest, KnowsUnits) {
  EXPECT_EQ(ParseDurationSetting("1.5s")->nanos(), 500'000'000);
  EXPECT_EQ(ParseDurationSetting("5m")->seconds(), 300);
  EXPECT_EQ(ParseDurationSetting("0")->seconds(), 0);
  for (const char* bad : {"", "5", "s", "inf", "-inf", "5 minutes", "999999999999h"}) {
    EXPECT_FALSE(ParseDurationSetting(bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace standpoint
