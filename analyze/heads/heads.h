// All that reads the heads' file: networks over the encoder's states, and what puts their scores together.

#ifndef STANDPOINT_ANALYZE_HEADS_HEADS_H_
#define STANDPOINT_ANALYZE_HEADS_HEADS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analyze/heads/check_worthiness.h"
#include "analyze/heads/target_polarity.h"
#include "analyze/heads/word_heads.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Threads: safe. Lifetime: the language model, whose labels it reads, outlives it.
class Heads {
 public:
  // Maps the file `path`, which was trained for the language model with this checksum.
  // Errors: those of ModelFile: MODEL_FILE_UNREADABLE, MODEL_FILE_DAMAGED, MODEL_FILE_VERSION; MODEL_FILE_MISMATCH, also when the file is for
  // another language model.
  static absl::StatusOr<std::unique_ptr<const Heads>> Load(const std::string& path,
                                                           uint64_t language_model,
                                                           const SyntaxLabels& labels,
                                                           size_t state_width);

  const WordHeads& words() const { return *words_; }
  const CheckWorthiness& check_worthiness() const { return *check_worthiness_; }
  const TargetPolarity& target_polarity() const { return *target_polarity_; }
  // The file's card, JSON: data, licences, date, scores.
  absl::string_view card() const { return card_; }
  uint64_t checksum() const { return file_->checksum(); }

 private:
  Heads() = default;

  std::unique_ptr<const ModelFile> file_;
  std::unique_ptr<const WordHeads> words_;
  std::unique_ptr<const CheckWorthiness> check_worthiness_;
  std::unique_ptr<const TargetPolarity> target_polarity_;
  absl::string_view card_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_HEADS_HEADS_H_
