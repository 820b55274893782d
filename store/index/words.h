// The words under which texts are indexed and searched.

#ifndef STANDPOINT_STORE_INDEX_WORDS_H_
#define STANDPOINT_STORE_INDEX_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// A word of a text. Unit: bytes.
struct IndexWord {
  std::string stem;  // what is indexed: the English stem; numbers and abbreviations as they are
  uint32_t begin = 0;
  uint32_t end = 0;
  bool is_stop = false;  // not indexed: "the", "of"
};

// The words of `text` in order: runs of letters, digits and marks, folded; an apostrophe or full stop between two of
// them belongs to the word ("U.S.", "don't"), a possessive ending does not. The same rule as the analyzer's for
// Claim.terms, so that both meet. Bytes that are no UTF-8 part words. Words over 64 bytes are left out.
// Source: M. Porter's Snowball stemmer for English (libstemmer). Threads: safe.
std::vector<IndexWord> IndexWords(absl::string_view text);

// The stem of one folded word.
std::string StemOf(absl::string_view word);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_WORDS_H_
