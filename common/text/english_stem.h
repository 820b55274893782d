// What words of one family have in common: "controls", "controlled", "controlling".

#ifndef STANDPOINT_COMMON_TEXT_ENGLISH_STEM_H_
#define STANDPOINT_COMMON_TEXT_ENGLISH_STEM_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// The stem of a word in lower case, UTF-8; the word itself where memory is out. Threads: safe, each has a stemmer of its own.
// Source: Porter2, the English stemmer of libstemmer (snowballstem.org).
std::string EnglishStem(absl::string_view word);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TEXT_ENGLISH_STEM_H_
