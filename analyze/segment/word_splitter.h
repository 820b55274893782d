// Atoms -> words: a log-linear model decides between atoms that touch, a list of contractions inside letters.

#ifndef STANDPOINT_ANALYZE_SEGMENT_WORD_SPLITTER_H_
#define STANDPOINT_ANALYZE_SEGMENT_WORD_SPLITTER_H_

#include <bitset>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/segment/atoms.h"
#include "analyze/segment/split_features.h"

namespace standpoint {

enum class WordType : uint8_t {
  kNone,  // beyond the end of a paragraph
  kLower,
  kTitle,
  kUpper,
  kOneUpper,
  kMixed,
  kUncased,
  kNumber,
  kWithDigits,
  kWithDots,   // "e.g", "a.m."
  kEndsInDot,  // "Mr."
  kTerminal,   // marks with . ? or !
  kBracketOrQuote,
  kMark,
  kCompound,  // letters with other marks: addresses, "and/or"
};

// Units: bytes into the text, half-open.
struct Word {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t hash = 0;  // of the normal form
  uint16_t suffix = 0;
  WordType type = WordType::kNone;
  Gap gap = Gap::kNone;
  char mark = 0;        // of a word of one mark
  bool joined = false;  // to the word before, in one surface token
};

// Threads: safe.
class WordSplitter {
 public:
  // `contractions` holds one a line, its words separated by blanks: "can not". `weights` are kSplitBuckets rows of kSplitCount
  // columns; empty ones never split, which is what the trainer needs to see the places. Lifetime: `weights` outlive this.
  static absl::StatusOr<WordSplitter> Create(absl::string_view contractions,
                                             absl::Span<const int8_t> weights);

  // Replaces `words` by those of `atoms`, which FindAtoms gave for `text`.
  void SplitWords(absl::string_view text, absl::Span<const Atom> atoms,
                  std::vector<Word>& words) const;

  // Calls see(offset in bytes, features) for each place that SplitWords decides on, in text order.
  template <typename See>
  void ForEachPlace(absl::string_view text, absl::Span<const Atom> atoms, See see) const {
    for (AtomRun chunk; chunk.last < atoms.size();) {
      chunk = ReadAtomRun(atoms, chunk.last);
      for (uint32_t i = chunk.first; i < chunk.last; ++i) {
        if (i > chunk.first) see(atoms[i].begin, FeaturesBetween(atoms, chunk, i));
        const Contraction* contraction = Find(text, atoms[i]);
        if (contraction != nullptr)
          see(atoms[i].begin + contraction->parts[0].length, FeaturesInside(atoms, i));
      }
    }
  }

 private:
  struct Contraction {
    std::string letters;  // in lower case
    std::vector<Atom> parts;
  };

  const Contraction* Find(absl::string_view text, const Atom& atom) const;
  void AddParts(const Atom& whole, absl::Span<const Atom> parts, bool joined,
                std::vector<Word>& words) const;
  Split Decide(const SplitFeatures& features) const;

  absl::flat_hash_map<uint32_t, Contraction> contractions_;
  std::bitset<4096> seen_;  // low bits of the hashes of contractions
  size_t longest_ = 0;
  absl::Span<const int8_t> weights_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SEGMENT_WORD_SPLITTER_H_
