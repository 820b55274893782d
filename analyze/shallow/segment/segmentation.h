// Sentences and tokens: what `segment` hands to the later steps.

#ifndef STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SEGMENTATION_H_
#define STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SEGMENTATION_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

enum class TokenKind : uint8_t {
  kWord,         // letters, with what belongs to them: "U.S.", "don't", "Dr."
  kNumber,       // "3.5", "2014"
  kPunctuation,  // one mark, or a run of full stops or hyphens
  kSymbol,       // "%", "$", an emoji
};

// Units: bytes into the text, half-open, on code-point boundaries. Never empty, never white space.
struct Token {
  uint32_t begin = 0;
  uint32_t end = 0;
  TokenKind kind = TokenKind::kWord;
  bool glued = false;  // nothing stands between it and the token before
};

// A sentence; begins with its first token and ends with its last one.
struct Sentence {
  uint32_t begin = 0;  // bytes
  uint32_t end = 0;
  uint32_t first_token = 0;  // indices into Segmentation::tokens, half-open
  uint32_t last_token = 0;
  bool starts_paragraph = false;  // first of the text, or after a line break that parts
};

// Both in text order, without overlap; every token belongs to exactly one sentence.
struct Segmentation {
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;

  absl::string_view TokenText(absl::string_view text, uint32_t token) const {
    return text.substr(tokens[token].begin, tokens[token].end - tokens[token].begin);
  }
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SEGMENTATION_H_
