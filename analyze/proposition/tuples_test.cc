#include "analyze/proposition/tuples.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "analyze/proposition/tree_sample.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

std::string ReadFile(absl::string_view name) {
  std::ifstream file(absl::StrCat("analyze/proposition/testdata/", name));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string Shown(const Tuple& tuple) {
  return absl::StrCat("  ", absl::StrJoin({tuple.subject, tuple.predicate}, " | "), " | ",
                      absl::StrJoin(tuple.arguments, " | "));
}

// The behaviour as a file: sentences.expected shows the tuples under each sentence of sentences.conllu.
TEST(TuplesTest, SentencesGiveTheExpectedTuples) {
  const TreeSample sample(ReadFile("sentences.conllu"));
  const Segments& segments = sample.syntax().segments;
  ASSERT_FALSE(segments.sentences.empty());
  const std::vector<Tuple> tuples =
      TupleReader(sample.labels()).Read(sample.text(), sample.syntax());
  std::string shown;
  size_t next = 0;
  for (size_t i = 0; i < segments.sentences.size(); ++i) {
    const SentenceSpan& sentence = segments.sentences[i];
    const size_t begin = segments.words[sentence.first_word].begin;
    absl::StrAppend(&shown,
                    sample.text().substr(begin, segments.words[sentence.last_word - 1].end - begin),
                    "\n");
    for (; next < tuples.size() && tuples[next].sentence == i; ++next) {
      absl::StrAppend(&shown, Shown(tuples[next]), "\n");
    }
  }
  EXPECT_EQ(next, tuples.size());
  if (const char* path = std::getenv("STANDPOINT_UPDATE_GOLDEN"); path != nullptr) {
    std::ofstream(absl::StrCat(path, "/analyze/proposition/testdata/sentences.expected")) << shown;
    return;
  }
  EXPECT_EQ(shown, ReadFile("sentences.expected"));
}

TEST(TuplesTest, MainVerbsAreSurerThanWhatNounsImply) {
  const TreeSample sample(ReadFile("sentences.conllu"));
  float verb = 0, possessive = 1;
  for (const Tuple& tuple : TupleReader(sample.labels()).Read(sample.text(), sample.syntax())) {
    EXPECT_GE(tuple.confidence, 0);
    EXPECT_LE(tuple.confidence, 1);
    if (tuple.predicate == "approved") verb = tuple.confidence;
    if (tuple.predicate == "has") possessive = tuple.confidence;
  }
  EXPECT_GT(verb, possessive);
}

TEST(TuplesTest, NothingIsNothing) {
  const TreeSample sample("");
  EXPECT_TRUE(TupleReader(sample.labels()).Read(sample.text(), sample.syntax()).empty());
}

// A chain of clauses as deep as the sentence is long: time and memory stay within bounds.
TEST(TuplesTest, DeepTreesAreCut) {
  constexpr int kWords = 20'000;
  std::string conllu;
  for (int i = 1; i <= kWords; ++i) {
    absl::StrAppend(&conllu, i, "\tsays\tsay\tVERB\tVBZ\t_\t", i - 1, "\t",
                    i == 1 ? "root" : "ccomp", "\t_\t_\n");
  }
  const TreeSample sample(conllu + "\n");
  for (const Tuple& tuple : TupleReader(sample.labels()).Read(sample.text(), sample.syntax())) {
    EXPECT_LT(tuple.arguments.front().size(), 10 * SentenceTree::kMaxPhrase);
  }
}

}  // namespace
}  // namespace standpoint
