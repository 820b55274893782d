#include "analyze/segment/word_segmenter.h"

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "analyze/model/model_file.h"
#include "analyze/model/model_writer.h"
#include "analyze/segment/segments.h"
#include "analyze/segment/segments_check.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// The words with blanks between; '+' before a word joined to the last one, '|' between sentences, '¶' between paragraphs.
std::string Written(absl::string_view text, const Segments& segments) {
  std::string out;
  for (const SentenceSpan& sentence : segments.sentences) {
    if (sentence.first_word != 0) absl::StrAppend(&out, sentence.starts_paragraph ? " ¶ " : " | ");
    for (size_t i = sentence.first_word; i < sentence.last_word; ++i) {
      if (i != sentence.first_word) out += segments.words[i].joined ? "+" : " ";
      absl::StrAppend(&out, segments.Form(text, i));
    }
  }
  return out;
}

class TrainedSegmenterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto model = ModelFile::Open("analyze/segment/testdata/segment.lm");
    ASSERT_TRUE(model.ok()) << model.status();
    model_ = model->release();
    auto segmenter = WordSegmenter::Create(*model_);
    ASSERT_TRUE(segmenter.ok()) << segmenter.status();
    segmenter_ = segmenter->release();
  }
  static void TearDownTestSuite() {
    delete segmenter_;
    delete model_;
  }

  static std::string Cut(absl::string_view text) {
    const Segments segments = segmenter_->Segment(text);
    EXPECT_EQ(FaultOf(text, segments), "");
    return Written(text, segments);
  }

  static const ModelFile* model_;
  static const WordSegmenter* segmenter_;
};
const ModelFile* TrainedSegmenterTest::model_ = nullptr;
const WordSegmenter* TrainedSegmenterTest::segmenter_ = nullptr;

TEST_F(TrainedSegmenterTest, ContractionsAreOneTokenOfSeveralWords) {
  EXPECT_EQ(Cut("She didn't say it's over."), "She did+n't say it+'s over .");
  EXPECT_EQ(Cut("We cannot stay and they won’t."), "We can+not stay and they wo+n’t .");
  EXPECT_EQ(Cut("I'm sure the port's boats DON'T sail."),
            "I+'m sure the port+'s boats DO+N'T sail .");
}

TEST_F(TrainedSegmenterTest, AbbreviationsKeepTheirDots) {
  EXPECT_EQ(Cut("Mr. Vries met Dr. Okafor of Tarn Ltd. on Nov. 3. They talked."),
            "Mr. Vries met Dr. Okafor of Tarn Ltd. on Nov. 3 . | They talked .");
  EXPECT_EQ(Cut("It came from the U.S. in March, e.g. by sea."),
            "It came from the U.S. in March , e.g. by sea .");
}

TEST_F(TrainedSegmenterTest, QuotesStayWithTheirSentence) {
  EXPECT_EQ(Cut("\"We sail half empty,\" he said. \"It is a loss.\" She agreed."),
            "\" We sail half empty , \" he said . | \" It is a loss . \" | She agreed .");
}

TEST_F(TrainedSegmenterTest, AddressesAndNumbersStayWhole) {
  EXPECT_EQ(Cut("See https://www.ferry.example/plan?id=4&x=2 or write to the.port@ferry.example."),
            "See https://www.ferry.example/plan?id=4&x=2 or write to the.port@ferry.example .");
  EXPECT_EQ(Cut("Fares rose 3.5% to $2,300.50."), "Fares rose 3.5 % to $ 2,300.50 .");
  EXPECT_EQ(Cut("The 15-year-old ferry sank."), "The 15 - year - old ferry sank .");
}

TEST_F(TrainedSegmenterTest, LineBreaksMeanLittleWhereTextIsWrapped) {
  const std::string wrapped =
      "The ferry board of the northern islands said on Monday that the night service\n"
      "Halvorsen had promised to the people of the harbour would not return before\n"
      "spring. Most of the boats that used to cross the sound by night now lie idle in\n"
      "Tarn, where a shipyard waits for parts.\n";
  EXPECT_EQ(segmenter_->Segment(wrapped).sentences.size(), 2u);
  EXPECT_EQ(Cut("Night service ends\nBoats lie idle\nFares to rise"),
            "Night service ends | Boats lie idle | Fares to rise");
}

