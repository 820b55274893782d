#include "analyze/encode/word_features.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(WordFeaturesTest, TheSameAsInTraining) {
  std::ifstream in("analyze/encode/testdata/word_features.tsv");
  std::string line;
  size_t words = 0;
  while (std::getline(in, line)) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    ASSERT_EQ(fields.size(), 3u) << line;
    const WordFeatures features(fields[0]);
    EXPECT_EQ(features.normalised(), absl::string_view(fields[1])) << fields[0];
    std::string rows;
    for (const uint32_t hash : features.hashes()) {
      absl::StrAppend(&rows, rows.empty() ? "" : " ", hash & 0xFFFF);
    }
    EXPECT_EQ(rows, fields[2]) << fields[0];
    ++words;
  }
  EXPECT_GT(words, 300u);
}

TEST(WordFeaturesTest, EachMalformedByteIsAReplacementCharacter) {
  EXPECT_EQ(WordFeatures("a\xC3(\xE2\x82z").normalised(),
            "a\xEF\xBF\xBD(\xEF\xBF\xBD\xEF\xBF\xBDz");
  EXPECT_EQ(WordFeatures("\xED\xA0\x80").normalised().size(), 9u);  // a surrogate
  EXPECT_EQ(WordFeatures("").normalised(), "");
}

TEST(WordFeaturesTest, OnlyTheFirstCharactersCount) {
  const std::string cut(64, 'q');
  EXPECT_EQ(WordFeatures(cut).hashes(), WordFeatures(cut + std::string(100'000, 'z')).hashes());
  EXPECT_EQ(WordFeatures(std::string(100'000, '\xFF')).normalised().size(), 3 * 64u);
}

}  // namespace
}  // namespace standpoint
