#include "analyze/language/conllu.h"

#include <random>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr char kTwo[] =
    "# newdoc id = quill\n"
    "# sent_id = 1\n"
    "# text = Quill didn't say.\n"
    "1\tQuill\tQuill\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tNER=B-PER\n"
    "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
    "4\tsay\tsay\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "1\tHm\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "\n";

struct Outcome {
  std::vector<ConlluSentence> sentences;
  std::vector<std::string> errors;
};

Outcome ReadAll(absl::string_view text) {
  ConlluReader reader;
  Outcome outcome;
  const auto note = [&](const absl::StatusOr<bool>& whole) {
    if (!whole.ok()) {
      EXPECT_EQ(ErrorReason(whole.status()), "MALFORMED_CONLLU");
      outcome.errors.emplace_back(whole.status().message());
    } else if (*whole) {
      outcome.sentences.push_back(reader.sentence());
    }
  };
  for (const absl::string_view line : absl::StrSplit(text, '\n')) note(reader.Take(line));
  note(reader.Finish());
  return outcome;
}

std::string WriteAll(const std::vector<ConlluSentence>& sentences) {
  std::string out;
  for (const ConlluSentence& sentence : sentences) AppendConllu(sentence, out);
  return out;
}

TEST(ConlluTest, ReadsWhatStandsThere) {
  const Outcome read = ReadAll(kTwo);
  ASSERT_EQ(read.sentences.size(), 2u);
  const ConlluSentence& first = read.sentences[0];
  EXPECT_EQ(first.comments[1], "# sent_id = 1");
  ASSERT_EQ(first.words.size(), 5u);
  EXPECT_EQ(first.words[0].head, 4);
  EXPECT_EQ(first.words[2].lemma, "not");
  ASSERT_EQ(first.ranges.size(), 1u);
  EXPECT_EQ(first.ranges[0].form, "didn't");
  EXPECT_EQ(first.ranges[0].first_word, 1u);
  EXPECT_EQ(first.ranges[0].last_word, 3u);
  EXPECT_EQ(read.sentences[1].words[0].head, ConlluWord::kNoHead);
  EXPECT_EQ(WriteAll(read.sentences), kTwo);
}

TEST(ConlluTest, EmptyNodesArePassedOverAndTheLastLineMayLackItsEnd) {
  const Outcome read = ReadAll(
      "1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n1.1\tb\t_\t_\t_\t_\t_\t_\t_\t_\n2\tc\t_\t_\t_\t_\t_\t_\t_\t_");
  ASSERT_EQ(read.sentences.size(), 1u);
  EXPECT_EQ(read.sentences[0].words.size(), 2u);
}

TEST(ConlluTest, MistakesNameTheirLineAndCostOneSentence) {
  const std::string good = "1\tA\t_\t_\t_\t_\t0\troot\t_\t_\n";
  const struct {
    std::string text;
    const char* error;
  } cases[] = {
      {"1\tA\t_\n", "line 1: 3 columns, not 10"},
      {good + good, "line 2: not word number 2"},
      {"x\tA\t_\t_\t_\t_\t0\troot\t_\t_\n", "line 1: not word number 1"},
      {"01\tA\t_\t_\t_\t_\t0\troot\t_\t_\n", "line 1: not word number 1"},
      {"1\t\t_\t_\t_\t_\t0\troot\t_\t_\n", "line 1: an empty form"},
      {"1\tA\t_\t_\t_\t_\t-1\troot\t_\t_\n", "line 1: a head that is no number"},
      {"1\tA\t_\t_\t_\t_\t2\troot\t_\t_\n", "line 2: a head that is no word"},
      {good + "# late\n", "line 2: a comment within a sentence"},
      {"2-3\tA\t_\t_\t_\t_\t_\t_\t_\t_\n" + good, "line 1: a range that does not begin"},
      {"1-2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n" + good, "line 3: a range past the end"},
      {"1-2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n", "line 2: a range without its words"},
  };
  for (const auto& c : cases) {
    const Outcome read = ReadAll(c.text + "\n" + kTwo);
    ASSERT_EQ(read.errors.size(), 1u) << c.text;
    EXPECT_TRUE(absl::StartsWith(read.errors[0], c.error)) << read.errors[0];
    EXPECT_EQ(WriteAll(read.sentences), kTwo) << c.text;
  }
}

