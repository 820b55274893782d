// The words under which propositions and claims are found.

#ifndef STANDPOINT_ANALYZE_LEXICON_TERM_EXTRACTOR_H_
#define STANDPOINT_ANALYZE_LEXICON_TERM_EXTRACTOR_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"

namespace standpoint {

// A word of a text.
struct Term {
  std::string word;  // lower case, without a possessive ending
  std::string stem;  // Snowball's English stem of it
  bool stop = false;
};

// Breaks text into words (runs of letters and digits; hyphens part, full stops between single
// letters do not) and stems them. Source: M. Porter's Snowball stemmer for English (libstemmer).
// Threads: safe. Lifetime: the lexicon outlives it.
class TermExtractor {
 public:
  explicit TermExtractor(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // Every word, in text order.
  std::vector<Term> Words(absl::string_view text) const;

  // Stems of the words that are no stop words, each once, in order of first appearance.
  std::vector<std::string> Terms(absl::string_view text) const;

 private:
  const Lexicon& lexicon_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LEXICON_TERM_EXTRACTOR_H_
