// The trained model of how two sentences stand to each other, as it was when the program was built.

#ifndef STANDPOINT_ANALYZE_RELATE_RELATION_MODEL_H_
#define STANDPOINT_ANALYZE_RELATE_RELATION_MODEL_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/embed/sentence_vectors.h"
#include "analyze/embed/word_table.h"
#include "analyze/model/model_file.h"
#include "analyze/relate/pair_network.h"

namespace standpoint {

// Threads: safe.
class RelationModel {
 public:
  // Of analyze/models/relations.lm, whose bytes are part of the program: some milliseconds, for its words are numbered.
  // Errors: those of ModelFile, when the file did not fit this code as it was built.
  static absl::StatusOr<std::unique_ptr<const RelationModel>> Load();

  const WordTable& words() const { return *words_; }
  const SentenceVectors& sentences() const { return *sentences_; }
  // At least one; what they say counts in the mean.
  absl::Span<const std::unique_ptr<const PairNetwork>> networks() const { return networks_; }
  uint64_t checksum() const { return file_->checksum(); }

 private:
  RelationModel() = default;

  std::unique_ptr<const ModelFile> file_;
  std::unique_ptr<const WordTable> words_;
  std::unique_ptr<const SentenceVectors> sentences_;
  std::vector<std::unique_ptr<const PairNetwork>> networks_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_RELATE_RELATION_MODEL_H_