TEST(ConlluTest, SentencesAreBounded) {
  ConlluReader reader;
  const std::string comment = "#" + std::string((8 << 20) - 1, 'c');
  for (size_t bytes = comment.size(); bytes <= ConlluReader::kMaxBytes; bytes += comment.size()) {
    ASSERT_TRUE(reader.Take(comment).ok());
  }
  EXPECT_EQ(ErrorReason(reader.Take(comment).status()), "MALFORMED_CONLLU");
  EXPECT_EQ(
      ReadAll(absl::StrCat("1-", ConlluReader::kMaxWords + 1, "\tA\t_\t_\t_\t_\t_\t_\t_\t_\n"))
          .errors.size(),
      1u);
}

TEST(ConlluTest, Attributes) {
  EXPECT_EQ(ConlluAttribute("SpaceAfter=No|NER=B-PER", "NER"), "B-PER");
  EXPECT_EQ(ConlluAttribute("XNER=B|NERX=c", "NER"), "");
  EXPECT_EQ(ConlluAttribute("_", "NER"), "");
  std::string misc = "_";
  SetConlluAttribute("SpaceAfter", "No", misc);
  SetConlluAttribute("NER", "B-PER", misc);
  EXPECT_EQ(misc, "SpaceAfter=No|NER=B-PER");
  SetConlluAttribute("SpaceAfter", "", misc);
  SetConlluAttribute("NER", "I-LOC", misc);
  EXPECT_EQ(misc, "NER=I-LOC");
  SetConlluAttribute("NER", "", misc);
  EXPECT_EQ(misc, "_");
}

// Sentences made at random, written, read and written again.
TEST(ConlluTest, WhatIsWrittenIsReadAgain) {
  std::mt19937 random(11);
  const std::vector<std::string> fields = {
      "_", "a", "de la", "\xc3\xa9", "|=", "\xff", "#", "1-2", "\u00a0"};
  const auto field = [&] { return fields[random() % fields.size()]; };
  for (int round = 0; round < 100; ++round) {
    ConlluSentence sentence;
    for (size_t n = random() % 3; n > 0; --n) sentence.comments.push_back("# " + field());
    const uint32_t size = 1 + random() % 9;
    for (uint32_t i = 0; i < size; ++i) {
      ConlluWord word;
      for (std::string* f : {&word.form, &word.lemma, &word.upos, &word.xpos, &word.feats,
                             &word.deprel, &word.deps, &word.misc}) {
        *f = field();
      }
      word.head = static_cast<int32_t>(random() % (size + 2)) - 1;
      sentence.words.push_back(word);
    }
    for (uint32_t i = 0; i < size; ++i) {
      if (random() % 4 != 0) continue;
      const uint32_t last = i + 1 + random() % (size - i);
      sentence.ranges.push_back({i, last, field(), field()});
      i = last - 1;
    }
    const std::string written = WriteAll({sentence});
    const Outcome read = ReadAll(written);
    ASSERT_TRUE(read.errors.empty()) << read.errors[0] << "\n" << written;
    ASSERT_EQ(read.sentences.size(), 1u);
    ASSERT_EQ(read.sentences[0].ranges.size(), sentence.ranges.size());
    ASSERT_EQ(read.sentences[0].words.back().misc, sentence.words.back().misc);
    ASSERT_EQ(read.sentences[0].words[0].head, sentence.words[0].head);
    ASSERT_EQ(WriteAll(read.sentences), written);
  }
}

TEST(ConlluTest, FieldsDoNotBreakTheFormat) {
  ConlluSentence sentence;
  sentence.comments = {"# text = a\nb"};
  sentence.words.emplace_back().form = "c\td\re\nf";
  sentence.words[0].lemma = "";
  EXPECT_EQ(WriteAll({sentence}), "# text = a b\n1\tc d e f\t_\t_\t_\t_\t_\t_\t_\t_\n\n");
}

}  // namespace
}  // namespace standpoint
