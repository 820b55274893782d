#include "analyze/lexicon/thesaurus.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

bool Meet(absl::Span<const uint32_t> a, absl::Span<const uint32_t> b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

std::vector<uint32_t> Copy(absl::Span<const uint32_t> numbers) {
  return {numbers.begin(), numbers.end()};
}

TEST(ThesaurusTest, ReadsEachGroup) {
  Thesaurus thesaurus;
  ASSERT_TRUE(thesaurus.AddLine("hut=1,2^3!4~5,6").ok());
  ASSERT_TRUE(thesaurus.AddLine("shed^7").ok());
  const Meanings hut = thesaurus.Find("hut");
  EXPECT_EQ(Copy(hut.same), (std::vector<uint32_t>{1, 2}));
  EXPECT_EQ(Copy(hut.kinds), (std::vector<uint32_t>{3}));
  EXPECT_EQ(Copy(hut.opposites), (std::vector<uint32_t>{4}));
  EXPECT_EQ(Copy(hut.described), (std::vector<uint32_t>{5, 6}));
  EXPECT_TRUE(thesaurus.Find("shed").same.empty());
  EXPECT_TRUE(thesaurus.Find("barn").kinds.empty());
  EXPECT_EQ(thesaurus.size(), 2u);
}

TEST(ThesaurusTest, FindsForms) {
  Thesaurus thesaurus;
  for (const absl::string_view line : {"ban=1", "city=2", "bake=3", "goose=4", "geese>goose"}) {
    ASSERT_TRUE(thesaurus.AddLine(line).ok());
  }
  for (const auto& [form, meaning] :
       std::initializer_list<std::pair<absl::string_view, uint32_t>>{{"bans", 1},
                                                                     {"banned", 1},
                                                                     {"banning", 1},
                                                                     {"cities", 2},
                                                                     {"baked", 3},
                                                                     {"baking", 3},
                                                                     {"geese", 4}}) {
    ASSERT_EQ(thesaurus.Find(form).same.size(), 1u) << form;
    EXPECT_EQ(thesaurus.Find(form).same.front(), meaning) << form;
  }
}

TEST(ThesaurusTest, RefusesWhatItCannotRead) {
  Thesaurus thesaurus;
  for (const absl::string_view line : {"hut", "=1", "hut=x", "hut=1,", "hut!1^2"}) {
    EXPECT_EQ(thesaurus.AddLine(line).code(), absl::StatusCode::kInvalidArgument) << line;
  }
}

TEST(ThesaurusTest, TheBuiltInOneRelatesWords) {
  const std::unique_ptr<const Lexicon> lexicon = Lexicon::Load("").value();
  const Thesaurus& words = lexicon->thesaurus();
  EXPECT_TRUE(Meet(words.Find("physicians").same, words.Find("doctor").same));
  EXPECT_TRUE(Meet(words.Find("migrants").same, words.Find("migration").same));
  EXPECT_TRUE(Meet(words.Find("safe").same, words.Find("dangerous").opposites));
  EXPECT_FALSE(Meet(words.Find("physician").same, words.Find("bridge").same));
}

}  // namespace
}  // namespace standpoint
