// What each word is in its sentence, as the rules of the later steps ask for it: `reading` makes it of syntax and lexicon.

#ifndef STANDPOINT_ANALYZE_READING_TAGGING_H_
#define STANDPOINT_ANALYZE_READING_TAGGING_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

enum class Tag : uint8_t {
  kNoun,  // also what belongs to no other class
  kProper,
  kPronoun,
  kDeterminer,  // articles, possessive pronouns, quantifiers
  kPossessive,  // the 's of "China's"
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

// The relations of Universal Dependencies that a rule asks for; subtypes fall together where no rule parts them.
enum class Relation : uint8_t {
  kOther,
  kRoot,
  kNsubj,
  kNsubjPass,
  kCsubj,
  kObj,
  kIobj,
  kCcomp,
  kXcomp,
  kAdvcl,
  kAcl,
  kRelcl,
  kObl,
  kAgent,
  kNmod,
  kNmodPoss,
  kAppos,
  kConj,
  kCc,
  kMark,
  kParataxis,
  kAux,
  kAuxPass,
  kCop,
  kAdvmod,
  kDet,
  kAmod,
  kNummod,
  kCompound,
  kParticle,
  kFlat,
  kFixed,
  kCase,
  kPunct,
  kVocative,
  kDiscourse,
  kDislocated,
  kExpl,
};

struct WordTag {
  Tag tag = Tag::kNoun;
  Relation relation = Relation::kOther;
  bool finite = false;      // carries tense: "is", "rose", "will"
  bool imperative = false;  // a finite base form without subject
  uint32_t head = 0;        // index of the word that this one depends on; its own for the root
  uint32_t first =
      0;  // the words from it to `last` are the shortest stretch with all that depends on this one
  uint32_t last = 0;
  uint32_t bits = 0;  // WordBits of the form; of the verb forms the one that it is here
  absl::string_view
      word;  // lower case, straight apostrophes; clitics in full: "not" of "n't", "will" of "'ll"
  absl::string_view lemma;  // of verbs and nouns their base form, else `word`
};

// One tag per word. Lifetime: the views live as long as the tagging and the morphology that it was made from.
struct Tagging {
  std::vector<WordTag> tags;
  std::vector<bool>
      paragraphs;  // of each sentence: it is the first of a paragraph, or of a line that is not wrapped
  std::vector<char> letters;  // what `word` points into

  Tagging() = default;
  Tagging(Tagging&&) = default;
  Tagging& operator=(Tagging&&) = default;
  Tagging(const Tagging&) = delete;
  Tagging& operator=(const Tagging&) = delete;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_TAGGING_H_
