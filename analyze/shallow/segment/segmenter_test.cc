#include "analyze/shallow/segment/segmenter.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SegmenterTest : public ::testing::Test {
 protected:
  std::vector<std::string> Sentences(absl::string_view text) {
    std::vector<std::string> sentences;
    for (const Sentence& s : segmenter_->Segment(text).sentences) {
      sentences.emplace_back(text.substr(s.begin, s.end - s.begin));
    }
    return sentences;
  }

  std::vector<std::string> Tokens(absl::string_view text) {
    const Segmentation segmentation = segmenter_->Segment(text);
    std::vector<std::string> tokens;
    for (uint32_t i = 0; i < segmentation.tokens.size(); ++i) {
      tokens.emplace_back(segmentation.TokenText(text, i));
    }
    return tokens;
  }

  const std::unique_ptr<const Lexicon> lexicon_ = Lexicon::Load("").value();
  const std::unique_ptr<Segmenter> segmenter_ = Segmenter::Create(*lexicon_).value();
};

TEST_F(SegmenterTest, AbbreviationsDoNotEndSentences) {
  EXPECT_THAT(Sentences("The U.S. export rules hurt Dr. Rao. Mr. J. R. Ames agreed."),
              ElementsAre("The U.S. export rules hurt Dr. Rao.", "Mr. J. R. Ames agreed."));
  EXPECT_THAT(Sentences("He joined the U.S. Senate in Jan. 2009. See No. 5 of it."),
              ElementsAre("He joined the U.S. Senate in Jan. 2009.", "See No. 5 of it."));
}

TEST_F(SegmenterTest, AbbreviationEndsASentenceBeforeAnOpener) {
  EXPECT_THAT(Sentences("It was made in the U.S. The firm moved."),
              ElementsAre("It was made in the U.S.", "The firm moved."));
}

TEST_F(SegmenterTest, FiguresStayWhole) {
  EXPECT_THAT(Tokens("up 3.5 percent, $1,200"),
              ElementsAre("up", "3.5", "percent", ",", "$", "1,200"));
  EXPECT_THAT(Sentences("It rose 3.5 percent. It fell."),
              ElementsAre("It rose 3.5 percent.", "It fell."));
}

TEST_F(SegmenterTest, QuotationMarksCloseTheirSentence) {
  EXPECT_THAT(Sentences("“It leaks.” She left. \"Why?\" he asked."),
              ElementsAre("“It leaks.”", "She left.", "\"Why?\" he asked."));
}

TEST_F(SegmenterTest, EllipsisGoesOnBeforeALowerCaseWord) {
  EXPECT_THAT(Sentences("He paused... and left. Done."),
              ElementsAre("He paused... and left.", "Done."));
  EXPECT_THAT(Tokens("wait... --"), ElementsAre("wait", "...", "--"));
}

TEST_F(SegmenterTest, LinesThatEndEarlyPartAndWrappedLinesDoNot) {
  EXPECT_THAT(Sentences("Opening Hours\nWe open at nine.\n\nClosed"),
              ElementsAre("Opening Hours", "We open at nine.", "Closed"));
  EXPECT_THAT(
      Sentences("The committee has looked at all of the letters that\nreached it by May."),
      ElementsAre("The committee has looked at all of the letters that\nreached it by May."));
  EXPECT_THAT(Sentences("Is the money that was promised to the town gone?\nMR OSK: No."),
              ElementsAre("Is the money that was promised to the town gone?", "MR OSK: No."));
}

TEST_F(SegmenterTest, ListNumbersStayWithTheirItem) {
  EXPECT_THAT(Sentences("1. Open the box. Look."), ElementsAre("1. Open the box.", "Look."));
}

TEST_F(SegmenterTest, TextWithoutCapitalsIsParted) {
  EXPECT_THAT(Sentences("the app is great. finally it shows delays"),
              ElementsAre("the app is great.", "finally it shows delays"));
}

TEST_F(SegmenterTest, ContractionsAndPossessivesAreOneToken) {
  EXPECT_THAT(Tokens("China's don't won’t"), ElementsAre("China's", "don't", "won’t"));
}

TEST_F(SegmenterTest, ParagraphStartsAreMarked) {
  const Segmentation segmentation = segmenter_->Segment("One. Two.\n\nThree.");
  ASSERT_EQ(segmentation.sentences.size(), 3u);
  EXPECT_TRUE(segmentation.sentences[0].starts_paragraph);
  EXPECT_FALSE(segmentation.sentences[1].starts_paragraph);
  EXPECT_TRUE(segmentation.sentences[2].starts_paragraph);
}

TEST_F(SegmenterTest, BlankTextHasNoSentences) {
  EXPECT_THAT(Sentences(""), IsEmpty());
  EXPECT_THAT(Sentences(" \n\t "), IsEmpty());
}

TEST_F(SegmenterTest, MalformedBytesDoNoHarm) {
  const std::string text = "A\xFF\xFE b\xC3. C";
  for (const Sentence& sentence : segmenter_->Segment(text).sentences) {
    EXPECT_LT(sentence.begin, sentence.end);
    EXPECT_LE(sentence.end, text.size());
  }
}

}  // namespace
}  // namespace standpoint
