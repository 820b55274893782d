#include "analyze/language/syntax_conllu.h"

#include <string>

#include "analyze/language/conllu.h"
#include "analyze/language/syntax.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// "Quill didn't\n say." as Quill did n't say .
constexpr char kText[] = "Quill didn't\n say.";

Segments SegmentsOfText() {
  Segments segments;
  segments.words = {{0, 5, true, false},
                    {6, 9, true, false},
                    {9, 12, false, true},
                    {14, 17, true, false},
                    {17, 18, false, false}};
  segments.sentences = {{0, 5, true}};
  return segments;
}

TEST(SyntaxConlluTest, WordsOfText) {
  ConlluSentence conllu;
  WordsToConllu(kText, SegmentsOfText(), 0, conllu);
  std::string out;
  AppendConllu(conllu, out);
  EXPECT_EQ(out,
            "# newpar\n"
            "# text = Quill didn't say.\n"
            "1\tQuill\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "2\tdid\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "4\tsay\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
            "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
}

TEST(SyntaxConlluTest, TheColumns) {
  Syntax syntax;
  syntax.segments = SegmentsOfText();
  syntax.morphology.lemmas = "Quilldonotsay.";
  syntax.morphology.words = {{Upos::kPropn, 0, 1, 0, 5},
                             {Upos::kAux, 1, 0, 5, 7},
                             {Upos::kPart, 1, 0, 7, 10},
                             {Upos::kVerb, 1, 0, 10, 13},
                             {Upos::kPunct, 9, 9, 13, 14}};
  syntax.dependencies.words = {{3, 1}, {3, 0}, {3, 0}, {Dependency::kRoot, 2}, {3, 0}};
  syntax.entities.entities = {{0, 2, EntityType::kPlace}};
  const SyntaxLabels labels = {{"NNP", "VB"}, {"_", "Number=Sing"}, {"dep", "nsubj", "root"}};
  ConlluSentence conllu;
  WordsToConllu(kText, syntax.segments, 0, conllu);
  conllu.words[3].misc = "Entity=(3)|SpaceAfter=No|NER=B-PER";
  syntax.coreference.mentions = {{0, 1, 2, MentionKind::kName}, {2, 4, 0, MentionKind::kName}};
  SyntaxToConllu(syntax, 0, labels, 7, conllu);
  std::string out;
  AppendConllu(conllu, out);
  EXPECT_EQ(out,
            "# newpar\n"
            "# text = Quill didn't say.\n"
            "1\tQuill\tQuill\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tNER=B-LOC|Entity=(e9-person)\n"
            "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
            "2\tdid\tdo\tAUX\tVB\t_\t4\tdep\t_\tNER=I-LOC\n"
            "3\tn't\tnot\tPART\tVB\t_\t4\tdep\t_\tEntity=(e7-person\n"
            "4\tsay\tsay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No|Entity=e7)\n"
            "5\t.\t.\tPUNCT\t_\t_\t4\tdep\t_\t_\n\n");
}

TEST(SyntaxConlluTest, WordsThatAreGiven) {
  const Segments segments = SegmentsOfText();
  ConlluSentence conllu;
  WordsToConllu(kText, segments, 0, conllu);
  std::string text;
  Segments again;
  AppendSegments(conllu, text, again);
  EXPECT_EQ(text, "Quill didn't say.");
  AppendSegments(conllu, text, again);
  EXPECT_EQ(text, "Quill didn't say. Quill didn't say.");
  ASSERT_EQ(again.words.size(), 10u);
  ASSERT_EQ(again.sentences.size(), 2u);
  EXPECT_EQ(again.sentences[1].first_word, 5u);
  for (size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(again.Form(text, i), segments.Form(kText, i % 5)) << i;
    EXPECT_EQ(again.words[i].joined, segments.words[i % 5].joined) << i;
    EXPECT_EQ(again.words[i].space_before, segments.words[i % 5].space_before) << i;
  }
}

}  // namespace
}  // namespace standpoint
