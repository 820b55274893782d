// Fields of claims, stances and documents as words of the index by number: who holds it, what it is about, where it stands.

#ifndef STANDPOINT_STORE_INDEX_FIELD_WORDS_H_
#define STANDPOINT_STORE_INDEX_FIELD_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "store/index/posting.h"

namespace standpoint {

// The values are bytes on disk.
enum class WordField : char {
  kHolder = 'h',     // folded mentions and full names
  kTarget = 'g',     // folded
  kEntity = 'e',     // of claims: folded names
  kDirection = 'd',  // the number of the enum value, one byte
  kSource = 's'      // of the document, as it is
};

// No word of a text begins like it. Longer values are cut: the record decides then.
inline std::string FieldWord(WordField field, absl::string_view value) {
  std::string word = {'\x01', static_cast<char>(field)};
  word.append(std::string(value.substr(0, kMaxIndexedTerm)));
  return word;
}

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_FIELD_WORDS_H_
