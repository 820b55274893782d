// What the words around a predicate tell of whether it happened: negations, modals, the verb it is the content of.

#ifndef STANDPOINT_ANALYZE_HEADS_FACTUALITY_FEATURES_H_
#define STANDPOINT_ANALYZE_HEADS_FACTUALITY_FEATURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/language/syntax_labels.h"
#include "analyze/parse/dependencies.h"
#include "analyze/tag/morphology.h"

namespace standpoint {

// Features are names: "l=fail", "r=xcomp", "gxcomp=fail"; a name's row in the table is its hash, FNV-1a of 32 bits, modulo the rows.
// Source: RFC 9923. Threads: safe. Lifetime: the labels' letters outlive it.
class FactualityFeatures {
 public:
  FactualityFeatures() = default;
  FactualityFeatures(const SyntaxLabels& labels, uint32_t rows);

  // The features of the words [first, last) for which `wanted(word)`; heads that lie outside count as none. `to_word(word, row)` gets those
  // of a word, `to_children(head, row)` those that all that hangs on `head` share.
  template <typename Wanted, typename ToWord, typename ToChildren>
  void ForEach(const Morphology& morphology, const Dependencies& dependencies, uint32_t first,
               uint32_t last, const Wanted& wanted, const ToWord& to_word,
               const ToChildren& to_children) const;

  // Whether a word with this relation makes its head a predicate: a copula or a subject; whether it heads a clause itself.
  bool MarksPredicate(uint8_t relation) const { return marks_[relation]; }
  bool IsClause(uint8_t relation) const { return clauses_[relation]; }

 private:
  // Names begin with a kind: "l=", "gxcomp=". Those with a relation have one hash for each.
  enum Kind : uint8_t { kHeadLemma, kHeadTag, kAboveLemma, kAboveRelation, kChild, kSibling };
  static constexpr size_t kKinds = 6;

  // The row of the name that begins with what was hashed so far and ends with the lemma in lower case.
  uint32_t Row(uint32_t hashed, absl::string_view lemma) const;
  uint32_t Row(Kind kind, uint8_t relation, absl::string_view lemma) const {
    return Row(begins_[kind][relation], lemma);
  }
  bool Shows(uint8_t relation, absl::string_view lemma) const;

  uint32_t rows_ = 1;
  std::vector<absl::string_view> relations_;
  std::vector<absl::string_view> tags_;
  uint32_t lemma_ = 0, relation_ = 0, tag_ = 0, head_ = 0;  // begins of names without a relation
  std::array<std::vector<uint32_t>, kKinds> begins_;        // by relation
  std::vector<bool> shown_;  // relations whose words say something of their head
  std::vector<bool> marks_;
  std::vector<bool> clauses_;
};

template <typename Wanted, typename ToWord, typename ToChildren>
void FactualityFeatures::ForEach(const Morphology& morphology, const Dependencies& dependencies,
                                 uint32_t first, uint32_t last, const Wanted& wanted,
                                 const ToWord& to_word, const ToChildren& to_children) const {
  const auto relation = [&](uint32_t w) { return dependencies.words[w].relation; };
  const auto tag = [&](uint32_t w) { return tags_[morphology.words[w].xpos]; };
  const auto head_of = [&](uint32_t w) {
    const uint32_t head = dependencies.words[w].head;
    return head >= first && head < last ? head : Dependency::kRoot;
  };
  for (uint32_t word = first; word < last; ++word) {
    const absl::string_view lemma = morphology.Lemma(word);
    const uint32_t head = head_of(word);
    if (head != Dependency::kRoot && Shows(relation(word), lemma)) {
      if (wanted(head)) to_word(head, Row(kChild, relation(word), lemma));
      to_children(head, Row(kSibling, relation(word), lemma));
    }
    if (!wanted(word)) continue;
    to_word(word, Row(lemma_, lemma));
    to_word(word, Row(relation_, relations_[relation(word)]));
    to_word(word, Row(tag_, tag(word)));
    if (head == Dependency::kRoot) continue;
    to_word(word, Row(kHeadLemma, relation(word), morphology.Lemma(head)));
    to_word(word, Row(kHeadTag, relation(word), tag(head)));
    to_word(word, Row(head_, morphology.Lemma(head)));
    if (const uint32_t above = head_of(head); above != Dependency::kRoot) {
      to_word(word, Row(kAboveLemma, relation(head), morphology.Lemma(above)));
      to_word(word, Row(kAboveRelation, relation(head), relations_[relation(word)]));
    }
  }
}

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_HEADS_FACTUALITY_FEATURES_H_
