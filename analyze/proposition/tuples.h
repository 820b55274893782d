// What a text says, as tuples of open information extraction: subject, predicate, arguments, in the text's own words.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_TUPLES_H_
#define STANDPOINT_ANALYZE_PROPOSITION_TUPLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/language/syntax.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/proposition/grammar.h"
#include "analyze/proposition/predication.h"
#include "analyze/proposition/sentence_tree.h"

namespace standpoint {

// "Bo | was elected mayor in | 2011". Words that are not in the text are forms of "be" and "has" alone: where an apposition, a
// participle or a possessive says what such a verb would.
struct Tuple {
  std::string subject;
  std::string predicate;
  std::vector<std::string>
      arguments;         // never empty; the first without its preposition, which ends the predicate
  float confidence = 0;  // [0, 1]: an order among tuples; see TupleReader
  uint32_t sentence = 0;  // index into Segments::sentences
  uint32_t head = 0;      // the word that says it, index into Segments::words
};

// Confidence: by kind. Verbs come before copulas, adjectives, appositions, titles and possessives; relative, participial, infinitive and
// adverbial clauses after main ones; many arguments after few. Threads: safe. Lifetime: borrows nothing.
class TupleReader {
 public:
  explicit TupleReader(const SyntaxLabels& labels) : grammar_(labels) {}

  // The tuples of all sentences, in text order. `syntax` is that of `text`.
  std::vector<Tuple> Read(absl::string_view text, const Syntax& syntax) const;

 private:
  const Grammar grammar_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_TUPLES_H_
