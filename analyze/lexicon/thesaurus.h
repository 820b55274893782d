// Which words mean the same, which are kinds of which, and which are opposites.

#ifndef STANDPOINT_ANALYZE_LEXICON_THESAURUS_H_
#define STANDPOINT_ANALYZE_LEXICON_THESAURUS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// What a word stands for, as numbers of meanings. Two words that share a number in `same` can mean the same, or are derived
// from each other ("prohibit", "prohibition"); one whose `kinds` meets the other's `same` is a kind of the other; one whose
// `opposites` meets the other's `same` is its opposite; one whose `described` does is defined with the help of the other
// ("fleece" by "wool").
struct Meanings {
  absl::Span<const uint32_t> same;
  absl::Span<const uint32_t> kinds;
  absl::Span<const uint32_t> opposites;
  absl::Span<const uint32_t> described;
};

// Source: made from WordNet (thesaurus.py says how and what is kept), whose licence the file NOTICE holds. Threads: safe to
// read from any number of threads.
class Thesaurus {
 public:
  // Takes one line: `lemma=1,2^3!4~5`, with the numbers of what it means, of its kinds, of its opposites and of the words
  // that define it, each group where there is one; or `form>lemma`, for an irregular form. Errors: INVALID_ARGUMENT, the message says why.
  absl::Status AddLine(absl::string_view line);

  // Of `word` (lower case) in any of its forms; nothing for a word that is not in it. Source: forms are found as WordNet's
  // morphy(7WN) finds them. Lifetime: valid until a line is added.
  Meanings Find(absl::string_view word) const;

  size_t size() const { return entries_.size(); }

 private:
  struct Entry {  // places in numbers_
    uint32_t begin = 0;
    uint32_t kinds = 0;
    uint32_t opposites = 0;
    uint32_t described = 0;
    uint32_t end = 0;
  };

  const Entry* FindForm(absl::string_view word) const;

  absl::flat_hash_map<std::string, Entry> entries_;
  absl::flat_hash_map<std::string, std::string> irregular_;
  std::vector<uint32_t> numbers_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_LEXICON_THESAURUS_H_
