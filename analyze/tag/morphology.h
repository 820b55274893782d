// Word classes, features and lemmas: what `tag` hands to the later steps.

#ifndef STANDPOINT_ANALYZE_TAG_MORPHOLOGY_H_
#define STANDPOINT_ANALYZE_TAG_MORPHOLOGY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// The universal parts of speech. Source: universaldependencies.org/u/pos, version 2.
enum class Upos : uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX,
};
constexpr int kUposCount = 17;

// "ADJ", as CoNLL-U writes it.
absl::string_view UposName(Upos upos);
// The one of that name; kX where there is none.
Upos UposNamed(absl::string_view name);

// Of one word. `xpos` and `feats` index the model's lists of Penn Treebank tags ("VBZ") and of feature bundles ("Number=Sing|...").
struct WordMorphology {
  Upos upos = Upos::kX;
  uint8_t xpos = 0;
  uint16_t feats = 0;
  uint32_t lemma_begin = 0;  // bytes into Morphology::lemmas, half-open
  uint32_t lemma_end = 0;
};

// One entry per word of the segments it was made from.
struct Morphology {
  std::vector<WordMorphology> words;
  std::string lemmas;  // all lemmas, one after the other

  absl::string_view Lemma(size_t word) const {
    return absl::string_view(lemmas).substr(words[word].lemma_begin,
                                            words[word].lemma_end - words[word].lemma_begin);
  }
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_TAG_MORPHOLOGY_H_
