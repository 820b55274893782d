// Which sequences of a recognizer's labels are names.

#ifndef STANDPOINT_ANALYZE_ENTITY_NAME_LABELS_H_
#define STANDPOINT_ANALYZE_ENTITY_NAME_LABELS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analyze/entity/entities.h"
#include "analyze/model/model_file.h"

namespace standpoint {

// Labels say where in a name a word stands: B begins it, I is within, E ends it, S is all of it, O is outside of names. "B-PER".
class NameLabels {
 public:
  static constexpr size_t kTypes = kEntityTypes;  // PER, ORG, LOC
  static constexpr size_t kMaxLabels = 1 + 4 * kTypes;

  // From the section "labels/entities": O, and the four labels of each type, in any order. Errors: MODEL_FILE_MISMATCH.
  static absl::StatusOr<NameLabels> Read(const ModelFile& file);

  // Appends the names in the sequence of labels that scores best among those that are well formed (a name that was begun ends with
  // its own E, and I and E come only within one). scores: [size, stride], a column for each label. Words count from `first_word`.
  // `back` is scratch memory.
  void Decode(const float* scores, size_t size, size_t stride, uint32_t first_word,
              std::vector<uint8_t>& back, std::vector<Entity>& names) const;

  size_t size() const { return kMaxLabels; }

 private:
  // Places: 0 outside of names, then B, I, E, S of each type.
  enum Part : uint8_t { kBegin, kInside, kEnd, kSingle };
  static constexpr size_t Place(size_t type, Part part) { return 1 + type * 4 + part; }

  // The sum of the scores that say of these words that they are one name, for each type.
  std::array<float, kTypes> Fits(const float* scores, size_t words, size_t stride) const;

  std::array<uint8_t, kMaxLabels> columns_ = {};  // of each place
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENTITY_NAME_LABELS_H_
