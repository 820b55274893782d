// A small network that tells how a claim stands to a proposition.

#ifndef STANDPOINT_ANALYZE_RELATE_PAIR_NETWORK_H_
#define STANDPOINT_ANALYZE_RELATE_PAIR_NETWORK_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/model/model_file.h"
#include "analyze/relate/pair_sentence.h"

namespace standpoint {

// Probabilities that a claim supports the proposition, opposes it, discusses its question, or has nothing to do with it.
struct RelationProbabilities {
  double support = 0;
  double oppose = 0;
  double discuss = 0;
  double unrelated = 0;
};

// What the network makes of single words, kept so that a word that many claims share is read once. Threads: one.
struct ReadWords {
  absl::flat_hash_map<uint32_t, size_t> places;  // by row in the table
  std::vector<float> values;
};

// Each word of either sentence, read with its neighbours, is compared with what the other has for it: by the cosine of their
// vectors, and by a second kind of vectors in which opposites point away from each other. What the comparisons say
// together, with what either sentence says by itself and with numbers that the engine knows of the pair, gives the relation. Threads: safe. Lifetime: the file outlives
// it. Source: A. Parikh and others, "A Decomposable Attention Model for Natural Language Inference" (2016), made smaller; the
// second vectors after N. Mrksic and others, "Counter-fitting Word Vectors to Linguistic Constraints" (2016); trained by
// analyze/training/relate.
class PairNetwork {
 public:
  static constexpr size_t kMostPropositionWords = 25;
  static constexpr size_t kMostClaimWords = 40;

  // Sections "pair/`number`/..."; networks of one file share the words' vectors. Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const PairNetwork>> Create(const ModelFile& file,
                                                                   size_t number, size_t words,
                                                                   size_t width);

  // How many numbers Judge() wants.
  size_t numbers() const { return numbers_.rows(); }

  // Adds what the comparisons need of the sentence's first `most` known words; once for each sentence.
  void Prepare(size_t most, ReadWords& read, PairSentence& sentence) const;

  // Both sentences are prepared.
  RelationProbabilities Judge(const PairSentence& proposition, const PairSentence& claim,
                              absl::Span<const float> numbers) const;

 private:
  struct Meeting;
  struct Attending;

  PairNetwork() = default;
  absl::Status LoadWords(const ModelFile& file, absl::string_view own, size_t words, size_t width);
  absl::Status LoadComparison(const ModelFile& file, absl::string_view own);

  // The word's own reading, as it stands alone.
  const float* Read(const float* vector, const float* side, uint32_t row, ReadWords& read) const;

  void ReadContext(const std::vector<float>& alone, PairSentence& sentence) const;
  void ReadAttitude(PairSentence& sentence) const;

  Meeting Meet(const PairSentence& proposition, const PairSentence& claim) const;

  // Of one word, with its cosines with those of `other`.
  void Attend(const PairSentence& other, absl::Span<const float> cosines,
              absl::Span<const float> sides, Attending& word) const;

  // Adds sums and maxima of the comparisons of `own`'s words.
  void Compare(const PairSentence& own, const PairSentence& other, const Meeting& meeting,
               float* out) const;

  size_t hidden_ = 0;
  float sharpness_ = 0;
  Tensor<int8_t> sides_;
  Tensor<float> side_scales_;
  Tensor<float> project_, project_sides_, project_bias_;
  Tensor<float> before_, here_, after_, context_bias_;
  Tensor<float> attitude_, attitude_bias_;
  Tensor<float> own_, aligned_, product_, signs_, compare_bias_;
  Tensor<float> read_, numbers_, hidden_bias_, out_, out_bias_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_PAIR_NETWORK_H_
