// The words that show a side: verbs, nouns and adjectives with what they say of whom.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_WORDS_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_WORDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_table.h"

namespace standpoint {

// What a noun names, as far as its kind tells.
enum class NounKind : uint8_t { kOther, kPerson, kGroup, kNature };

// A word of the lexicon where it stands in a text.
struct StanceMatch {
  const StanceWord* word = nullptr;  // null for none
  TokenRange range;                  // the words of its entry and what lies between them
  size_t object = kNoWord;  // behind a preposition that stands apart: "protect them from floods"
  bool turned = false;      // by "no" or "little" inside: "has no confidence in"

  explicit operator bool() const { return word != nullptr; }
  const StanceWord* operator->() const { return word; }
};

// Reads the tables stance_verbs, stance_nouns and stance_adjectives, what is near to their words (more_stance_*), and noun_kinds.
// Threads: safe. Lifetime: the lexicon outlives it.
class StanceWords {
 public:
  explicit StanceWords(const Lexicon& lexicon);

  // The longest entry whose first word is the verb at `word`: what follows may be parted from it by articles, adverbs and an
  // object ("put riders off").
  StanceMatch Verb(const ClauseTree& tree, size_t word) const;
  // The longest entry that covers `word`.
  StanceMatch Noun(const ClauseTree& tree, size_t word) const;
  StanceMatch Adjective(const ClauseTree& tree, size_t word) const;

  // A verb that attributes a clause to its subject ("argue"), as the table cues says.
  bool IsSpeech(const ClauseTree& tree, size_t verb) const;

  NounKind Kind(const ClauseTree& tree, size_t word) const;
  // A person, a group, an institution: who can be for or against something.
  bool IsActor(const ClauseTree& tree, size_t word) const;

 private:
  static std::vector<uint32_t> Candidates(const TaggedText& text, const StanceBeginning& beginning,
                                          size_t first);
  StanceMatch At(const ClauseTree& tree, const StanceTable& table, size_t first, size_t word) const;
  StanceMatch Covering(const ClauseTree& tree, const StanceTable& table, size_t word) const;
  absl::string_view VerbLemma(const ClauseTree& tree, size_t word) const;

  const Lexicon& lexicon_;
  const PhraseTable& cues_;
  StanceTable verbs_, nouns_, adjectives_;
  absl::flat_hash_map<std::string, NounKind> kinds_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_WORDS_H_
