// A sentence's tree from the top down: what hangs on each word.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_SENTENCE_TREE_H_
#define STANDPOINT_ANALYZE_PROPOSITION_SENTENCE_TREE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/language/syntax.h"
#include "analyze/parse/dependencies.h"
#include "analyze/proposition/grammar.h"
#include "analyze/tag/morphology.h"

namespace standpoint {

// Words of one sentence in text order, not always all between first and last. Units: indices into Segments::words.
using Phrase = std::vector<uint32_t>;

// Words are indices into Segments::words throughout. Threads: one at a time. Lifetime: borrows what it is made from.
class SentenceTree {
 public:
  static constexpr uint32_t kNone = Dependency::kRoot;
  // Longer phrases are cut, so that deep trees cost no more than their words times this.
  static constexpr size_t kMaxPhrase = 256;

  SentenceTree(absl::string_view text, const Syntax& syntax, const Grammar& grammar)
      : text_(text), syntax_(syntax), grammar_(grammar) {}

  // Goes to another sentence. Linear in its words.
  void Read(size_t sentence);

  uint32_t first_word() const { return first_; }
  uint32_t last_word() const { return last_; }

  uint32_t head(uint32_t word) const { return syntax_.dependencies.words[word].head; }  // or kNone
  Arc arc(uint32_t word) const { return grammar_.arc(syntax_.dependencies.words[word].relation); }
  Upos upos(uint32_t word) const { return syntax_.morphology.words[word].upos; }
  WordForm form(uint32_t word) const { return grammar_.form(syntax_.morphology.words[word].xpos); }
  bool plural(uint32_t word) const { return grammar_.plural(syntax_.morphology.words[word].feats); }
  bool relative(uint32_t word) const {
    return grammar_.relative(syntax_.morphology.words[word].feats);
  }
  absl::string_view lemma(uint32_t word) const { return syntax_.morphology.Lemma(word); }
  absl::string_view written(uint32_t word) const { return syntax_.segments.Form(text_, word); }
  bool space_before(uint32_t word) const { return syntax_.segments.words[word].space_before; }

  // What hangs on a word, in text order. Lifetime: until Read.
  absl::Span<const uint32_t> children(uint32_t word) const;
  // The first child with this arc; kNone.
  uint32_t Child(uint32_t word, Arc arc) const;
  bool Has(uint32_t word, Arc arc) const { return Child(word, arc) != kNone; }

  // A word with all below it, but for the children of it or of others for which `drop(child, parent)` and what is below those.
  template <typename Drop>
  Phrase Below(uint32_t word, const Drop& drop) const;
  Phrase Below(uint32_t word) const {
    return Below(word, [](uint32_t, uint32_t) { return false; });
  }
  // Whether `word` is `top` or below it.
  bool IsBelow(uint32_t word, uint32_t top) const;

  // The words as written, with one blank where something stands between them.
  std::string Written(const Phrase& phrase) const;

 private:
  const absl::string_view text_;
  const Syntax& syntax_;
  const Grammar& grammar_;
  uint32_t first_ = 0;
  uint32_t last_ = 0;
  std::vector<uint32_t> begins_;  // of each word's children in children_; one more entry
  std::vector<uint32_t> children_;
};

template <typename Drop>
Phrase SentenceTree::Below(uint32_t word, const Drop& drop) const {
  Phrase phrase = {word};
  for (size_t done = 0; done < phrase.size() && phrase.size() < kMaxPhrase; ++done) {
    const uint32_t parent = phrase[done];
    for (const uint32_t child : children(parent)) {
      if (!drop(child, parent)) phrase.push_back(child);
    }
  }
  std::sort(phrase.begin(), phrase.end());
  return phrase;
}

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_SENTENCE_TREE_H_
