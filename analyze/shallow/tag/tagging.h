// What each token is in its sentence: what `tag` hands to the later steps.

#ifndef STANDPOINT_ANALYZE_SHALLOW_TAG_TAGGING_H_
#define STANDPOINT_ANALYZE_SHALLOW_TAG_TAGGING_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

enum class Tag : uint8_t {
  kNoun,  // also unknown words, and adjectives that the lexicon does not know
  kProper,
  kPronoun,
  kDeterminer,  // articles, possessives, quantifiers; "China's"
  kAdjective,
  kNumber,
  kPreposition,
  kTo,    // of an infinitive
  kThat,  // that and whether, opening a clause
  kAdverb,
  kAuxiliary,   // be, have, do and modals in any form
  kVerb,        // a main verb in a finite form
  kBase,        // a main verb in its base form under an auxiliary or "to"
  kParticiple,  // past participle
  kGerund,      // -ing form
  kCoordinator,
  kSubordinator,
  kInnerLink,    // when, where, as: their clause stays inside another
  kConditional,  // if, unless
  kRelative,
  kQuestion,
  kPunctuation,
  kSymbol,
};

struct WordTag {
  Tag tag = Tag::kNoun;
  bool finite = false;      // carries tense and subject: "is", "rose", "will", also "it's"
  bool imperative = false;  // a finite base form without subject
  uint32_t bits = 0;        // WordBits of the form
  absl::string_view word;   // lower case, straight apostrophes, without a possessive ending
  absl::string_view lemma;  // base form of a verb form, else `word`
};

// One tag per token. Lifetime: the views live as long as the tagging (`word`) and the lexicon
// (`lemma`).
struct Tagging {
  std::vector<WordTag> tags;
  std::vector<char> letters;  // what `word` points into

  Tagging() = default;
  Tagging(Tagging&&) = default;
  Tagging& operator=(Tagging&&) = default;
  Tagging(const Tagging&) = delete;
  Tagging& operator=(const Tagging&) = delete;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SHALLOW_TAG_TAGGING_H_
