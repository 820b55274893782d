// How a sentence evaluates something that it mentions.

#ifndef STANDPOINT_ANALYZE_HEADS_TARGET_POLARITY_H_
#define STANDPOINT_ANALYZE_HEADS_TARGET_POLARITY_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "analyze/heads/small_layer.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Probabilities, which add up to 1.
struct Polarities {
  float negative = 0;
  float neutral = 1;
  float positive = 0;
};

// Threads: safe. Lifetime: borrows the file.
class TargetPolarity {
 public:
  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const TargetPolarity>> Create(const ModelFile& file,
                                                                      const SyntaxLabels& labels);

  // Towards the words [first, last), which lie in one sentence: how the sentence presents what they mention, by the evaluations in its
  // words and how these stand to the mention in the tree. Neutral where the syntax has no scores or there are no words. Linear in the
  // sentence.
  Polarities Of(const Syntax& syntax, uint32_t first, uint32_t last) const;

  // How a word stands to a target: which row of the model's weights its evaluation is read with.
  static constexpr size_t kPlaces = 26;
  // Of each word of the sentence [sentence_first, sentence_last).
  std::vector<uint8_t> Places(const Syntax& syntax, uint32_t first, uint32_t last,
                              uint32_t sentence_first, uint32_t sentence_last) const;

 private:
  enum class Role : uint8_t;

  std::vector<Role> roles_;         // by relation
  const float* weights_ = nullptr;  // [places]: how much a word there counts
  const float* mix_ = nullptr;      // [places, evaluation numbers, width]
  const float* mix_bias_ = nullptr;
  size_t width_ = 0;
  SmallLayer out_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_HEADS_TARGET_POLARITY_H_
