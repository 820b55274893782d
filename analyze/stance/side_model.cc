#include "analyze/stance/side_model.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/stance/evaluation.h"

namespace standpoint {
namespace {

constexpr double kNearlySame = 0.8;  // from this share on a claim can restate the proposition

static_assert(std::size(kSideFeatureNames) == kSideFeatures, "one name a feature");

double Logistic(double x) { return 1 / (1 + std::exp(-x)); }

// The side of the most telling part that takes one, or else of the negation.
int WordedSide(const Evaluation& text) {
  for (const double part :
       {text.clauses.subject, text.clauses.object, text.clauses.verb, text.clauses.other}) {
    if (part != 0) {
      return part > 0 ? 1 : -1;
    }
  }
  return text.clauses.negations;
}

}  // namespace

int SideOf(const Evaluation& proposition) {
  if (proposition.clauses.subject == 0 && proposition.clauses.object == 0 &&
      proposition.clauses.verb == 0 && proposition.clauses.other == 0 &&
      proposition.clauses.loose < 0) {
    return -proposition.clauses.negations;
  }
  return WordedSide(proposition);
}

SideFeatures CompareSides(const Evaluation& proposition, const Evaluation& claim, double share,
                          bool swapped) {
  const double root = std::sqrt(std::max(1, claim.words));
  const double restated = share >= kNearlySame ? WordedSide(claim) : 0;
  const double covered =
      std::clamp(claim.clauses.subject + claim.clauses.object, -1.0, 1.0) * share;
  SideFeatures features = {claim.clauses.subject,
                           claim.clauses.object,
                           claim.clauses.other,
                           claim.clauses.verb,
                           claim.clauses.loose / root,
                           claim.learned / root,
                           covered,
                           restated};
  const double side = swapped ? -SideOf(proposition) : SideOf(proposition);
  for (double& feature : features) {
    feature *= side;
  }
  return features;
}

SideModel::SideModel(const Lexicon& lexicon) {
  const auto read = [&lexicon](absl::string_view name) {
    const auto* const entries = lexicon.Phrases("judge").StartingWith("feature");
    double weight = 0;
    for (size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
      const PhraseEntry& entry = *(*entries)[i];
      if (entry.words.size() == 2 && entry.words[1] == name) {
        (void)absl::SimpleAtod(entry.Get("weight"), &weight);
      }
    }
    return weight;
  };
  bias_ = read("bias");
  for (size_t i = 0; i < kSideFeatures; ++i) {
    weights_[i] = read(kSideFeatureNames[i]);
  }
  related_bias_ = read("related_bias");
  related_share_ = read("related_share");
}

double SideModel::Supports(const SideFeatures& features) const {
  double sum = bias_;
  for (size_t i = 0; i < kSideFeatures; ++i) {
    sum += weights_[i] * features[i];
  }
  return Logistic(sum);
}

double SideModel::Relates(double share) const {
  return Logistic(related_bias_ + related_share_ * share);
}

}  // namespace standpoint
