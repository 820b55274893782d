// Which of ICU's proposed sentence boundaries stand.

#ifndef STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SENTENCE_RULES_H_
#define STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SENTENCE_RULES_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"

namespace standpoint {

// `proposed`: ascending byte offsets at which a sentence may begin. `tokens` are those of `text`.
std::vector<Sentence> DecideSentences(absl::string_view text, const std::vector<Token>& tokens,
                                      const std::vector<uint32_t>& proposed,
                                      const Lexicon& lexicon);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SHALLOW_SEGMENT_SENTENCE_RULES_H_
