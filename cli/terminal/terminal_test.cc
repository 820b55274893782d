#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/terminal/columns.h"
#include "cli/terminal/style.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(ColumnsTest, CountsWhatTheTerminalShows) {
  EXPECT_EQ(ColumnsOf("abc"), 3);
  EXPECT_EQ(ColumnsOf("naïve"), 5);
  EXPECT_EQ(ColumnsOf("e\u0301"), 1);
  EXPECT_EQ(ColumnsOf("芯片"), 4);
}

TEST(ColumnsTest, CutsBetweenCharacters) {
  EXPECT_EQ(CutToColumns("芯片出口", 8, true), "芯片出口");
  EXPECT_EQ(CutToColumns("芯片出口", 6, true), "芯片…");
  EXPECT_EQ(CutToColumns("export controls", 10, false), "export...");
  EXPECT_EQ(CutToColumns("export", 2, false), "");
}

TEST(ColumnsTest, NothingOfADocumentReachesTheTerminalUnchecked) {
  EXPECT_EQ(Printable("a\x1b[31mb"), "a\xEF\xBF\xBD[31mb");
  EXPECT_EQ(Printable("a\n\n\tb"), "a b");
  EXPECT_EQ(Printable("x\xff"), "x\xEF\xBF\xBD");
  EXPECT_EQ(Printable("\u202Ereversed"), "\xEF\xBF\xBDreversed");
}

std::string WrapPlain(const StyledText& text, int width) {
  Style style;
  return JoinLines(Wrap(text, style, width, 0, 2));
}

TEST(WrapTest, BreaksAtBlanks) {
  EXPECT_EQ(WrapPlain(StyledText().Add("the controls have backfired"), 14),
            "the controls\n  have\n  backfired\n");
}

TEST(WrapTest, BreaksAWordThatDoesNotFit) {
  EXPECT_EQ(WrapPlain(StyledText().Add("aaaaaaaaaaaaaaaaaa"), 10), "aaaaaaaaaa\n  aaaaaaaa\n");
}

TEST(WrapTest, WordOfSeveralInksStaysTogether) {
  Style style;
  style.color = true;
  const auto lines =
      Wrap(StyledText().Add("a ").Add("b c", kRed).Add(".", kPlain), style, 20, 0, 0);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].text, "a \x1b[31mb c\x1b[0m.");
  EXPECT_EQ(lines[0].columns, 6);
}

TEST(WrapTest, InkEndsWithTheLine) {
  Style style;
  style.color = true;
  const auto lines = Wrap(StyledText().Add("bbbbbbbb cccccccc", kRed), style, 10, 0, 0);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].text, "\x1b[31mbbbbbbbb\x1b[0m");
  EXPECT_EQ(lines[1].text, "\x1b[31mcccccccc\x1b[0m");
}

TEST(WrapTest, EvidenceIsMarkedWithAndWithoutColour) {
  Style style;
  StyledText plain;
  AddEvidence(plain, style, "works");
  EXPECT_EQ(Wrap(plain, style, 20, 0, 0)[0].text, "«works»");
  style.unicode = false;
  StyledText ascii;
  AddEvidence(ascii, style, "works");
  EXPECT_EQ(Wrap(ascii, style, 20, 0, 0)[0].text, "[works]");
  style.color = true;
  StyledText colored;
  AddEvidence(colored, style, "works", kRed);
  EXPECT_EQ(Wrap(colored, style, 20, 0, 0)[0].text, "\x1b[4;31mworks\x1b[0m");
}

TEST(BesideTest, PadsByVisibleWidth) {
  const std::vector<Line> left = {{"\x1b[31mab\x1b[0m", 2}};
  const std::vector<Line> right = {{"x", 1}, {"y", 1}};
  EXPECT_EQ(JoinLines(Beside(left, right, 4, "| ")), "\x1b[31mab\x1b[0m  | x\n    | y\n");
}

TEST(DetectStyleTest, ObeysFlagsAndEnvironment) {
  std::map<std::string, std::string> variables = {{"COLUMNS", "500"}, {"LC_ALL", "C"}};
  const auto environment = [&](const char* name) { return variables[name]; };
  const Style style = DetectStyle(-1, ColorMode::kAuto, environment);
  EXPECT_FALSE(style.color);
  EXPECT_FALSE(style.unicode);
  EXPECT_EQ(style.width, 160);
  variables = {{"LANG", "en_US.UTF-8"}};
  EXPECT_TRUE(DetectStyle(-1, ColorMode::kAlways, environment).color);
  EXPECT_TRUE(DetectStyle(-1, ColorMode::kAlways, environment).unicode);
  EXPECT_EQ(DetectStyle(-1, ColorMode::kAlways, environment).width, 80);
}

}  // namespace
}  // namespace standpoint
