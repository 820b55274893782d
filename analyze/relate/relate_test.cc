// The model that ships, as far as everybody would agree with it.

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "analyze/relate/pair_sentence.h"
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

  double Related(absl::string_view proposition, absl::string_view claim) const {
    return model_->relatedness().Probability(
        ReadSentence(proposition, model_->words(), model_->sentences()),
        ReadSentence(claim, model_->words(), model_->sentences()), 0);
  }

  const std::unique_ptr<const RelationModel> model_ = RelationModel::Load().value();
};

TEST_F(RelationModelTest, VectorsFindParaphrasesWithoutCommonWords) {
  constexpr absl::string_view kTruce = "The truce will not last";
  EXPECT_GT(Cosine(kTruce, "the ceasefire is about to collapse"),
            Cosine(kTruce, "the bakery will not open on Sunday") + 0.2);
  EXPECT_NEAR(Cosine(kTruce, kTruce), 1, 1e-9);
}

TEST_F(RelationModelTest, SomethingElseIsLessRelated) {
  constexpr absl::string_view kRent = "Rent control makes housing shortages worse";
  EXPECT_GT(Related(kRent, "limits on rents leave fewer flats for tenants"),
            Related(kRent, "air traffic control is short of staff"));
}

TEST_F(RelationModelTest, TheSameModelHasTheSameName) {
  EXPECT_EQ(RelationModel::Load().value()->checksum(), model_->checksum());
  EXPECT_GT(model_->words().width(), 0);
}

TEST_F(RelationModelTest, SentencesWithoutWordsAreCompared) {
  PairSentence nothing = ReadSentence("", model_->words(), model_->sentences());
  PairSentence bytes = ReadSentence("\xFF\xFE", model_->words(), model_->sentences());
  model_->network().Prepare(25, nothing);
  model_->network().Prepare(40, bytes);
  const std::vector<float> numbers(model_->network().numbers());
  EXPECT_TRUE(std::isfinite(model_->network().Score(nothing, bytes, numbers)));
  EXPECT_TRUE(std::isfinite(model_->relatedness().Probability(nothing, bytes, 0)));
}

}  // namespace
}  // namespace standpoint
