// What the words around a predicate tell of whether it happened: negations, modals, the verb it is the content of.

#ifndef STANDPOINT_ANALYZE_HEADS_FACTUALITY_FEATURES_H_
#define STANDPOINT_ANALYZE_HEADS_FACTUALITY_FEATURES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/parse/dependencies.h"
#include "analyze/tag/morphology.h"

namespace standpoint {

// The row of a feature's name in a table of so many rows: FNV-1a, 32 bits. Source: RFC 9923.
uint32_t FeatureRow(absl::string_view name, uint32_t rows);

// Features are names: "l=fail", "r=xcomp", "g=xcomp=fail". Threads: safe. Lifetime: the labels' letters outlive it.
class FactualityFeatures {
 public:
  FactualityFeatures() = default;
  FactualityFeatures(const SyntaxLabels& labels, uint32_t rows);

  // All features of the words [first, last), whose heads may lie outside: then the head counts as none. `to_word(word, row)` gets those
  // of a word, `to_children(head, row)` those that all that hang on `head` share.
  template <typename ToWord, typename ToChildren>
  void ForEach(const Morphology& morphology, const Dependencies& dependencies, uint32_t first,
               uint32_t last, const ToWord& to_word, const ToChildren& to_children) const;

  // Whether a word with this relation makes its head a predicate: a copula or a subject.
  bool MarksPredicate(uint8_t relation) const { return marks_[relation]; }

 private:
  // The row of "KINDlabel=lemma", the lemma in lower case.
  uint32_t Row(absl::string_view kind, absl::string_view label, absl::string_view lemma) const;
  bool Shows(uint8_t relation, absl::string_view lemma) const;

  uint32_t rows_ = 1;
  std::vector<absl::string_view> relations_;
  std::vector<absl::string_view> tags_;
  std::vector<bool> shown_;  // relations whose words say something of their head
  std::vector<bool> marks_;
};

template <typename ToWord, typename ToChildren>
void FactualityFeatures::ForEach(const Morphology& morphology, const Dependencies& dependencies,
                                 uint32_t first, uint32_t last, const ToWord& to_word,
                                 const ToChildren& to_children) const {
  const auto relation = [&](uint32_t w) { return relations_[dependencies.words[w].relation]; };
  const auto tag = [&](uint32_t w) { return tags_[morphology.words[w].xpos]; };
  const auto head_of = [&](uint32_t w) {
    const uint32_t head = dependencies.words[w].head;
    return head >= first && head < last ? head : Dependency::kRoot;
  };
  for (uint32_t word = first; word < last; ++word) {
    const absl::string_view lemma = morphology.Lemma(word);
    to_word(word, Row("l", "", lemma));
    to_word(word, Row("r", "", relation(word)));
    to_word(word, Row("x", "", tag(word)));
    const uint32_t head = head_of(word);
    if (head == Dependency::kRoot) continue;
    to_word(word, Row("g", relation(word), morphology.Lemma(head)));
    to_word(word, Row("gx", relation(word), tag(head)));
    to_word(word, Row("gl", "", morphology.Lemma(head)));
    if (const uint32_t above = head_of(head); above != Dependency::kRoot) {
      to_word(word, Row("G", relation(head), morphology.Lemma(above)));
      to_word(word, Row("Gr", relation(head), relation(word)));
    }
    if (Shows(dependencies.words[word].relation, lemma)) {
      to_word(head, Row("c", relation(word), lemma));
      to_children(head, Row("h", relation(word), lemma));
    }
  }
}

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_HEADS_FACTUALITY_FEATURES_H_
