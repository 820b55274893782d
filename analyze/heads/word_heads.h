// States -> scores: small networks that read the encoder's state of each word while it is there.

#ifndef STANDPOINT_ANALYZE_HEADS_WORD_HEADS_H_
#define STANDPOINT_ANALYZE_HEADS_WORD_HEADS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analyze/encode/matrix.h"
#include "analyze/encode/vector_math.h"
#include "analyze/encode/workspace.h"
#include "analyze/heads/factuality_features.h"
#include "analyze/heads/head_scores.h"
#include "analyze/heads/small_layer.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/model/model_file.h"
#include "analyze/parse/dependencies.h"
#include "analyze/tag/morphology.h"

namespace standpoint {

// Threads: safe; each thread brings its own workspace. Lifetime: borrows the file and the labels' letters.
class WordHeads {
 public:
  // Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const WordHeads>> Create(const ModelFile& file,
                                                                 const SyntaxLabels& labels,
                                                                 size_t state_width);

  // Fills the scores of workspace.chunk, whose states, tags, lemmas and arcs are there. Linear in the words.
  void Read(Workspace& workspace, const Morphology& morphology, const Dependencies& dependencies,
            HeadScores& scores) const;

 private:
  WordHeads() = default;
  absl::Status FindHidden(const ModelFile& file, size_t state_width);
  absl::Status FindLexical(const ModelFile& file, size_t tags);
  void AddWords(const Morphology& morphology, const Chunk& chunk, float* hidden) const;
  void ReadWord(float* hidden, WordScores& scores) const;
  void ReadFactuality(const Morphology& morphology, const Dependencies& dependencies,
                      Workspace& workspace, HeadScores& scores) const;

  size_t check_width_ = 0;
  size_t evaluation_width_ = 0;
  size_t factuality_width_ = 0;
  QuantizedMatrix
      hidden_;  // check, evaluation, factuality of the word, factuality of its head's children
  absl::flat_hash_map<absl::string_view, uint32_t> lemmas_;
  QuantizedTable lemma_rows_;  // of check and evaluation; row 0: any other lemma
  QuantizedTable tag_rows_;
  SmallLayer check_;
  SmallLayer evaluation_;
  SmallLayer factuality_;
  QuantizedTable feature_rows_;
  FactualityFeatures features_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_HEADS_WORD_HEADS_H_
