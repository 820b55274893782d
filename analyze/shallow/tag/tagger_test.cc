#include "analyze/shallow/tag/tagger.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/segment/segmenter.h"
#include "analyze/shallow/tag/tagging.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

class TaggerTest : public ::testing::Test {
 protected:
  // The finite verbs of a text, parted by blanks.
  std::string Finite(absl::string_view text) {
    const Segmentation segmentation = segmenter_->Segment(text);
    const Tagging tagging = Tagger(*lexicon_).Tag(text, segmentation);
    std::string verbs;
    for (const WordTag& tag : tagging.tags) {
      if (tag.finite) {
        absl::StrAppend(&verbs, verbs.empty() ? "" : " ", tag.word);
      }
    }
    return verbs;
  }

  const std::unique_ptr<const Lexicon> lexicon_ = Lexicon::Load("").value();
  const std::unique_ptr<Segmenter> segmenter_ = Segmenter::Create(*lexicon_).value();
};

TEST_F(TaggerTest, FiniteVerbs) {
  const struct {
    absl::string_view text;
    absl::string_view verbs;
  } kCases[] = {
      {"The ferry sank.", "sank"},
      {"Sheep may safely graze.", "may"},
      {"The vets say that the ticks carry fever.", "say carry"},
      {"The guard dogs on two farms have escaped.", "have"},
      {"She pointed out that rain had stopped.", "pointed had"},
      {"Seven bakers in eight bake their bread at night.", "bake"},
      {"Bees no longer visit the orchard.", "visit"},
      {"A rule that limits the hours was passed.", "limits was"},
      {"He had patched the roof and painted the door.", "had"},
      {"Boats moored in the bay drifted out.", "drifted"},
      {"Shut the gate.", "shut"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Finite(test.text), test.verbs) << test.text;
  }
}

TEST_F(TaggerTest, OneTagPerToken) {
  const absl::string_view text = "\xE2\x80\x9CNo,\xE2\x80\x9D she said - 4.5% & more!";
  const Segmentation segmentation = segmenter_->Segment(text);
  EXPECT_EQ(Tagger(*lexicon_).Tag(text, segmentation).tags.size(), segmentation.tokens.size());
  EXPECT_TRUE(Tagger(*lexicon_).Tag("", segmenter_->Segment("")).tags.empty());
}

}  // namespace
}  // namespace standpoint
