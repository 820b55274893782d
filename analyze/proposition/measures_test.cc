#include "analyze/proposition/measures.h"

#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "analyze/proposition/grammar.h"
#include "analyze/proposition/sentence_tree.h"
#include "analyze/proposition/tree_sample.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// In May the party cut taxes by some 4 percent for 300 firms since 2014 .
constexpr char kRows[] =
    "1\tIn\tin\tADP\tIN\t_\t2\tcase\t_\t_\n"
    "2\tMay\tMay\tPROPN\tNNP\t_\t5\tobl\t_\t_\n"
    "3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n"
    "4\tparty\tparty\tNOUN\tNN\t_\t5\tnsubj\t_\t_\n"
    "5\tcut\tcut\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "6\ttaxes\ttax\tNOUN\tNNS\t_\t5\tobj\t_\t_\n"
    "7\tby\tby\tADP\tIN\t_\t10\tcase\t_\t_\n"
    "8\tsome\tsome\tADV\tRB\t_\t9\tadvmod\t_\t_\n"
    "9\t4\t4\tNUM\tCD\t_\t10\tnummod\t_\t_\n"
    "10\tpercent\tpercent\tNOUN\tNN\t_\t5\tobl\t_\t_\n"
    "11\tfor\tfor\tADP\tIN\t_\t13\tcase\t_\t_\n"
    "12\t300\t300\tNUM\tCD\t_\t13\tnummod\t_\t_\n"
    "13\tfirms\tfirm\tNOUN\tNNS\t_\t5\tobl\t_\t_\n"
    "14\tsince\tsince\tADP\tIN\t_\t15\tcase\t_\t_\n"
    "15\t2014\t2014\tNUM\tCD\t_\t5\tobl\t_\t_\n\n";

class MeasuresTest : public testing::Test {
 protected:
  void SetUp() override { tree_.Read(0); }

  std::string Shown(const std::vector<Phrase>& phrases) const {
    return absl::StrJoin(phrases, " | ", [this](std::string* out, const Phrase& phrase) {
      out->append(tree_.Written(phrase));
    });
  }

  const TreeSample sample_{kRows};
  const Grammar grammar_{sample_.labels()};
  SentenceTree tree_{sample_.text(), sample_.syntax(), grammar_};
};

TEST_F(MeasuresTest, TimesHaveTheirPrepositions) {
  EXPECT_EQ(Shown(FindTimes(tree_, 0, 15)), "In May | since 2014");
}

TEST_F(MeasuresTest, QuantitiesHaveTheirUnits) {
  const std::vector<Phrase> times = FindTimes(tree_, 0, 15);
  EXPECT_EQ(Shown(FindQuantities(tree_, 0, 15, times)), "some 4 percent | 300 firms");
}

TEST_F(MeasuresTest, OnlyWordsOfTheClauseCount) {
  EXPECT_EQ(Shown(FindTimes(tree_, 2, 10)), "");
  EXPECT_EQ(Shown(FindQuantities(tree_, 2, 9, {})), "some 4");
}

}  // namespace
}  // namespace standpoint
