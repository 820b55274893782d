// Words as the lexicon knows them, before any look at what stands beside them.

#ifndef STANDPOINT_ANALYZE_SHALLOW_TAG_WORD_FORMS_H_
#define STANDPOINT_ANALYZE_SHALLOW_TAG_WORD_FORMS_H_

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/tag/tagging.h"

namespace standpoint {

// A tagging with `word`, `lemma` and `bits` of every token, and with the tags that do not depend on
// context: punctuation, numbers, symbols, possessives. Words that the lexicon lacks get bits by
// their endings.
Tagging LookUpWords(absl::string_view text, const Segmentation& segmentation,
                    const Lexicon& lexicon);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SHALLOW_TAG_WORD_FORMS_H_
