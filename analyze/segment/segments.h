// Sentences and words, cut as Universal Dependencies cuts them: what `segment` hands to the later steps.

#ifndef STANDPOINT_ANALYZE_SEGMENT_SEGMENTS_H_
#define STANDPOINT_ANALYZE_SEGMENT_SEGMENTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// A syntactic word. Units: bytes into the text, half-open, on code-point boundaries. Never empty, never white space. A
// contraction is one surface token and several words: "don't" is "do" and "n't", "cannot" is "can" and "not"; the ranges of its
// words follow each other without a gap.
struct WordSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool space_before =
      false;  // white space stands between it and the word before; true for the first word
  bool joined = false;  // belongs to one surface token with the word before
};

// Begins with its first word and ends with its last one.
struct SentenceSpan {
  uint32_t first_word = 0;  // indices into Segments::words, half-open
  uint32_t last_word = 0;
  bool starts_paragraph = false;  // first of the text, or after an empty line

  size_t size() const { return last_word - first_word; }
};

// Both in text order, without overlap; every word belongs to exactly one sentence, no sentence is empty.
struct Segments {
  std::vector<SentenceSpan> sentences;
  std::vector<WordSpan> words;

  absl::string_view Form(absl::string_view text, size_t word) const {
    return text.substr(words[word].begin, words[word].end - words[word].begin);
  }
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_SEGMENTS_H_
