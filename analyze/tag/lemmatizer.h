// Words and their tags -> lemmas.

#ifndef STANDPOINT_ANALYZE_TAG_LEMMATIZER_H_
#define STANDPOINT_ANALYZE_TAG_LEMMATIZER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/model/model_file.h"
#include "analyze/tag/morphology.h"

namespace standpoint {

// Finds lemmas by learnt rules: which letters the end of a word loses and gains, and how letter case changes, each by the most
// particular rule that knows the word, its longest known ending, or its tags. Source: analyze/training/language/lemma.py, which
// tells the rules and does the same step by step.
// Threads: safe. Lifetime: the model file outlives it.
class Lemmatizer {
 public:
  // Reads the sections "lemma/..." and the labels. Errors: those of ModelFile; MODEL_FILE_MISMATCH.
  static absl::StatusOr<std::unique_ptr<const Lemmatizer>> Load(const ModelFile& model);

  // Appends the lemma of `form` to `lemmas`: at least one character of valid UTF-8, also for a form that is neither. `xpos` and
  // `feats` index the model's labels. Time: linear in the form.
  void Append(absl::string_view form, Upos upos, size_t xpos, size_t feats,
              std::string& lemmas) const;

 private:
  struct Edit {
    size_t cut = 0;  // code points lost at the end
    std::u32string ending;
  };
  struct TagSeeds {
    uint64_t word, ending, letter_case;
  };
  struct Key;

  Lemmatizer() = default;
  absl::Status ReadRules(const ModelFile& model);
  absl::Status ReadEdits(const ModelFile& model);
  absl::Status ReadLabels(const ModelFile& model);
  // The rule's value, from 1; 0 when there is none.
  uint16_t Find(uint64_t seed, uint64_t ending) const;
  const Edit* FindEdit(const Key& key, const TagSeeds& seeds, uint64_t feats) const;
  uint16_t FindCase(const Key& key, const TagSeeds& seeds, Upos upos) const;

  absl::Span<const uint32_t> checks_;
  absl::Span<const uint16_t> values_;
  std::vector<Edit> edits_;
  size_t xpos_count_ = 0;
  std::vector<TagSeeds> tag_seeds_;   // by part of speech and Penn tag
  std::vector<uint64_t> upos_seeds_;  // of letter case, by part of speech alone
  std::vector<uint64_t> feats_seeds_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_TAG_LEMMATIZER_H_
