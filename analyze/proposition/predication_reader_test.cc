#include "analyze/proposition/predication_reader.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "analyze/proposition/grammar.h"
#include "analyze/proposition/tree_sample.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// Rows of "form upos xpos head relation [feats]", whose lemma is the form.
std::string Rows(absl::string_view rows) {
  std::string conllu;
  int number = 0;
  for (const absl::string_view row : absl::StrSplit(rows, '\n', absl::SkipWhitespace())) {
    const std::vector<std::string> c = absl::StrSplit(row, ' ', absl::SkipEmpty());
    absl::StrAppend(&conllu, ++number, "\t", c[0], "\t", c[0], "\t", c[1], "\t", c[2], "\t",
                    c.size() > 5 ? c[5] : "_", "\t", c[3], "\t", c[4], "\t_\t_\n");
  }
  return conllu + "\n";
}

class Sentence {
 public:
  explicit Sentence(absl::string_view rows)
      : sample_(Rows(rows)),
        grammar_(sample_.labels()),
        tree_(sample_.text(), sample_.syntax(), grammar_) {
    tree_.Read(0);
  }

  // "subject | predicate | marker: argument | ..."
  std::string Shown(uint32_t word) const {
    const Predication predication = Read(word);
    std::string shown =
        absl::StrCat(tree_.Written(predication.subject), " | ", predication.needs_be ? "BE " : "",
                     tree_.Written(predication.predicate));
    for (const PredicationArgument& argument : predication.arguments) {
      absl::StrAppend(&shown, " | ", tree_.Written(argument.marker),
                      argument.marker.empty() ? "" : ": ", tree_.Written(argument.phrase));
    }
    return shown;
  }
  Predication Read(uint32_t word) const { return PredicationReader(tree_).Read(word); }

 private:
  const TreeSample sample_;
  const Grammar grammar_;
  SentenceTree tree_;
};

TEST(PredicationReaderTest, CoordinatedPassivesShareSubjectAndAuxiliary) {
  const Sentence sentence(R"(
      Tolls NOUN NNS 3 nsubj:pass
      were AUX VBD 3 aux:pass
      raised VERB VBN 0 root
      and CCONJ CC 5 cc
      frozen VERB VBN 3 conj
      by ADP IN 7 case
      Ann PROPN NNP 5 obl:agent)");
  EXPECT_EQ(sentence.Shown(4), "Tolls | were frozen | by: Ann");
  EXPECT_TRUE(sentence.Read(2).passive);
  EXPECT_EQ(sentence.Read(4).arguments.front().role, ArgumentRole::kAgent);
}

TEST(PredicationReaderTest, NegationBelongsToThePredicate) {
  const Sentence sentence(R"(
      He PRON PRP 4 nsubj
      did AUX VBD 4 aux
      not PART RB 4 advmod
      stay VERB VB 0 root)");
  EXPECT_TRUE(sentence.Read(3).negated);
  EXPECT_EQ(sentence.Shown(3), "He | did not stay");
}

TEST(PredicationReaderTest, RelativePronounsAreResolved) {
  const Sentence sentence(R"(
      The DET DT 2 det
      firm NOUN NN 6 nsubj
      that PRON WDT 5 obj
      she PRON PRP 5 nsubj
      runs VERB VBZ 2 acl:relcl
      grew VERB VBD 0 root)");
  EXPECT_EQ(sentence.Shown(4), "she | runs | The firm");
  EXPECT_EQ(sentence.Shown(5), "The firm | grew");
}

TEST(PredicationReaderTest, ChainsOfInfinitivesAreOnePredicate) {
  const Sentence sentence(R"(
      She PRON PRP 2 nsubj
      began VERB VBD 0 root
      to PART TO 4 mark
      try VERB VB 2 xcomp
      to PART TO 6 mark
      sell VERB VB 4 xcomp
      boats NOUN NNS 6 obj)");
  EXPECT_EQ(sentence.Shown(1), "She | began to try to sell | boats");
}

TEST(PredicationReaderTest, ParticiplesOfNounsLackTheirBe) {
  const Sentence sentence(R"(
      A DET DT 2 det
      bridge NOUN NN 6 nsubj
      built VERB VBN 2 acl
      by ADP IN 5 case
      Romans PROPN NNPS 3 obl:agent
      fell VERB VBD 0 root)");
  EXPECT_EQ(sentence.Shown(2), "A bridge | BE built | by: Romans");
}

}  // namespace
}  // namespace standpoint
