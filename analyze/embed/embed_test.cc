#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "analyze/embed/dense.h"
#include "analyze/embed/sentence_vectors.h"
#include "analyze/embed/vector_words.h"
#include "analyze/embed/word_table.h"
#include "analyze/model/model_file.h"
#include "analyze/model/model_writer.h"

namespace standpoint {
namespace {

std::string Words(absl::string_view text) { return absl::StrJoin(VectorWords(text), "|"); }

// What words() of analyze/training/embed/words.py gives.
TEST(VectorWordsTest, CutsAsTheTrainingDid) {
  EXPECT_EQ(Words("Don't can\u2019t won't it's O'Brien ain't"),
            "do|n't|ca|n't|wo|n't|it|s|o|brien|ai|n't");
  EXPECT_EQ(Words("n't 'tis 12345 2020 caf\u00e9 U.S. x't y't5 \u2019t"),
            "n|t|tis|0|2020|caf\u00e9|u|s|x|t|y|t5|t");
  EXPECT_EQ(Words(""), "");
  EXPECT_EQ(Words("\xFF\xFE a"), "\xFF\xFE|a");
  EXPECT_EQ(VectorWords("a b c d", 3).size(), 3);
}

TEST(DenseTest, Multiplies) {
  std::vector<float> x(32), y(32);
  float expected = 0;
  for (size_t i = 0; i < x.size(); ++i) {
    x[i] = static_cast<float>(i) - 7;
    y[i] = 1.0F / static_cast<float>(i + 1);
    expected += x[i] * y[i];
  }
  EXPECT_NEAR(Dot(x.data(), y.data(), 32), expected, 1e-4);
  float out[2] = {1, 2};
  AddProduct(x.data(), 2, 16, y.data(), out);
  EXPECT_NEAR(out[0] + out[1], 3 + Dot(x.data(), y.data(), 16) + Dot(&x[16], y.data(), 16), 1e-4);
  AddScaled(x.data(), 2, 32, y.data());
  EXPECT_FLOAT_EQ(y[31], 24 * 2 + 1.0F / 32);
}

// By the definition, for counts of columns that fill one vector, four, and more, and for rows beyond four.
TEST(DenseTest, MultipliesRows) {
  for (const size_t columns : {16u, 48u, 64u, 80u}) {
    constexpr size_t kRows = 6, kWidth = 5;
    std::vector<float> x(kRows * kWidth), matrix(kWidth * columns), out(kRows * columns, 0.5F);
    for (size_t i = 0; i < x.size(); ++i) {
      x[i] = static_cast<float>(i) - 6;
    }
    for (size_t i = 0; i < matrix.size(); ++i) {
      matrix[i] = static_cast<float>(i % 7) - 3;
    }
    AddRowProducts(x.data(), kRows, kWidth, matrix.data(), columns, out.data());
    for (size_t i = 0; i < out.size(); ++i) {
      float expected = 0.5F;
      for (size_t k = 0; k < kWidth; ++k) {
        expected += x[i / columns * kWidth + k] * matrix[k * columns + i % columns];
      }
      EXPECT_FLOAT_EQ(out[i], expected) << columns << " columns, " << i;
    }
  }
}

// Two words at right angles, and what all sentences have in common: the first direction, by half.
class SentenceVectorsTest : public testing::Test {
 protected:
  SentenceVectorsTest() {
    std::vector<int8_t> rows(2 * 16);
    rows[0] = rows[16 + 1] = 100;
    ModelWriter writer;
    writer.AddText("words", "ban\nworks");
    writer.Add<int8_t>("vectors/q", {2, 16}, rows);
    writer.Add<float>("vectors/scale", {2}, {0.01F, 0.01F});
    writer.Add<float>("importance", {2}, {1, 0});
    writer.Add<float>("embed/weight", {2}, {1, 0.5F});
    writer.Add<float>("embed/common", {1, 16}, std::vector<float>(16));
    file_ = ModelFile::Parse(writer.Bytes(), "test").value();
    table_ = WordTable::Create(*file_).value();
    vectors_ = SentenceVectors::Create(*file_, *table_).value();
  }

  std::unique_ptr<const ModelFile> file_;
  std::unique_ptr<const WordTable> table_;
  std::unique_ptr<const SentenceVectors> vectors_;
};

TEST_F(SentenceVectorsTest, WeighsWords) {
  const std::string vector = vectors_->Embed("The BAN works");
  ASSERT_EQ(vector.size(), 16);
  EXPECT_EQ(static_cast<int8_t>(vector[0]), 127);
  EXPECT_EQ(static_cast<int8_t>(vector[1]), 64);
  EXPECT_EQ(static_cast<int8_t>(vector[2]), 0);
  EXPECT_EQ(vectors_->Embed("no such words"), "");
  EXPECT_EQ(vectors_->Embed(""), "");
}

TEST_F(SentenceVectorsTest, UnknownWordsAreImportant) {
  EXPECT_EQ(table_->Find("chips"), WordTable::kUnknown);
  EXPECT_EQ(table_->importance(table_->Find("chips")), 1);
  EXPECT_EQ(table_->importance(table_->Find("works")), 0);
}

}  // namespace
}  // namespace standpoint
