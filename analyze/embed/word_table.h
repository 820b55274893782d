// Vectors of words, trained on news and speeches.

#ifndef STANDPOINT_ANALYZE_EMBED_WORD_TABLE_H_
#define STANDPOINT_ANALYZE_EMBED_WORD_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Threads: safe. Lifetime: the file outlives it. Source: the vectors are those of analyze/training/embed.
class WordTable {
 public:
  static constexpr uint32_t kUnknown = ~uint32_t{0};

  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const WordTable>> Create(const ModelFile& file);

  // Of a word as VectorWords() gives it.
  uint32_t Find(absl::string_view word) const;

  size_t size() const { return vectors_.rows(); }
  size_t width() const { return vectors_.columns(); }

  // The vector, of length 1, to out[0..width).
  void Copy(uint32_t row, float* out) const;

  // How much a word tells of the topic: 0 for function words, 1 for rare words and for kUnknown.
  float importance(uint32_t row) const { return row == kUnknown ? 1 : importance_.data[row]; }

  // Of a word in the vector of its sentence: less for frequent ones.
  float weight(uint32_t row) const { return weights_.data[row]; }

 private:
  WordTable() = default;

  absl::flat_hash_map<absl::string_view, uint32_t> rows_;
  Tensor<int8_t> vectors_;
  Tensor<float> scales_;
  Tensor<float> importance_;
  Tensor<float> weights_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_EMBED_WORD_TABLE_H_
