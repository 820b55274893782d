#include <cstddef>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "analyze/pipeline/analyzer.h"
#include "analyze/pipeline/invariants.h"
#include "gtest/gtest.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {
namespace {

// Words and marks that the steps look at, in any order: most sequences are no English, all have to be survived.
const char* const kPieces[] = {
    "The minister",
    "said",
    "that",
    ",",
    ".",
    "\xE2\x80\x9C",
    "\xE2\x80\x9D",
    "\"",
    "and",
    "but",
    "which",
    "who",
    "claims",
    "deny",
    "the argument",
    "is",
    "a myth",
    "not",
    "if",
    "would",
    "to",
    "according to",
    "\xE2\x80\x94",
    ":",
    ";",
    "U.S.",
    "Dr.",
    "No.",
    "\n",
    "\n\n",
    "she",
    "warned",
    "of",
    "by",
    "accused",
    "caf\xC3\xA9",
    "\xF0\x9F\x99\x82",
    "(",
    ")",
    "?",
    "!",
    "should be lifted",
    "it's",
    "don\xE2\x80\x99t",
    "-",
    "5",
    "%",
    "in order to",
    "although",
};

TEST(AnalyzerPropertyTest, InvariantsHoldForAnySequence) {
  const std::unique_ptr<Analyzer> analyzer = Analyzer::Load().value();
  std::mt19937 random(20240607);
  std::uniform_int_distribution<size_t> piece(0, std::size(kPieces) - 1);
  std::uniform_int_distribution<size_t> length(0, 60);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::string> pieces(length(random));
    for (std::string& word : pieces) {
      word = kPieces[piece(random)];
    }
    const std::string text = absl::StrJoin(pieces, round % 3 == 0 ? "" : " ");
    const absl::StatusOr<v1::Analysis> analysis = analyzer->Analyze(text);
    ASSERT_TRUE(analysis.ok()) << analysis.status();
    ASSERT_EQ(BrokenInvariant(text, *analysis), "") << text;
    ASSERT_EQ(analysis->SerializeAsString(), analyzer->Analyze(text)->SerializeAsString()) << text;
  }
}

// What a sentence yields is bounded by its own length: reading it again and again beside itself yields as much each time.
TEST(AnalyzerPropertyTest, ResultsGrowWithTheTextAndNotFaster) {
  const std::unique_ptr<Analyzer> analyzer = Analyzer::Load().value();
  const std::string sentence =
      "The board said that the bridge is safe, but engineers doubt it.\n\n";
  std::string text;
  for (int i = 0; i < 200; ++i) {
    text += sentence;
  }
  const v1::Analysis one = analyzer->Analyze(sentence).value();
  const v1::Analysis many = analyzer->Analyze(text).value();
  EXPECT_GT(one.claims_size(), 0);
  EXPECT_EQ(many.claims_size(), 200 * one.claims_size());
  EXPECT_EQ(many.stances_size(), 200 * one.stances_size());
  EXPECT_EQ(many.token_count(), 200 * one.token_count());
}

// A sentence without an end does not take ever longer: what lies beyond its first 400 tokens is not read.
TEST(AnalyzerPropertyTest, EndlessSentenceIsReadUpToItsBound) {
  const std::unique_ptr<Analyzer> analyzer = Analyzer::Load().value();
  std::string text = "The board said";
  for (int i = 0; i < 20000; ++i) {
    text += " that it said";
  }
  const v1::Analysis analysis = analyzer->Analyze(text).value();
  EXPECT_EQ(BrokenInvariant(text, analysis), "");
  EXPECT_LT(analysis.claims_size(), 400);
}

}  // namespace
}  // namespace standpoint
