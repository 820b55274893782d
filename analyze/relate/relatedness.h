// Whether two sentences are about the same question.

#ifndef STANDPOINT_ANALYZE_RELATE_RELATEDNESS_H_
#define STANDPOINT_ANALYZE_RELATE_RELATEDNESS_H_

#include <array>
#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "analyze/model/model_file.h"
#include "analyze/relate/pair_sentence.h"

namespace standpoint {

// A logistic regression on how well the words of one find counterparts in the other; above all those that are not the same:
// "the brigades die out" and "the crews have recruits" have more in common than "the fire destroyed the canteen" has with
// either. Threads: safe. Lifetime: the file outlives it. Source: trained by analyze/training/relate, where related.py
// explains the numbers.
class Relatedness {
 public:
  static constexpr size_t kNumbers = 11;

  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const Relatedness>> Create(const ModelFile& file);

  // The probability. `share`: of the proposition's topics, those that the claim names.
  double Probability(const PairSentence& proposition, const PairSentence& claim,
                     double share) const;

  // What it is made from.
  static std::array<double, kNumbers> Numbers(const PairSentence& proposition,
                                              const PairSentence& claim, double share);

 private:
  Relatedness() = default;

  Tensor<float> weights_;
  Tensor<float> bias_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_RELATEDNESS_H_
