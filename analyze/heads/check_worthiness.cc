#include "analyze/heads/check_worthiness.h"

#include <algorithm>
#include <cmath>

#include "analyze/heads/small_layer.h"
#include "common/status/macros.h"

namespace standpoint {

absl::StatusOr<std::unique_ptr<const CheckWorthiness>> CheckWorthiness::Create(
    const ModelFile& file) {
  auto check = std::make_unique<CheckWorthiness>();
  ASSIGN_OR_RETURN(check->bias_, FindNumber(file, "check.bias"));
  ASSIGN_OR_RETURN(check->length_, FindNumber(file, "check.length"));
  return check;
}

float CheckWorthiness::Of(const HeadScores& scores, uint32_t first, uint32_t last) const {
  if (first >= last || last > scores.words.size()) return 0;
  float sum = bias_ + length_ * std::log(static_cast<float>(last - first));
  for (size_t pool = 0; pool < kCheckPools; ++pool) {
    float largest = scores.words[first].check_weights[pool].value();
    for (uint32_t word = first; word < last; ++word) {
      largest = std::max(largest, scores.words[word].check_weights[pool].value());
    }
    float weights = 0, values = 0;
    for (uint32_t word = first; word < last; ++word) {
      const WordScores& of_word = scores.words[word];
      const float weight = std::exp(of_word.check_weights[pool].value() - largest);
      weights += weight;
      values += weight * of_word.check_values[pool].value();
    }
    sum += values / weights;
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace standpoint
