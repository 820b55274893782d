// The vector of a sentence, from those of its words.

#ifndef STANDPOINT_ANALYZE_EMBED_SENTENCE_VECTORS_H_
#define STANDPOINT_ANALYZE_EMBED_SENTENCE_VECTORS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/embed/word_table.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Threads: safe. Lifetime: file and table outlive it. Source: S. Arora, Y. Liang, T. Ma, "A Simple but Tough-to-Beat Baseline
// for Sentence Embeddings" (2017): the mean of the words' vectors, frequent words weighing less, without what all sentences
// have in common.
class SentenceVectors {
 public:
  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const SentenceVectors>> Create(const ModelFile& file,
                                                                       const WordTable& table);

  size_t width() const { return table_.width(); }

  // Of length 1; zeros when no word is known. `vectors` holds the words' own, row by row, and `rows` their places in the
  // table.
  std::vector<float> FromWords(absl::Span<const uint32_t> rows, const float* vectors) const;

  // As it is stored and compared: signed 8-bit components, the largest of them 127 or -127; empty when no word is known.
  // Linear in the text's first 400 words.
  std::string Embed(absl::string_view text) const;

 private:
  explicit SentenceVectors(const WordTable& table) : table_(table) {}

  const WordTable& table_;
  Tensor<float> common_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_EMBED_SENTENCE_VECTORS_H_
