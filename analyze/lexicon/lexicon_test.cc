#include "analyze/lexicon/lexicon.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/inflection.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// A directory of its own for each test, with one file in it.
std::string DirectoryWith(absl::string_view name, absl::string_view content) {
  const std::filesystem::path directory =
      std::filesystem::path(::testing::TempDir()) /
      ::testing::UnitTest::GetInstance()->current_test_info()->name();
  std::filesystem::create_directories(directory);
  std::ofstream(directory / std::string(name)) << content;
  return directory.string();
}

TEST(LexiconTest, VerbsHaveAllTheirForms) {
  const auto lexicon = Lexicon::Load("").value();
  EXPECT_TRUE(lexicon->FindWord("rose")->bits & kVerbPast);
  EXPECT_EQ(lexicon->FindWord("risen")->lemma, "rise");
  EXPECT_TRUE(lexicon->FindWord("stopping")->bits & kVerbIng);
  EXPECT_EQ(lexicon->FindWord("signaled")->lemma, "signal");
  EXPECT_EQ(lexicon->FindWord("signalled")->lemma, "signal");
  EXPECT_EQ(lexicon->FindWord("zyzzyva"), nullptr);
}

TEST(LexiconTest, LongerPhrasesComeFirst) {
  const auto lexicon = Lexicon::Load("").value();
  const auto* const entries = lexicon->Phrases("cues").StartingWith("call");
  ASSERT_NE(entries, nullptr);
  for (size_t i = 1; i < entries->size(); ++i) {
    EXPECT_GE((*entries)[i - 1]->words.size(), (*entries)[i]->words.size());
  }
  EXPECT_EQ(entries->back()->words.size(), 1u);
  EXPECT_EQ(lexicon->Phrases("no such file").size(), 0u);
}

TEST(LexiconTest, DirectoryReplacesAFileAndChangesTheDigest) {
  const std::string directory = DirectoryWith("cues.txt", "# mine\ncroak | act=assert clause\n");
  const auto builtin = Lexicon::Load("").value();
  const auto replaced = Lexicon::Load(directory).value();
  EXPECT_NE(builtin->digest(), replaced->digest());
  EXPECT_EQ(replaced->Phrases("cues").size(), 1u);
  EXPECT_EQ(replaced->Phrases("cues").Word("croak")->Get("act"), "assert");
  EXPECT_EQ(replaced->Phrases("verdicts").size(), builtin->Phrases("verdicts").size());
}

TEST(LexiconTest, DirectoryAddsToAFile) {
  const std::string directory =
      DirectoryWith("cues.more.txt", "croak | act=warn clause\nsay | act=suggest clause\n");
  const auto builtin = Lexicon::Load("").value();
  const auto more = Lexicon::Load(directory).value();
  EXPECT_NE(builtin->digest(), more->digest());
  EXPECT_EQ(more->Phrases("cues").size(), builtin->Phrases("cues").size() + 1);
  EXPECT_EQ(more->Phrases("cues").Word("croak")->Get("act"), "warn");
  EXPECT_EQ(more->Phrases("cues").Word("say")->Get("act"), "suggest");
}

TEST(LexiconTest, FaultyLineIsNamed) {
  const absl::Status status =
      Lexicon::Load(DirectoryWith("words.txt", "the | determiner\nglorp | wobbly\n")).status();
  EXPECT_EQ(ErrorReason(status), "LEXICON_INVALID");
  EXPECT_NE(status.message().find("words.txt, line 2"), absl::string_view::npos) << status;
}

TEST(InflectionTest, RegularForms) {
  EXPECT_EQ(ThirdPerson("cry"), "cries");
  EXPECT_EQ(ThirdPerson("watch"), "watches");
  EXPECT_EQ(ThirdPerson("play"), "plays");
  EXPECT_EQ(PastForm("bake", false), "baked");
  EXPECT_EQ(PastForm("stop", true), "stopped");
  EXPECT_EQ(IngForm("lie", false), "lying");
  EXPECT_EQ(IngForm("agree", false), "agreeing");
}

}  // namespace
}  // namespace standpoint
