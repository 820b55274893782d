// Syntax as CoNLL-U, and CoNLL-U as words that the engine can read.

#ifndef STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_CONLLU_H_
#define STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_CONLLU_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "analyze/language/conllu.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/segment/segments.h"

namespace standpoint {

// "PER", "ORG", "LOC".
absl::string_view EntityTypeName(EntityType type);

// The words of a sentence with the text, "SpaceAfter=No", ranges for contractions, and "# newpar" where a paragraph begins; the
// other columns are empty. Replaces `conllu`.
void WordsToConllu(absl::string_view text, const Segments& segments, size_t sentence,
                   ConlluSentence& conllu);

// Fills the columns from LEMMA to DEPREL, and NER and Entity in MISC, with what `syntax` says of its sentence number `sentence`,
// which has the words of `conllu`. Referent n is the entity number `first_entity` + n. DEPS, which would have to agree with the
// tree, is emptied.
void SyntaxToConllu(const Syntax& syntax, size_t sentence, const SyntaxLabels& labels,
                    size_t first_entity, ConlluSentence& conllu);

// Fills Entity alone.
void MentionsToConllu(const Syntax& syntax, size_t sentence, size_t first_entity,
                      ConlluSentence& conllu);

// Appends the words as one sentence of `segments`, and their forms to `text`, apart where the columns say so.
void AppendSegments(const ConlluSentence& conllu, std::string& text, Segments& segments);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LANGUAGE_SYNTAX_CONLLU_H_
