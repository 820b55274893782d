// Which of ICU's word pieces are tokens, and which belong together.

#ifndef STANDPOINT_ANALYZE_SHALLOW_SEGMENT_TOKEN_RULES_H_
#define STANDPOINT_ANALYZE_SHALLOW_SEGMENT_TOKEN_RULES_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"

namespace standpoint {

// False for white space and control characters, which are no tokens; else sets `kind`.
// `rule_status` is ICU's.
bool ClassifyToken(absl::string_view piece, int32_t rule_status, TokenKind& kind);

// Joins abbreviations and initials with their full stop, runs of full stops and of hyphens.
std::vector<Token> JoinTokens(absl::string_view text, const std::vector<Token>& raw,
                              const PhraseTable& abbreviations);

// The entry of `token` ("Dr.") in the table of abbreviations, or null.
const PhraseEntry* FindAbbreviation(absl::string_view token, const PhraseTable& abbreviations);

// Whether the text begins with an upper-case, or a lower-case, letter.
bool StartsUpper(absl::string_view text);
bool StartsLower(absl::string_view text);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SHALLOW_SEGMENT_TOKEN_RULES_H_
