#include "analyze/tag/lemmatizer.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_split.h"
#include "analyze/model/model_file.h"
#include "analyze/model/model_writer.h"
#include "analyze/tag/morphology.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

constexpr char kModel[] = "analyze/tag/testdata/lemmatizer.lm";
constexpr char kGolden[] = "analyze/tag/testdata/lemmatizer.tsv";

size_t IndexOf(const std::vector<absl::string_view>& labels, absl::string_view label) {
  return std::find(labels.begin(), labels.end(), label) - labels.begin();
}

class LemmatizerTest : public testing::Test {
 protected:
  void SetUp() override {
    auto model = ModelFile::Open(kModel);
    ASSERT_TRUE(model.ok()) << model.status();
    model_ = *std::move(model);
    auto lemmatizer = Lemmatizer::Load(*model_);
    ASSERT_TRUE(lemmatizer.ok()) << lemmatizer.status();
    lemmatizer_ = *std::move(lemmatizer);
  }

  std::unique_ptr<const ModelFile> model_;
  std::unique_ptr<const Lemmatizer> lemmatizer_;
};

TEST_F(LemmatizerTest, DoesAsTheTrainerDoes) {
  const std::vector<absl::string_view> xpos = *model_->Lines("labels/xpos");
  const std::vector<absl::string_view> feats = *model_->Lines("labels/feats");
  std::ifstream golden(kGolden);
  std::string line;
  int rows = 0;
  while (std::getline(golden, line)) {
    const std::vector<std::string> c = absl::StrSplit(line, '\t');
    ASSERT_EQ(c.size(), 5u) << line;
    std::string lemma;
    lemmatizer_->Append(c[0], UposNamed(c[1]), IndexOf(xpos, c[2]), IndexOf(feats, c[3]), lemma);
    EXPECT_EQ(lemma, c[4]) << line;
    ++rows;
  }
  EXPECT_GT(rows, 60);
}

TEST_F(LemmatizerTest, InventedWords) {
  const std::vector<absl::string_view> xpos = *model_->Lines("labels/xpos");
  const std::vector<absl::string_view> feats = *model_->Lines("labels/feats");
  const auto noun = [&](absl::string_view form) {
    std::string lemma;
    lemmatizer_->Append(form, Upos::kNoun, IndexOf(xpos, "NNS"), IndexOf(feats, "Number=Plur"),
                        lemma);
    return lemma;
  };
  EXPECT_EQ(noun("Trollops"), "trollop");
  EXPECT_EQ(noun("plorries"), "plorry");
  EXPECT_EQ(noun("toofen"), "toof");
}

// Whatever the bytes and whatever the tags.
TEST_F(LemmatizerTest, LemmasAreUtf8AndNeverEmpty) {
  std::mt19937 random(7);
  for (int round = 0; round < 20000; ++round) {
    std::string form;
    for (size_t size = random() % 12; size > 0; --size) {
      form.push_back(
          static_cast<char>(round % 2 == 0 ? random() : "aS,s'e\xc3\xa9`"[random() % 9]));
    }
    std::string lemmas = "before";
    lemmatizer_->Append(form, static_cast<Upos>(random() % kUposCount), random() % 14,
                        random() % 14, lemmas);
    ASSERT_GT(lemmas.size(), 6u);
    ASSERT_EQ(lemmas.substr(0, 6), "before");
    for (size_t i = 0; i < lemmas.size();) {
      UChar32 c = 0;
      U8_NEXT(lemmas.data(), i, lemmas.size(), c);
      ASSERT_GE(c, 0) << "round " << round;
    }
  }
}

TEST_F(LemmatizerTest, LongFormsAreReadInLinearTime) {
  std::string lemma;
  lemmatizer_->Append(std::string(1 << 18, 's'), Upos::kNoun, 0, 0, lemma);
  EXPECT_GE(lemma.size(), (1u << 18) - 8);
}

TEST(LemmatizerLoadTest, TablesThatDoNotFitAreAClearError) {
  const auto load = [](std::vector<uint16_t> values, const std::string& edits) {
    ModelWriter writer;
    writer.Add<uint32_t>("lemma/checks", {4}, {0, 0, 0, 0});
    writer.Add<uint16_t>("lemma/values", {static_cast<uint32_t>(values.size())}, values);
    writer.AddText("lemma/edits", edits);
    writer.AddText("labels/xpos", "NN");
    writer.AddText("labels/feats", "_");
    return Lemmatizer::Load(**ModelFile::Parse(writer.Bytes(), "model")).status();
  };
  EXPECT_TRUE(load({1, 0, 0, 0}, "1\ty").ok());
  for (const absl::Status& status : {load({1, 1, 1, 1}, "1\ty"), load({1, 0, 0}, "1\ty"),
                                     load({1, 0, 0, 0}, "y"), load({1, 0, 0, 0}, "-1\ty")}) {
    EXPECT_EQ(ErrorReason(status), "MODEL_FILE_MISMATCH") << status;
  }
}

}  // namespace
}  // namespace standpoint
