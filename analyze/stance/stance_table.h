// The entries of the lexicon's tables of stances, found by their first two words.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_TABLE_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "analyze/lexicon/lexicon.h"

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

struct StanceEntry {
  std::vector<std::string> words;  // one at least
  StanceWord word;
};

// The entries that begin with one word.
struct StanceBeginning {
  std::vector<StanceEntry>
      entries;        // one at least; longest first, and those of one length as they were read
  size_t longer = 0;  // so many of them have more than one word
  absl::flat_hash_map<std::string, std::vector<uint32_t>> by_second;  // indices of those, ascending
};

using StanceTable = absl::flat_hash_map<std::string, StanceBeginning>;  // by the first word

// The entries of all of `phrases`, in their order. Copies what it needs.
StanceTable ReadStanceTable(std::initializer_list<const PhraseTable*> phrases);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_TABLE_H_
