#include "analyze/language/language_engine.h"

#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/language/model_path.h"
#include "analyze/language/syntax.h"
#include "analyze/language/test_model.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(LanguageEngineLoadTest, AMissingModelIsAClearError) {
  const auto engine = LanguageEngine::Load("/no/such/model");
  ASSERT_FALSE(engine.ok());
  EXPECT_EQ(ErrorReason(engine.status()), "MODEL_FILE_UNREADABLE");
}

// With a model that knows nothing: what it says is whole all the same.
class LanguageEngineTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string path = testing::TempDir() + "/test.lm";
    std::ofstream(path, std::ios::binary) << TestLanguageModel();
    auto engine = LanguageEngine::Load(path);
    ASSERT_TRUE(engine.ok()) << engine.status();
    engine_ = *std::move(engine);
  }

  Syntax Read(absl::string_view text) {
    auto syntax = engine_->Read(text, absl::InfiniteFuture(), workspace_);
    EXPECT_TRUE(syntax.ok()) << syntax.status();
    return syntax.ok() ? *std::move(syntax) : Syntax();
  }

  std::unique_ptr<const LanguageEngine> engine_;
  LanguageWorkspace workspace_;
};

void ExpectTree(const Syntax& syntax, const SentenceSpan& sentence) {
  int roots = 0;
  for (uint32_t word = sentence.first_word; word < sentence.last_word; ++word) {
    uint32_t at = word;
    size_t steps = 0;
    while (syntax.dependencies.words[at].head != Dependency::kRoot && ++steps <= sentence.size()) {
      at = syntax.dependencies.words[at].head;
      ASSERT_GE(at, sentence.first_word);
      ASSERT_LT(at, sentence.last_word);
    }
    ASSERT_LE(steps, sentence.size());
    roots += syntax.dependencies.words[word].head == Dependency::kRoot ? 1 : 0;
  }
  ASSERT_EQ(roots, 1);
}

void ExpectWhole(absl::string_view text, const Syntax& syntax) {
  const size_t words = syntax.segments.words.size();
  ASSERT_EQ(syntax.morphology.words.size(), words);
  ASSERT_EQ(syntax.dependencies.words.size(), words);
  for (size_t i = 0; i < words; ++i) {
    ASSERT_LT(syntax.segments.words[i].begin, syntax.segments.words[i].end);
    ASSERT_LE(syntax.segments.words[i].end, text.size());
    ASSERT_FALSE(syntax.morphology.Lemma(i).empty());
  }
  for (const SentenceSpan& sentence : syntax.segments.sentences) ExpectTree(syntax, sentence);
  uint32_t end = 0;
  for (const Entity& entity : syntax.entities.entities) {
    ASSERT_GE(entity.first_word, end);
    ASSERT_LT(entity.first_word, entity.last_word);
    ASSERT_LE(entity.last_word, words);
    end = entity.last_word;
  }
}

TEST_F(LanguageEngineTest, WordsThatAreGivenAreKept) {
  constexpr char kText[] = "Anna Quill said that the toll has failed.";
  const Syntax whole = Read(kText);
  Syntax syntax;
  ASSERT_TRUE(
      engine_->ReadWords(kText, whole.segments, absl::InfiniteFuture(), workspace_, syntax).ok());
  ExpectWhole(kText, syntax);
  EXPECT_EQ(syntax.morphology.lemmas, whole.morphology.lemmas);
  EXPECT_EQ(syntax.dependencies.words[0].head, whole.dependencies.words[0].head);
}

TEST_F(LanguageEngineTest, AnyBytes) {
  std::mt19937 random(2);
  for (int round = 0; round < 40; ++round) {
    std::string text;
    for (size_t n = random() % 300; n > 0; --n) {
      text.push_back(
          static_cast<char>(round % 2 == 0 ? random() : "ab .,\n\"'\xe2\x80\x9d"[random() % 11]));
    }
    ExpectWhole(text, Read(text));
  }
  for (const char* text : {"", " \n\n ", "\xff\xfe", "\xf0\x9f\x98\x80\xf0\x9f\x98\x80"}) {
    ExpectWhole(text, Read(text));
  }
}

