// The words of a text as the word vectors know them.

#ifndef STANDPOINT_ANALYZE_EMBED_VECTOR_WORDS_H_
#define STANDPOINT_ANALYZE_EMBED_VECTOR_WORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace standpoint {

// Runs of letters, digits and all that is not ASCII, in lower case (of ASCII); "don't" is "do" and "n't", other apostrophes
// part words; a number of more than four digits is "0". The same as words() of analyze/training/embed/words.py, with which
// the vectors were trained. Linear in the text, whatever its bytes. At most `most` words; the rest is not looked at.
std::vector<std::string> VectorWords(absl::string_view text, size_t most = 400);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_EMBED_VECTOR_WORDS_H_
