// `standpoint parse` from its arguments to what it prints.

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "analyze/language/conllu.h"
#include "analyze/language/test_model.h"
#include "cli/arguments/parse_arguments.h"
#include "cli/testing/command_run.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace standpoint {
namespace {

constexpr AddCommand kCommands[] = {&AddParse};

CommandRun RunArguments(const std::vector<std::string>& arguments) {
  return RunCommand(kCommands, arguments);
}

std::vector<ConlluSentence> Sentences(const std::string& conllu) {
  ConlluReader reader;
  std::vector<ConlluSentence> sentences;
  for (const absl::string_view line : absl::StrSplit(conllu, '\n')) {
    const absl::StatusOr<bool> whole = reader.Take(line);
    EXPECT_TRUE(whole.ok()) << whole.status();
    if (whole.ok() && *whole) sentences.push_back(reader.sentence());
  }
  return sentences;
}

// Every word has its columns, and the heads are a tree.
void ExpectWhole(const ConlluSentence& sentence) {
  int roots = 0;
  for (const ConlluWord& word : sentence.words) {
    EXPECT_NE(word.upos, "_");
    EXPECT_NE(word.deprel, "_");
    EXPECT_FALSE(word.lemma.empty());
    roots += word.head == 0 ? 1 : 0;
    size_t steps = 0;
    for (int32_t at = word.head; at > 0 && steps <= sentence.words.size(); ++steps) {
      at = sentence.words[at - 1].head;
    }
    EXPECT_LE(steps, sentence.words.size()) << word.form;
  }
  EXPECT_EQ(roots, 1);
}

// The path of a model that knows nothing.
const std::string& Model() {
  static const std::string path = WriteFile("test.lm", TestLanguageModel());
  return path;
}

TEST(ParseCommandTest, TextBecomesConllu) {
  const CommandRun run = RunArguments(
      {"parse", "--model", Model(),
       WriteFile("letter.txt", "Marta Quill doesn't like the toll.\nIt has\nfailed.\n\nWhy?")});
  ASSERT_EQ(run.code, ExitCode::kOk) << run.err;
  const std::vector<ConlluSentence> sentences = Sentences(run.out);
  ASSERT_GE(sentences.size(), 2u) << run.out;
  for (const ConlluSentence& sentence : sentences) ExpectWhole(sentence);
  EXPECT_EQ(sentences[0].comments[0], "# newpar");
  EXPECT_EQ(sentences[0].comments[1], "# sent_id = 1");
  EXPECT_TRUE(absl::StartsWith(sentences[0].comments[2], "# text = Marta")) << run.out;
  EXPECT_TRUE(absl::StartsWith(sentences[0].words[0].form, "Marta")) << run.out;
  EXPECT_TRUE(absl::StartsWith(sentences.back().words[0].form, "Why")) << run.out;
}

TEST(ParseCommandTest, GivenWordsAreKept) {
  const std::string given =
      "# sent_id = q-7\n"
      "1\tQuill\tx\tX\tX\tX=Y\t_\t_\t_\tNote=1|NER=B-LOC\n"
      "2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "2\tdid\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "4\tsay\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
      "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n"
      "\n";
  const CommandRun run = RunArguments({"parse", "--model", Model(), "--input=conllu-words",
                                       WriteFile("words.conllu", given + given)});
  ASSERT_EQ(run.code, ExitCode::kOk) << run.err;
  const std::vector<ConlluSentence> sentences = Sentences(run.out);
  ASSERT_EQ(sentences.size(), 2u) << run.out;
  ExpectWhole(sentences[0]);
  EXPECT_EQ(sentences[0].comments, std::vector<std::string>{"# sent_id = q-7"});
  EXPECT_EQ(sentences[0].words.size(), 5u);
  EXPECT_EQ(sentences[0].ranges.size(), 1u);
  EXPECT_EQ(ConlluAttribute(sentences[0].words[0].misc, "Note"), "1");
  EXPECT_EQ(ConlluAttribute(sentences[0].words[3].misc, "SpaceAfter"), "No");
}

TEST(ParseCommandTest, MalformedSentencesAreReportedAndLeftOut) {
  const std::string row = "1\tHm\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
  const std::string path = WriteFile("bad.conllu", row + "1\tno row\n\n" + row);
  const CommandRun run = RunArguments({"parse", "--model", Model(), "--input=conllu-words", path});
  EXPECT_EQ(run.code, ExitCode::kIncomplete);
  EXPECT_TRUE(absl::StrContains(run.err, path + ": line 3: 2 columns, not 10")) << run.err;
  EXPECT_EQ(Sentences(run.out).size(), 2u);
}

TEST(ParseCommandTest, TextBecomesTuples) {
  std::string text;  // of so many sentences the model that knows nothing finds something in some
  for (int i = 0; i < 40; ++i)
    absl::StrAppend(&text, "Firm ", i, " sold the ", 7 * i, " boats.\n\n");
  const CommandRun run =
      RunArguments({"parse", "--output=tuples", "--model", Model(), WriteFile("tuples.txt", text)});
  ASSERT_EQ(run.code, ExitCode::kOk) << run.err;
  for (const absl::string_view line : absl::StrSplit(run.out, '\n', absl::SkipEmpty())) {
    const nlohmann::json tuple = nlohmann::json::parse(line);
    EXPECT_TRUE(absl::StrContains(text, tuple.at("sentence").get<std::string>())) << line;
    EXPECT_FALSE(tuple.at("subject").get<std::string>().empty()) << line;
    EXPECT_FALSE(tuple.at("predicate").get<std::string>().empty()) << line;
    EXPECT_FALSE(tuple.at("arguments").empty()) << line;
    EXPECT_LE(tuple.at("confidence").get<double>(), 1) << line;
  }
}

TEST(ParseCommandTest, NothingIsNothing) {
  for (const char* input : {"--input=text", "--input=conllu-words"}) {
    const CommandRun run =
        RunArguments({"parse", "--model", Model(), input, WriteFile("empty", "")});
    EXPECT_EQ(run.code, ExitCode::kOk) << run.err;
    EXPECT_EQ(run.out, "");
  }
}

TEST(ParseCommandTest, MistakesAreUsage) {
  EXPECT_EQ(RunArguments({"parse", "/no/such/file"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"parse", "--input=html"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"parse", "--output=xml"}).code, ExitCode::kUsage);
  EXPECT_EQ(RunArguments({"parse", "--input=conllu-words", "--output=tuples"}).code,
            ExitCode::kUsage);
  const std::string text = WriteFile("a.txt", "A word.");
  const CommandRun none = RunArguments({"parse", text, "--model=/no/such/model"});
  EXPECT_EQ(none.code, ExitCode::kUsage);
  EXPECT_TRUE(absl::StrContains(none.err, "/no/such/model")) << none.err;
  const CommandRun bad = RunArguments({"parse", text, "--model", text});
  EXPECT_EQ(bad.code, ExitCode::kUsage);
  EXPECT_TRUE(absl::StrContains(bad.err, "MODEL_FILE_DAMAGED")) << bad.err;
}

}  // namespace
}  // namespace standpoint
