// From what two texts say of a topic to which side one takes of the other.

#ifndef STANDPOINT_ANALYZE_STANCE_SIDE_MODEL_H_
#define STANDPOINT_ANALYZE_STANCE_SIDE_MODEL_H_

#include <array>
#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/stance/evaluation.h"

namespace standpoint {

// What is weighed, in the order of SideFeatures. Each changes its sign with the claim's side.
inline constexpr absl::string_view kSideFeatureNames[] = {
    "subject", "object", "other", "verb", "loose", "words", "covered", "restate"};
inline constexpr size_t kSideFeatures = 8;
using SideFeatures = std::array<double, kSideFeatures>;

// Which way a proposition's own wording goes: 1 or -1.
int SideOf(const Evaluation& proposition);

// `share`: of the proposition's topics, those that the claim names. `swapped`: the claim compares the other way round.
SideFeatures CompareSides(const Evaluation& proposition, const Evaluation& claim, double share,
                          bool swapped);

// Logistic regressions whose weights are entries "feature NAME" of the lexicon's table "judge". Threads: safe.
// Source: the weights are fitted by analyze/training/judge.
class SideModel {
 public:
  explicit SideModel(const Lexicon& lexicon);

  // The probability that a claim on the topic supports the proposition.
  double Supports(const SideFeatures& features) const;

  // The probability that a claim that names this share of the topics is about them.
  double Relates(double share) const;

 private:
  double bias_ = 0;
  SideFeatures weights_{};
  double related_bias_ = 0;
  double related_share_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_SIDE_MODEL_H_
