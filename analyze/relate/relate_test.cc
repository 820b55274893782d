// The model that ships, as far as everybody would agree with it.

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/relate/pair_network.h"
#include "analyze/relate/pair_sentence.h"
#include "analyze/relate/relatedness.h"
#include "analyze/relate/relation_model.h"

namespace standpoint {
namespace {

class RelationModelTest : public testing::Test {
 protected:
  // Cosine of the stored vectors.
  double Cosine(absl::string_view a, absl::string_view b) const {
    const std::string x = model_->sentences().Embed(a);
    const std::string y = model_->sentences().Embed(b);
    double dot = 0;
    double xx = 0;
    double yy = 0;
    for (size_t i = 0; i < x.size(); ++i) {
      const double u = static_cast<signed char>(x[i]);
      const double v = static_cast<signed char>(y[i]);
      dot += u * v;
      xx += u * u;
      yy += v * v;
    }
    return dot / std::sqrt(xx * yy);
  }

  std::array<float, kRelatednessNumbers> Compare(absl::string_view proposition,
                                                 absl::string_view claim) const {
    return CompareContents(ReadSentence(proposition, model_->words(), model_->sentences()),
                           ReadSentence(claim, model_->words(), model_->sentences()), 0.5);
  }

  const std::unique_ptr<const RelationModel> model_ = RelationModel::Load().value();
};

TEST_F(RelationModelTest, VectorsFindParaphrasesWithoutCommonWords) {
  constexpr absl::string_view kTruce = "The truce will not last";
  EXPECT_GT(Cosine(kTruce, "the ceasefire is about to collapse"),
            Cosine(kTruce, "the bakery will not open on Sunday") + 0.2);
  EXPECT_NEAR(Cosine(kTruce, kTruce), 1, 1e-9);
}

TEST_F(RelationModelTest, SomethingElseHasLessInCommon) {
  constexpr absl::string_view kRent = "Rent control makes housing shortages worse";
  const auto near = Compare(kRent, "limits on rents leave fewer flats for tenants");
  const auto far = Compare(kRent, "air traffic control is short of staff");
  EXPECT_GT(near[0], far[0]);
  EXPECT_GT(near[9], far[9]);
  EXPECT_FLOAT_EQ(near[10], 0.5F);
}

TEST_F(RelationModelTest, TheSameModelHasTheSameName) {
  EXPECT_EQ(RelationModel::Load().value()->checksum(), model_->checksum());
  EXPECT_GT(model_->words().width(), 0);
}

TEST_F(RelationModelTest, SentencesWithoutWordsAreCompared) {
  ReadWords read;
  PairSentence nothing = ReadSentence("", model_->words(), model_->sentences());
  PairSentence bytes = ReadSentence("\xFF\xFE", model_->words(), model_->sentences());
  model_->networks().front()->Prepare(25, read, nothing);
  model_->networks().front()->Prepare(40, read, bytes);
  const std::vector<float> numbers(model_->networks().front()->numbers());
  const RelationProbabilities judged = model_->networks().front()->Judge(nothing, bytes, numbers);
  EXPECT_NEAR(judged.support + judged.oppose + judged.discuss + judged.unrelated, 1, 1e-5);
  EXPECT_TRUE(std::isfinite(Compare("", "\xFF\xFE")[0]));
}

}  // namespace
}  // namespace standpoint
