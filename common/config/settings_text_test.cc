#include "common/config/settings_text.h"

#include <random>
#include <string>

#include "absl/strings/match.h"
#include "common/config/settings.h"
#include "common/status/errors.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "standpoint/internal/example/v1/example.pb.h"

namespace standpoint {
namespace {

using google::protobuf::util::MessageDifferencer;
using internal::example::v1::Bakery;
using internal::example::v1::Oven;

TEST(SettingsTextTest, ReadsEveryKindOfValue) {
  Bakery bakery;
  const absl::Status status = ParseSettingsText("f", R"(
      # A comment.
      name: "Anna" "'s"   flour_bytes: "1.5GB", ovens_lit: 0;
      open: false
      breads: ["rye", "corn"] breads: "spelt"
      trays: [1, 2]
      oven { bake_time: "1h" heat: very_high tilt: -0.5 }
      spare_ovens: [ { heat: HEAT_LOW }, { bake_time { seconds: 90 } } ]
      spare_ovens: { tilt: 1 })",
                                                bakery);
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_EQ(bakery.name(), "Anna's");
  EXPECT_EQ(bakery.flour_bytes(), 1'500'000'000);
  EXPECT_TRUE(bakery.has_ovens_lit());
  EXPECT_TRUE(bakery.has_open());
  EXPECT_EQ(bakery.breads_size(), 3);
  EXPECT_EQ(bakery.trays(1), 2u);
  EXPECT_EQ(bakery.oven().bake_time().seconds(), 3600);
  EXPECT_EQ(bakery.oven().heat(), Oven::HEAT_VERY_HIGH);
  EXPECT_EQ(bakery.oven().tilt(), -0.5);
  ASSERT_EQ(bakery.spare_ovens_size(), 3);
  EXPECT_EQ(bakery.spare_ovens(1).bake_time().seconds(), 90);
  EXPECT_EQ(bakery.spare_ovens(2).tilt(), 1);
}

TEST(SettingsTextTest, SaysWhereAndWhatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"name: \"x\"\n  oven { heet: low }", "f:2:10: unknown setting heet; did you mean heat?"},
      {"colour: 1", "f:1:1: unknown setting colour"},
      {"ovens_lit: many", "f:1:12: ovens_lit: \"many\" is not a whole number"},
      {"ovens_lit: 1\novens_lit: 2", "f:2:1: ovens_lit is given twice"},
      {"ovens_lit: 9999999999", "f:1:12: ovens_lit: "},
      {"ovens_lit", "f:1:10: expected \":\" or \"{\""},
      {"ovens_lit:", "f:1:11: expected a value"},
      {"ovens_lit { }", "f:1:11: ovens_lit takes a value"},
      {"name: Anna", "f:1:7: name takes a text in quotation marks"},
      {"name: \"Anna", "f:1:12: "},
      {"oven: 3", "f:1:7: oven is a group"},
      {"oven { heat: low", "f:1:17: expected \"}\""},
      {"}", "f:1:1: this \"}\" closes nothing"},
      {"breads: [\"a\" \"b\"", "f:1:17: expected \",\" or \"]\""},
      {"oven { bake_time: 5 }", "f:1:19: bake_time: \"5\" is not a duration"},
      {"= 3", "f:1:1: expected the name of a setting"},
  };
  for (const auto& [text, message] : cases) {
    Bakery bakery;
    const absl::Status status = ParseSettingsText("f", text, bakery);
    ASSERT_FALSE(status.ok()) << text;
    EXPECT_EQ(ErrorReason(status), "INVALID_CONFIG");
    EXPECT_TRUE(absl::StartsWith(status.message(), message)) << status.message();
  }
}

Bakery RandomBakery(std::mt19937& random) {
  Bakery bakery;
  const auto chance = [&random] { return random() % 2 == 0; };
  if (chance()) {
    std::string name(random() % 5, '\0');
    for (char& c : name) {
      c = static_cast<char>(random() % 128);
    }
    bakery.set_name(name);
  }
  if (chance()) {
    bakery.set_flour_bytes(static_cast<int64_t>(random()) << random() % 20);
  }
  if (chance()) {
    bakery.set_ovens_lit(static_cast<int32_t>(random()));
  }
  if (chance()) {
    bakery.set_open(chance());
  }
  for (uint32_t i = random() % 3; i > 0; --i) {
    bakery.add_trays(random());
    bakery.add_breads("b,r e\"ad");
  }
  for (uint32_t i = random() % 3; i > 0; --i) {
    Oven& oven = chance() ? *bakery.mutable_oven() : *bakery.add_spare_ovens();
    oven.mutable_bake_time()->set_seconds(random() % 100'000);
    oven.mutable_bake_time()->set_nanos(static_cast<int32_t>(random() % 1'000'000'000));
    oven.set_tilt(static_cast<double>(random()) / 7 - 3e8);
    oven.set_heat(chance() ? Oven::HEAT_LOW : Oven::HEAT_VERY_HIGH);
  }
  return bakery;
}

// What we print, and what protobuf prints, reads back as the same message.
TEST(SettingsTextTest, ReadsWhatIsPrinted) {
  std::mt19937 random(11);
  for (int round = 0; round < 1000; ++round) {
    const Bakery bakery = RandomBakery(random);
    Bakery ours;
    ASSERT_TRUE(ParseSettingsText("f", PrintSettingsText(bakery), ours).ok())
        << ParseSettingsText("f", PrintSettingsText(bakery), ours) << PrintSettingsText(bakery);
    EXPECT_TRUE(MessageDifferencer::Equals(ours, bakery)) << PrintSettingsText(bakery);
    std::string text;
    ASSERT_TRUE(google::protobuf::TextFormat::PrintToString(bakery, &text));
    Bakery theirs;
    ASSERT_TRUE(ParseSettingsText("f", text, theirs).ok()) << text;
    EXPECT_TRUE(MessageDifferencer::Equals(theirs, bakery)) << text;
  }
}

TEST(SettingsTextTest, PrintsForPeople) {
  Bakery bakery;
  bakery.set_name("x");
  ASSERT_TRUE(ApplyDefaults(bakery).ok());
  EXPECT_EQ(PrintSettingsText(bakery),
            "name: \"x\"\nflour_bytes: \"64MiB\"\novens_lit: 2\nopen: true\nbreads: \"rye\"\n"
            "breads: \"wheat\"\noven {\n  bake_time: \"45m\"\n  heat: HEAT_LOW\n}\n");
}

}  // namespace
}  // namespace standpoint
