#include "store/index/words.h"

#include "gtest/gtest.h"
#include "store/index/impact.h"

namespace standpoint {
namespace {

std::vector<std::string> Stems(absl::string_view text) {
  std::vector<std::string> stems;
  for (const IndexWord& word : IndexWords(text)) {
    stems.push_back(word.stem);
  }
  return stems;
}

using Words = std::vector<std::string>;

TEST(WordsTest, FormsOfAWordMeet) {
  EXPECT_EQ(Stems("Controls controlled"), (Words{"control", "control"}));
  EXPECT_EQ(Stems("the ministers' plan, Rao's plan"),
            (Words{"the", "minist", "plan", "rao", "plan"}));
  EXPECT_EQ(Stems("U.S.-led US us 3.5 percent."),
            (Words{"u.s", "led", "u.s", "us", "3.5", "percent"}));
  EXPECT_EQ(Stems("MÜLLER"), Stems("Müller"));
  EXPECT_TRUE(Stems(" -- !").empty());
}

TEST(WordsTest, PlacesAreBytesOfTheText) {
  const std::string text = "Größe \xFF of Rao\u2019s \xE2\x80";
  for (const IndexWord& word : IndexWords(text)) {
    EXPECT_LT(word.begin, word.end);
    EXPECT_LE(word.end, text.size());
  }
  const auto words = IndexWords("of Rao");
  ASSERT_EQ(words.size(), 2u);
  EXPECT_TRUE(words[0].is_stop);
  EXPECT_FALSE(words[1].is_stop);
  EXPECT_EQ(words[1].begin, 3u);
  EXPECT_EQ(words[1].end, 6u);
}

TEST(ImpactTest, MoreOftenAndShorterWeighsMore) {
  EXPECT_GT(ImpactOf(2, 8, 8), ImpactOf(1, 8, 8));
  EXPECT_GT(ImpactOf(1, 4, 8), ImpactOf(1, 20, 8));
  EXPECT_GE(ImpactOf(0.1F, 10000, 8), 1);
  EXPECT_LE(ImpactOf(10000, 0, 8), 63);
  EXPECT_GT(RarityOf(1000, 1), RarityOf(1000, 100));
  EXPECT_GE(RarityOf(0, 0), 1u);
  EXPECT_GT(ScoreOf(100), ScoreOf(50));
}

}  // namespace
}  // namespace standpoint
