// The model's words and their numbers.

#ifndef STANDPOINT_ANALYZE_ENCODE_VOCABULARY_H_
#define STANDPOINT_ANALYZE_ENCODE_VOCABULARY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// Threads: safe. Lifetime: the words are borrowed.
class Vocabulary {
 public:
  // Numbers the words from 1 on.
  explicit Vocabulary(std::vector<absl::string_view> words);

  // 0 for a word that it does not have.
  uint32_t Find(absl::string_view normalised) const;

  size_t size() const { return words_.size() + 1; }  // with the row for all others

 private:
  std::vector<absl::string_view> words_;
  std::vector<uint32_t> slots_;  // open addressing, a power of two; 0 is free
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENCODE_VOCABULARY_H_
