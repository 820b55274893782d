// A small network that tells which side a claim takes of a proposition.

#ifndef STANDPOINT_ANALYZE_RELATE_PAIR_NETWORK_H_
#define STANDPOINT_ANALYZE_RELATE_PAIR_NETWORK_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "analyze/model/model_file.h"
#include "analyze/relate/pair_sentence.h"

namespace standpoint {

// Each word of either sentence is compared with what the other has for it, by the cosine of their vectors; what the
// comparisons say together, with numbers that the engine knows of the pair, gives the side. Threads: safe. Lifetime: the file
// outlives it. Source: A. Parikh and others, "A Decomposable Attention Model for Natural Language Inference" (2016), made
// smaller; trained by analyze/training/relate.
class PairNetwork {
 public:
  static constexpr size_t kMostPropositionWords = 25;
  static constexpr size_t kMostClaimWords = 40;

  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const PairNetwork>> Create(const ModelFile& file,
                                                                   size_t width);

  // How many numbers Score() wants.
  size_t numbers() const { return numbers_.columns(); }

  // Adds what the comparisons need of the sentence's first `most` known words; once for each sentence.
  void Prepare(size_t most, PairSentence& sentence) const;

  // Log odds of support against opposition; both sentences are prepared.
  double Score(const PairSentence& proposition, const PairSentence& claim,
               absl::Span<const float> numbers) const;

 private:
  PairNetwork() = default;
  absl::Status Load(const ModelFile& file, size_t width);

  // Appends sums and maxima of the comparisons of `own`'s words. `cosines`: own's words by other's.
  void Compare(const PairSentence& own, const PairSentence& other, absl::Span<const float> cosines,
               float* out) const;

  size_t hidden_ = 0;
  float sharpness_ = 0;
  Tensor<float> project_, project_bias_;
  Tensor<float> own_, aligned_, product_, best_, exact_, compare_bias_;
  Tensor<float> read_, numbers_, hidden_bias_, out_, out_bias_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_PAIR_NETWORK_H_