TEST_F(LanguageEngineTest, ASentenceOfTenThousandWords) {
  std::string text;
  for (int i = 0; i < 10000; ++i) absl::StrAppend(&text, i % 3 == 0 ? "tolls " : "and ");
  ExpectWhole(text, Read(text));
}

TEST_F(LanguageEngineTest, TheDeadlineIsKept) {
  const auto late = engine_->Read("A toll.", absl::InfinitePast(), workspace_);
  EXPECT_EQ(ErrorReason(late.status()), "ANALYSIS_DEADLINE");
}

TEST_F(LanguageEngineTest, ThreadsShareIt) {
  constexpr char kText[] = "Marta Quill said it. Nobody heard her, but the toll has failed.";
  const Syntax wanted = Read(kText);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      LanguageWorkspace workspace;
      Syntax syntax;
      for (int round = 0; round < 5; ++round) {
        ASSERT_TRUE(engine_->Read(kText, absl::InfiniteFuture(), workspace, syntax).ok());
        EXPECT_EQ(syntax.morphology.lemmas, wanted.morphology.lemmas);
        EXPECT_EQ(syntax.dependencies.words.back().head, wanted.dependencies.words.back().head);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// The model that ships; a tree without it has nothing to read with.
class ShippedLanguageModelTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto path = FindLanguageModel("");
    if (!path.ok()) GTEST_SKIP() << "no language model in this tree";
    auto engine = LanguageEngine::Load(*path);
    ASSERT_TRUE(engine.ok()) << engine.status();
    engine_ = *std::move(engine);
  }
  Syntax Read(absl::string_view text) {
    LanguageWorkspace workspace;
    return *engine_->Read(text, absl::InfiniteFuture(), workspace);
  }

  std::unique_ptr<const LanguageEngine> engine_;
};

TEST_F(ShippedLanguageModelTest, ReadsASentence) {
  constexpr char kText[] = "Anna Quill said that the toll has failed.";
  const Syntax syntax = Read(kText);
  ExpectWhole(kText, syntax);
  ASSERT_EQ(syntax.segments.words.size(), 9u);
  EXPECT_EQ(syntax.morphology.words[2].upos, Upos::kVerb);
  EXPECT_EQ(syntax.morphology.Lemma(2), "say");
  EXPECT_EQ(syntax.dependencies.words[2].head, Dependency::kRoot);
  EXPECT_EQ(syntax.dependencies.words[7].head, 2u);
  ASSERT_EQ(syntax.entities.entities.size(), 1u);
  EXPECT_EQ(syntax.entities.entities[0].type, EntityType::kPerson);
  ASSERT_EQ(syntax.coreference.mentions.size(), 1u);
  EXPECT_FALSE(engine_->card().empty());
}

// Treebanks of web text have "its" for "it's", which is a slip of the pen everywhere else.
TEST_F(ShippedLanguageModelTest, ItsIsOneWord) {
  for (const char* text : {"Its roof leaks.", "Its owners disagree, and its board is split.",
                           "The ferry lost its bell.\n\nIts crew found it.", "ITS ROOF LEAKS."}) {
    const Syntax syntax = Read(text);
    for (const WordSpan& word : syntax.segments.words) {
      EXPECT_NE(absl::string_view(text).substr(word.begin, word.end - word.begin), "s") << text;
      EXPECT_FALSE(word.joined) << text;
    }
  }
}

// Those that the treebanks do not have come from a list (analyze/training/language/irregular_verbs.txt).
TEST_F(ShippedLanguageModelTest, IrregularVerbsHaveTheirLemma) {
  constexpr struct {
    const char* form;
    const char* lemma;
  } kVerbs[] = {{"misled", "mislead"},  {"overthrew", "overthrow"},
                {"fled", "flee"},       {"withstood", "withstand"},
                {"forgave", "forgive"}, {"undertook", "undertake"},
                {"led", "lead"},        {"filled", "fill"}};
  for (const auto& verb : kVerbs) {
    const Syntax syntax = Read(absl::StrCat("The board ", verb.form, " the voters."));
    EXPECT_EQ(syntax.morphology.Lemma(2), verb.lemma) << verb.form;
  }
}

}  // namespace
}  // namespace standpoint
