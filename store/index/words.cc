#include "store/index/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "common/text/english_stem.h"

namespace standpoint {
namespace {

constexpr size_t kLongestWord = 64;  // bytes

bool IsStopWord(absl::string_view word) {
  static const auto* const words = new absl::flat_hash_set<absl::string_view>{
      "a",   "an",   "the", "and",   "or",    "but",  "of",   "to",    "in",    "on",
      "at",  "by",   "for", "with",  "from",  "as",   "is",   "are",   "was",   "were",
      "be",  "been", "am",  "it",    "its",   "this", "that", "these", "those", "he",
      "she", "they", "his", "her",   "their", "we",   "our",  "you",   "your",  "i",
      "has", "have", "had", "which", "who",   "him",  "them", "there", "than"};
  return words->contains(word);
}

// A code point at `i`; negative for what is none. Moves on.
UChar32 NextCodePoint(absl::string_view text, int32_t* i) {
  UChar32 c = 0;
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), *i, static_cast<int32_t>(text.size()), c);
  return c;
}

bool IsWordCharacter(UChar32 c) {
  if (c < 0x80) {
    return c >= 0 && absl::ascii_isalnum(static_cast<unsigned char>(c));
  }
  return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

bool IsApostrophe(UChar32 c) { return c == '\'' || c == 0x2019; }

void AppendFolded(UChar32 c, std::string* out) {
  if (c < 0x80) {
    out->push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    return;
  }
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, u_foldCase(c, U_FOLD_CASE_DEFAULT));
  out->append(bytes, length);
}

// The word that begins at `begin`, and where it ends.
std::string TakeWord(absl::string_view text, int32_t begin, int32_t* end) {
  std::string word;
  *end = begin;
  for (int32_t i = begin; i < static_cast<int32_t>(text.size());) {
    const UChar32 c = NextCodePoint(text, &i);
    if (IsWordCharacter(c)) {
      AppendFolded(c, &word);
      *end = i;
      continue;
    }
    int32_t after = i;
    if ((c != '.' && !IsApostrophe(c)) || after >= static_cast<int32_t>(text.size()) ||
        !IsWordCharacter(NextCodePoint(text, &after))) {
      break;
    }
    word.push_back(c == '.' ? '.' : '\'');
  }
  return word;
}

// Stems that a thread made lately: few words make up most of a text, and a stemmer takes twenty times as long as a look.
class KnownStems {
 public:
  // Null when it is not there.
  const std::string* Find(absl::string_view word, size_t hash) const {
    const Known& known = known_[hash % kSize];
    return absl::string_view(known.word) == word ? &known.stem : nullptr;
  }
  void Keep(absl::string_view word, size_t hash, absl::string_view stem) {
    if (word.size() <= kLongest) {  // so that no memory hangs on a slot
      Known& known = known_[hash % kSize];
      known.word.assign(word.data(), word.size());
      known.stem.assign(stem.data(), stem.size());
    }
  }

 private:
  static constexpr size_t kSize = 4096;
  static constexpr size_t kLongest = 15;
  struct Known {
    std::string word;
    std::string stem;
  };
  std::vector<Known> known_ = std::vector<Known>(kSize);
};

}  // namespace

std::string StemOf(absl::string_view word) {
  if (absl::StrContains(word, '.') || word.empty()) {
    return std::string(word);
  }
  thread_local KnownStems known;
  const size_t hash = absl::Hash<absl::string_view>()(word);
  if (const std::string* const stem = known.Find(word, hash)) {
    return *stem;
  }
  std::string stem = EnglishStem(word);
  known.Keep(word, hash, stem);
  return stem;
}

std::vector<IndexWord> IndexWords(absl::string_view text) {
  std::vector<IndexWord> words;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const int32_t begin = i;
    if (!IsWordCharacter(NextCodePoint(text, &i))) {
      continue;
    }
    int32_t end = i;
    std::string word = TakeWord(text, begin, &end);
    i = end;
    if (word == "us" && text.substr(begin, 2) == "US") {
      word = "u.s";  // the country, not the pronoun
    }
    if (absl::EndsWith(word, "'s")) {
      word.resize(word.size() - 2);
    }
    if (word.empty() || word.size() > kLongestWord) {
      continue;
    }
    IndexWord& taken = words.emplace_back();
    taken.begin = static_cast<uint32_t>(begin);
    taken.end = static_cast<uint32_t>(end);
    taken.is_stop = IsStopWord(word);
    taken.stem = taken.is_stop ? std::move(word) : StemOf(word);
  }
  return words;
}

}  // namespace standpoint
