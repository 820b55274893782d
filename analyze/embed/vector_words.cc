#include "analyze/embed/vector_words.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace standpoint {
namespace {

constexpr size_t kLongNumber = 5;  // digits

bool IsQuoteAt(absl::string_view text, size_t at) {
  constexpr absl::string_view kQuote = "\xE2\x80\x99";  // U+2019
  return text.substr(at, kQuote.size()) == kQuote;
}

bool IsWordByte(absl::string_view text, size_t at) {
  if (at >= text.size() || IsQuoteAt(text, at)) {
    return false;
  }
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte >= 0x80 || absl::ascii_isalnum(byte);
}

// How many bytes of an apostrophe stand at `at`.
size_t ApostropheAt(absl::string_view text, size_t at) {
  if (at < text.size() && text[at] == '\'') {
    return 1;
  }
  return IsQuoteAt(text, at) ? 3 : 0;
}

void AppendWord(std::string word, bool with_t, std::vector<std::string>& words) {
  if (with_t) {
    const bool negation = word.size() > 1 && word.back() == 'n';
    if (negation) {
      word.pop_back();
    }
    words.push_back(std::move(word));
    words.emplace_back(negation ? "n't" : "t");
    return;
  }
  if (word.size() >= kLongNumber && std::all_of(word.begin(), word.end(), absl::ascii_isdigit)) {
    word = "0";
  }
  words.push_back(std::move(word));
}

}  // namespace

std::vector<std::string> VectorWords(absl::string_view text, size_t most) {
  std::vector<std::string> words;
  for (size_t i = 0; i < text.size() && words.size() < most;) {
    if (!IsWordByte(text, i)) {
      i += std::max<size_t>(1, ApostropheAt(text, i));
      continue;
    }
    const size_t first = i;
    while (IsWordByte(text, i)) {
      ++i;
    }
    std::string word = absl::AsciiStrToLower(text.substr(first, i - first));
    const size_t mark = ApostropheAt(text, i);
    const size_t t = i + mark;
    const bool with_t = mark > 0 && t < text.size() && absl::ascii_tolower(text[t]) == 't' &&
                        !IsWordByte(text, t + 1);
    i = with_t ? t + 1 : i;
    AppendWord(std::move(word), with_t, words);
  }
  return words;
}

}  // namespace standpoint
