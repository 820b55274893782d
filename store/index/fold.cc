#include "store/index/fold.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "absl/strings/ascii.h"

namespace standpoint {
namespace {

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isascii(c); });
}

void AppendCodePoint(UChar32 c, std::string* out) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out->append(bytes, length);
}

// Calls `take` with each code point; U+FFFD for what is none.
template <typename Take>
void ForEachCodePoint(absl::string_view text, Take take) {
  const int32_t size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), i, size, c);
    take(c);
  }
}

std::string FoldAscii(absl::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (const char c : text) {
    if (!absl::ascii_isspace(c)) {
      folded.push_back(absl::ascii_tolower(c));
    } else if (!folded.empty() && folded.back() != ' ') {
      folded.push_back(' ');
    }
  }
  return folded;
}

std::string FoldUnicode(absl::string_view text) {
  std::string spaced;
  ForEachCodePoint(text, [&](UChar32 c) {
    if (!u_isUWhiteSpace(c)) {
      AppendCodePoint(c, &spaced);
    } else if (!spaced.empty() && spaced.back() != ' ') {
      spaced.push_back(' ');
    }
  });
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  UErrorCode error = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, icu::StringPiece(spaced.data(), static_cast<int32_t>(spaced.size())),
                         sink, nullptr, error);
  return U_SUCCESS(error) ? folded : spaced;
}

bool IsWordCharacter(UChar32 c) { return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

}  // namespace

std::string FoldCase(absl::string_view text) {
  std::string folded = IsAscii(text) ? FoldAscii(text) : FoldUnicode(text);
  if (!folded.empty() && folded.back() == ' ') {
    folded.pop_back();
  }
  return folded;
}

std::vector<std::string> FoldedWords(absl::string_view text) {
  std::vector<std::string> words;
  std::string word;
  ForEachCodePoint(FoldCase(text), [&](UChar32 c) {
    if (IsWordCharacter(c)) {
      AppendCodePoint(c, &word);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  });
  if (!word.empty()) {
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace standpoint
