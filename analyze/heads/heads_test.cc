// The heads that ship against what their trainer said of the same sentences, and what their scores mean.

#include "analyze/heads/heads.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "analyze/language/language_engine.h"
#include "analyze/language/model_path.h"
#include "analyze/language/syntax.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

const LanguageEngine& Engine() {
  static const LanguageEngine& engine = *[] {
    const std::string model = *FindLanguageModel("");
    return LanguageEngine::Load(model, *FindHeadsModel(model)).value().release();
  }();
  return engine;
}

Syntax Read(const std::string& text) {
  LanguageWorkspace workspace;
  return *Engine().Read(text, absl::InfiniteFuture(), workspace);
}

struct Words {
  uint32_t first = 0, last = 0;
};

// The words that lie in `part` of the text.
Words WordsOf(const std::string& text, const std::string& part, const Syntax& syntax) {
  const size_t begin = text.find(part);
  Words words;
  while (syntax.segments.words[words.first].end <= begin) ++words.first;
  words.last = words.first;
  while (words.last < syntax.segments.words.size() &&
         syntax.segments.words[words.last].begin < begin + part.size()) {
    ++words.last;
  }
  return words;
}

double Number(const std::string& digits) {
  double number = 0;
  EXPECT_TRUE(absl::SimpleAtod(digits, &number)) << digits;
  return number;
}

// The differences come from 8-bit weights and states.
TEST(HeadsTest, SaysWhatTheTrainerSaid) {
  std::ifstream sample("analyze/heads/testdata/sample.tsv");
  int sentences = 0;
  for (std::string line; std::getline(sample, line); ++sentences) {
    const std::vector<std::string> columns = absl::StrSplit(line, '\t');
    ASSERT_EQ(columns.size(), 7u) << line;
    const Syntax syntax = Read(columns[0]);
    const auto count = static_cast<uint32_t>(syntax.segments.words.size());
    EXPECT_NEAR(Engine().heads()->check_worthiness().Of(syntax.head_scores, 0, count),
                Number(columns[2]), 0.05)
        << line;
    const Words target = WordsOf(columns[0], columns[1], syntax);
    const Polarities found =
        Engine().heads()->target_polarity().Of(syntax, target.first, target.last);
    EXPECT_NEAR(found.negative, Number(columns[3]), 0.08) << line;
    EXPECT_NEAR(found.neutral, Number(columns[4]), 0.08) << line;
    EXPECT_NEAR(found.positive, Number(columns[5]), 0.08) << line;
    const std::vector<std::string> factualities = absl::StrSplit(columns[6], ' ');
    ASSERT_EQ(factualities.size(), count) << line;
    for (uint32_t word = 0; word < count; ++word) {
      const WordScores& scores = syntax.head_scores.words[word];
      if (scores.is_predicate) {
        EXPECT_NEAR(scores.factuality.value(), Number(factualities[word]), 0.15) << line << word;
      }
    }
  }
  EXPECT_GE(sentences, 5);
}

TEST(HeadsTest, NegationAndModalsMakeLessFactual) {
  const auto factuality = [](const std::string& text, const std::string& predicate) {
    const Syntax syntax = Read(text);
    const WordScores& scores = syntax.head_scores.words[WordsOf(text, predicate, syntax).first];
    EXPECT_TRUE(scores.is_predicate) << text;
    return scores.factuality.value();
  };
  const float plain = factuality("The council approved the plan.", "approved");
  EXPECT_GT(plain, 1);
  EXPECT_LT(factuality("The council did not approve the plan.", "approve"), plain - 1);
  EXPECT_LT(factuality("The council might approve the plan.", "approve"), plain - 0.5F);
}

TEST(HeadsTest, FactsAreWorthMoreOfACheckThanGreetings) {
  const auto worth = [](const std::string& text) {
    const Syntax syntax = Read(text);
    return Engine().heads()->check_worthiness().Of(
        syntax.head_scores, 0, static_cast<uint32_t>(syntax.segments.words.size()));
  };
  EXPECT_GT(worth("Unemployment has risen by 12 percent since 2009."),
            worth("Good evening, and thank you all for coming.") + 0.2F);
  EXPECT_EQ(worth(""), 0);
}

TEST(HeadsTest, WithoutWordsOrScoresATargetIsNeutral) {
  const Syntax syntax = Read("He praised the plan.");
  EXPECT_EQ(Engine().heads()->target_polarity().Of(syntax, 2, 2).neutral, 1);
  EXPECT_EQ(Engine().heads()->target_polarity().Of(Syntax(), 0, 1).neutral, 1);
}

TEST(HeadsTest, LongSentencesAreReadInTime) {
  std::string text;
  for (int i = 0; i < 3000; ++i) absl::StrAppend(&text, "and the boat ", i, " ");
  const Syntax syntax = Read(text);
  ASSERT_EQ(syntax.head_scores.words.size(), syntax.segments.words.size());
  EXPECT_TRUE(std::isfinite(Engine().heads()->target_polarity().Of(syntax, 1, 3).positive));
}

TEST(HeadsTest, FilesThatDoNotFitAreNamed) {
  const std::string model = *FindLanguageModel("");
  const auto reason = [&](const std::string& path) {
    return ErrorReason(LanguageEngine::Load(model, path).status());
  };
  EXPECT_EQ(reason("/no/such/heads.lm"), "MODEL_FILE_UNREADABLE");
  EXPECT_EQ(reason(model), "MODEL_FILE_MISMATCH");  // no sections of heads in it
  const std::string heads = *FindHeadsModel(model);
  std::ifstream in(heads, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  bytes[bytes.size() / 2] ^= 1;
  const std::string damaged = absl::StrCat(testing::TempDir(), "/damaged.lm");
  std::ofstream(damaged, std::ios::binary) << bytes;
  EXPECT_EQ(reason(damaged), "MODEL_FILE_DAMAGED");
}

}  // namespace
}  // namespace standpoint
