// Sentences that are one: speech and the words behind it that say whose it is, and names behind an abbreviated title.

#ifndef STANDPOINT_ANALYZE_READING_JOIN_SENTENCES_H_
#define STANDPOINT_ANALYZE_READING_JOIN_SENTENCES_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/segment/segments.h"

namespace standpoint {

// Joins a sentence to the one before it where that ends in a comma and a closing quotation mark, where it begins in lower case
// right behind such a mark (`"Why not?" she asked.`), where the one before stops at the verb behind it, and where the one before ends in an abbreviation that stands before names
// (the lexicon's table "abbreviations", `title`). One root then depends on the other sentence. Threads: safe. Lifetime: the
// lexicon outlives it.
class SentenceJoiner {
 public:
  // `labels`: those of the model that the syntaxes will come from.
  SentenceJoiner(const SyntaxLabels& labels, const Lexicon& lexicon);

  // `text` is what `syntax` was read from. Linear in the number of sentences.
  void Join(absl::string_view text, Syntax& syntax) const;

 private:
  bool EndsInTitle(absl::string_view text, const Segments& segments,
                   const SentenceSpan& sentence) const;

  const PhraseTable& abbreviations_;
  uint8_t complement_ = 0;  // the label "ccomp"
  uint8_t name_ = 0;        // the label "flat"
  uint8_t subject_ = 0;     // the label "nsubj"
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_JOIN_SENTENCES_H_
