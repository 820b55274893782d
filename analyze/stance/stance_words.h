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

namespace standpoint {

// What a verb does to its object.
enum class Effect : uint8_t { kNone, kGood, kBad, kMore, kLess };

// What a word says, as the lexicon's data tells: 1 for support, having, good, true; -1 for the opposite; 0 for nothing.
struct StanceWord {
  int8_t to = 0;       // its subject, or its owner, towards its object
  int8_t wish = 0;     // who wants it wants to have or to end its object
  int8_t of = 0;       // said of its subject
  int8_t event = 0;    // that it happens
  int8_t value = 0;    // good or bad
  int8_t verdict = 0;  // said of a proposition
  int8_t agree = 0;    // its subject towards what was said before
  int8_t act = 0;      // a noun for having or ending something
  int8_t moves = 0;    // its object towards its subject
  int8_t who = 0;      // whom it names towards what stands behind it
  int8_t cheer = 0;    // who calls it out towards what stands behind it
  Effect effect = Effect::kNone;
  bool neutral = false;  // its subject takes no side about its object
  bool nature = false;   // a noun for what nobody has chosen
  bool open = false;     // said of a proposition: nobody knows
  bool fact = false;     // `value` only as an outcome
  bool flip = false, keep = false, appraise = false, doubt = false;
  bool wills = false, asks = false,
       says = false;   // its subject wants it; of its object; puts a clause forward
  bool urges = false;  // who says so wants what stands behind it
  bool alone = false,
       thing = false;  // `of`: without an object alone; of what is no person or group
  bool rightly = false, doubting = false, measure = false, content = false;
};

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
  struct Entry {
    std::vector<std::string> words;
    StanceWord word;
  };
  // The entries that begin with one word.
  struct Beginning {
    std::vector<Entry> entries;  // longest first
    size_t longer = 0;           // so many of them have more than one word
    absl::flat_hash_map<std::string, std::vector<uint32_t>> by_second;  // those, in their order
  };
  using Table = absl::flat_hash_map<std::string, Beginning>;  // by the first word

  static void Read(const PhraseTable& phrases, Table& table);
  static void Index(Table& table);
  static std::vector<uint32_t> Candidates(const TaggedText& text, const Beginning& beginning,
                                          size_t first);
  StanceMatch At(const ClauseTree& tree, const Table& table, size_t first, size_t word) const;
  StanceMatch Covering(const ClauseTree& tree, const Table& table, size_t word) const;
  absl::string_view VerbLemma(const ClauseTree& tree, size_t word) const;

  const Lexicon& lexicon_;
  const PhraseTable& cues_;
  Table verbs_, nouns_, adjectives_;
  absl::flat_hash_map<std::string, NounKind> kinds_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_WORDS_H_
