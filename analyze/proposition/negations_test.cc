#include "analyze/proposition/negations.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "analyze/proposition/grammar.h"
#include "analyze/proposition/sentence_tree.h"
#include "analyze/proposition/tree_sample.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

std::string Shown(const std::string& conllu) {
  const TreeSample sample(conllu + "\n");
  const Grammar grammar(sample.labels());
  SentenceTree tree(sample.text(), sample.syntax(), grammar);
  tree.Read(0);
  std::string shown;
  for (const Negation& negation : FindNegations(tree)) {
    absl::StrAppend(&shown, shown.empty() ? "" : "; ", tree.written(negation.cue), ": ",
                    tree.Written(negation.scope));
  }
  return shown;
}

TEST(NegationsTest, TheScopeOfAPredicateIsItsClause) {
  EXPECT_EQ(Shown("1\tHe\the\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n"
                  "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
                  "3\tnot\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
                  "4\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\t_\n"
                  "5\tand\tand\tCCONJ\tCC\t_\t6\tcc\t_\t_\n"
                  "6\tslept\tsleep\tVERB\tVBD\t_\t4\tconj\t_\t_\n"
                  "7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"),
            "not: He did leave");
}

TEST(NegationsTest, ACoordinatedPredicateTakesTheSubjectWithIt) {
  EXPECT_EQ(Shown("1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
                  "2\tslept\tsleep\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                  "3\tand\tand\tCCONJ\tCC\t_\t5\tcc\t_\t_\n"
                  "4\tnever\tnever\tADV\tRB\t_\t5\tadvmod\t_\t_\n"
                  "5\tleft\tleave\tVERB\tVBD\t_\t2\tconj\t_\t_\n"),
            "never: He left");
}

TEST(NegationsTest, ANegativeNounNegatesItsPredicate) {
  EXPECT_EQ(Shown("1\tNo\tno\tDET\tDT\t_\t2\tdet\t_\t_\n"
                  "2\tfirm\tfirm\tNOUN\tNN\t_\t3\tnsubj\t_\t_\n"
                  "3\tpaid\tpay\tVERB\tVBD\t_\t0\troot\t_\t_\n"
                  "4\twithout\twithout\tADP\tIN\t_\t5\tcase\t_\t_\n"
                  "5\tdelay\tdelay\tNOUN\tNN\t_\t3\tobl\t_\t_\n"),
            "No: firm paid without delay; without: delay");
}

TEST(NegationsTest, AnAnswerIsNone) {
  EXPECT_EQ(Shown("1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n"), "");
}

}  // namespace
}  // namespace standpoint
