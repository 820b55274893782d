#include "analyze/reading/tag_words.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/reading/test_reader.h"
#include "analyze/reading/text_reader.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// The words as rules see them; a finite one with a star.
std::string Words(absl::string_view text) {
  const TextReader::Lease reading = SharedTextReader().Read(text).value();
  const TaggedText words = reading->text();
  std::string line;
  for (size_t i = 0; i < words.size(); ++i) {
    absl::StrAppend(&line, i > 0 ? " " : "", words.word(i), words.finite(i) ? "*" : "");
  }
  return line;
}

TEST(WordTaggerTest, CliticsStandInFull) {
  EXPECT_EQ(Words("They didn't say it won't fail."), "they did* not say it will* not fail .");
  EXPECT_EQ(Words("She\u2019s sure we\u2019ll see it."), "she is* sure we will* see it .");
}

TEST(WordTaggerTest, TagsHeadsAndLemmas) {
  constexpr char kText[] = "The guild's critics claimed that tolls had risen.";
  const TextReader::Lease reading = SharedTextReader().Read(kText).value();
  const TaggedText words = reading->text();
  ASSERT_EQ(words.size(), 10u);
  EXPECT_EQ(words.tag(2), Tag::kPossessive);
  EXPECT_EQ(words.tag(4), Tag::kVerb);
  EXPECT_EQ(words.lemma(4), "claim");
  EXPECT_EQ(words.relation(4), Relation::kRoot);
  EXPECT_EQ(words.head(4), 4u);
  EXPECT_EQ(words.relation(3), Relation::kNsubj);
  EXPECT_EQ(words.head(3), 4u);
  EXPECT_EQ(words.tag(5), Tag::kThat);
  EXPECT_EQ(words.tag(8), Tag::kParticiple);
  EXPECT_EQ(words.bits(8) & kVerbForms, kVerbPart);
  EXPECT_EQ(words.relation(8), Relation::kCcomp);
}

TEST(TextReaderTest, ReadingsAreUsedAgain) {
  const TextReader::Lease first = SharedTextReader().Read("A toll fell.").value();
  const TextReader::Lease second = SharedTextReader().Read("Two tolls rose.").value();
  EXPECT_EQ(first->text().word(1), "toll");
  EXPECT_EQ(second->text().word(1), "tolls");
}

}  // namespace
}  // namespace standpoint
