// The words that the analysis knows: what each single word can be, and the phrases that attribute,
// judge and weigh.
//
// All of it is data: the files of analyze/lexicon/data, whose format is told in
// analyze/lexicon/data/README.md. They are built in; a directory with files of the same names
// replaces them, file by file, when the program starts.

#ifndef STANDPOINT_ANALYZE_LEXICON_LEXICON_H_
#define STANDPOINT_ANALYZE_LEXICON_LEXICON_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/thesaurus.h"

namespace standpoint {

// What a word can be: a set of these bits.
enum WordBit : uint32_t {
  kDeterminer = 1u << 0,    // the, a, some, its: what opens a noun phrase
  kPronoun = 1u << 1,       // he, it, they, nobody: a whole noun phrase
  kPreposition = 1u << 2,   // of, in, without
  kCoordinator = 1u << 3,   // and, or, but, nor, yet
  kSubordinator = 1u << 4,  // because, although: opens a clause that is cut off
  kInnerLink = 1u << 5,     // when, where, before, until: opens a clause that stays inside
  kConditional = 1u << 6,   // if, unless
  kRelative = 1u << 7,      // who, which, whose, that
  kQuestionWord = 1u << 8,  // who, what, why, how
  kBe = 1u << 9,            // is, was, been, 's
  kHave = 1u << 10,         // has, had
  kDo = 1u << 11,           // does, did
  kModal = 1u << 12,        // will, should
  kFinite = 1u << 13,       // of an auxiliary: is, has, does, will; not: be, been, having
  kNegator = 1u << 14,      // not, never, nobody, no
  kAdverb = 1u << 15,       // often, also, already
  kTo = 1u << 16,           // to
  kThat = 1u << 17,         // that, whether
  kAdjective = 1u << 18,    // known adjectives that verbs' forms could be taken for
  kVerbBase = 1u << 19,     // rise
  kVerbS = 1u << 20,        // rises
  kVerbPast = 1u << 21,     // rose
  kVerbPart = 1u << 22,     // risen
  kVerbIng = 1u << 23,      // rising
  kNoun = 1u << 24,         // rise is a noun as well
  kPlural = 1u << 25,       // people: plural without -s
  kStopWord = 1u << 26,     // carries no topic
  kSubjectOnly = 1u << 27,  // he, they, we: never an object
};
inline constexpr uint32_t kVerbForms = kVerbBase | kVerbS | kVerbPast | kVerbPart | kVerbIng;
inline constexpr uint32_t kAuxiliary = kBe | kHave | kDo | kModal;

// A word's possibilities. `lemma` is the base form of a verb, else empty.
struct WordEntry {
  uint32_t bits = 0;
  std::string lemma;
};

// A phrase and what it says, as `name=value` features of its line; a bare feature has an empty
// value.
struct PhraseEntry {
  std::vector<std::string> words;  // lower case; a verb in its base form stands for all its forms
  std::map<std::string, std::string> features;

  bool Has(absl::string_view feature) const { return features.count(std::string(feature)) != 0; }
  absl::string_view Get(absl::string_view feature) const {
    const auto it = features.find(std::string(feature));
    return it == features.end() ? absl::string_view() : absl::string_view(it->second);
  }
};

// The phrases of one file, found by their first word. Lifetime: entries live as long as the table,
// at fixed addresses.
class PhraseTable {
 public:
  // In place of an entry of the same words.
  void Add(PhraseEntry entry);

  // Entries whose first word is `word`, longest first; null when there is none.
  const std::vector<std::unique_ptr<PhraseEntry>>* StartingWith(absl::string_view word) const {
    const auto it = by_first_word_.find(word);
    return it == by_first_word_.end() ? nullptr : &it->second;
  }

  // The entry of exactly one word, or null.
  const PhraseEntry* Word(absl::string_view word) const;

  // All entries, grouped by first word, in an order that is the same for the same data.
  std::vector<const PhraseEntry*> All() const;

  size_t size() const { return size_; }

 private:
  absl::flat_hash_map<std::string, std::vector<std::unique_ptr<PhraseEntry>>> by_first_word_;
  size_t size_ = 0;
};

// Threads: safe to read from any number of threads.
class Lexicon {
 public:
  // Reads the built-in files, each replaced by the file of the same name in `directory` where that
  // has one, and the entries of NAME.more.txt there besides those of NAME.txt, in place of those of
  // the same words (`directory` may be empty: none). Errors: NOT_FOUND (LEXICON_NOT_FOUND) without such a
  // directory; INVALID_ARGUMENT (LEXICON_INVALID) with file and line where a line cannot be
  // understood.
  static absl::StatusOr<std::unique_ptr<const Lexicon>> Load(absl::string_view directory);

  // What `word` (lower case, straight apostrophe) can be; null for a word that the lexicon does not
  // have.
  const WordEntry* FindWord(absl::string_view word) const {
    const auto it = words_.find(word);
    return it == words_.end() ? nullptr : &it->second;
  }

  // The phrases of the file `name`.txt; a table without entries when there is no such file.
  const PhraseTable& Phrases(absl::string_view name) const;

  // What words mean; without entries where thesaurus.txt is empty.
  const Thesaurus& thesaurus() const { return thesaurus_; }

  // Lower-case hexadecimal SHA-256 over the names and contents of the files in force.
  const std::string& digest() const { return digest_; }

 private:
  Lexicon() = default;
  absl::Status ReadFile(const std::string& file, absl::string_view content);
  absl::Status AddEntry(const std::string& name, PhraseEntry entry);
  absl::Status AddWord(const PhraseEntry& entry);
  absl::Status AddVerb(const PhraseEntry& entry);

  absl::flat_hash_map<std::string, WordEntry> words_;
  absl::flat_hash_map<std::string, PhraseTable> tables_;
  Thesaurus thesaurus_;
  std::string digest_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LEXICON_LEXICON_H_