TEST_F(TrainedSegmenterTest, AnEmptyLineEndsASentence) {
  EXPECT_EQ(Cut("a night without\r\n\r\nend"), "a night without ¶ end");
}

TEST_F(TrainedSegmenterTest, OtherScriptsAndPictures) {
  EXPECT_EQ(Cut("Берег был тих. Ночь."), "Берег был тих . | Ночь .");
  EXPECT_EQ(Cut("ok 👩‍🚀 fine"), "ok 👩‍🚀 fine");
}

TEST(WordSegmenterTest, AnyBytesGiveValidSegments) {
  const std::vector<std::string> pieces = {"word",
                                           "Don't",
                                           "cannot",
                                           "n't",
                                           "'t",
                                           " ",
                                           "\n",
                                           "\r\n",
                                           "\n\n",
                                           "\t",
                                           ".",
                                           "...",
                                           "?!",
                                           "\"",
                                           "(",
                                           ")",
                                           "12",
                                           "3.5",
                                           "@",
                                           "http://",
                                           "www.a.b",
                                           "-",
                                           "’",
                                           "\x80",
                                           "\xF0\x9F",
                                           "\xE2\x80",
                                           "é",
                                           "水",
                                           "👩‍🚀",
                                           "🇩🇪",
                                           "\u0301",
                                           "\u200D",
                                           "\u00A0",
                                           "\u2028",
                                           "\u2029",
                                           "\f",
                                           std::string(1, '\0'),
                                           "\x7F",
                                           "its",
                                           "dunno",
                                           "N'T",
                                           "\u3002",
                                           "_",
                                           "\u0085"};
  for (uint32_t seed = 0; seed < 3; ++seed) {
    const auto model = ModelFile::Parse(RandomSegmentModel(seed), "random");
    ASSERT_TRUE(model.ok()) << model.status();
    const auto segmenter = WordSegmenter::Create(**model);
    ASSERT_TRUE(segmenter.ok()) << segmenter.status();
    std::mt19937 random(seed);
    SegmentWorkspace workspace;
    Segments segments;
    for (int round = 0; round < 400; ++round) {
      std::string text;
      for (uint32_t i = random() % 60; i > 0; --i) text += pieces[random() % pieces.size()];
      (*segmenter)->Segment(text, workspace, segments);
      ASSERT_EQ(FaultOf(text, segments), "") << testing::PrintToString(text);
    }
  }
}

TEST(WordSegmenterTest, LongSentencesAreCut) {
  const auto model = ModelFile::Parse(RandomSegmentModel(1), "random");
  const auto segmenter = WordSegmenter::Create(**model);
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "sail ";
  const Segments segments = (*segmenter)->Segment(text);
  EXPECT_EQ(segments.words.size(), 10000u);
  EXPECT_EQ(segments.sentences.size(), 20u);  // 19 of 512 words and the rest
  EXPECT_EQ(FaultOf(text, segments), "");
}

TEST(WordSegmenterTest, EmptyTextHasNoSentences) {
  const auto model = ModelFile::Parse(RandomSegmentModel(1), "random");
  const auto segmenter = WordSegmenter::Create(**model);
  EXPECT_TRUE((*segmenter)->Segment("").sentences.empty());
  EXPECT_TRUE((*segmenter)->Segment(" \n\n\t ").sentences.empty());
}

TEST(WordSegmenterTest, AModelWithoutItsSectionsIsRefused) {
  ModelWriter writer;
  writer.AddText("segment/contractions", "can not");
  const auto model = ModelFile::Parse(writer.Bytes(), "bare");
  ASSERT_TRUE(model.ok()) << model.status();
  EXPECT_FALSE(WordSegmenter::Create(**model).ok());
}

}  // namespace
}  // namespace standpoint
