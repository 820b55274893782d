#include "analyze/lexicon/term_extractor.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "analyze/lexicon/lexicon.h"
#include "common/text/english_stem.h"

namespace standpoint {
namespace {

constexpr absl::string_view kCurlyApostrophe = "\xE2\x80\x99";
constexpr size_t kLongestTerm = 64;  // bytes; what is longer is no word

bool IsWordByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || (c & 0x80) != 0;
}

// A code point of general punctuation (dashes, quotation marks), which parts words.
bool IsPunctuationAt(absl::string_view rest) {
  return absl::StartsWith(rest, "\xE2\x80") || absl::StartsWith(rest, "\xC2");
}

// The size of the mark at `rest` that stands inside a word: an apostrophe or the full stop of
// "U.S."; 0 for none.
size_t InnerMark(absl::string_view rest, size_t word_size) {
  size_t size = 0;
  if (rest[0] == '\'') {
    size = 1;
  } else if (absl::StartsWith(rest, kCurlyApostrophe)) {
    size = kCurlyApostrophe.size();
  } else if (rest[0] == '.' && word_size > 0) {
    size = 1;
  }
  return size > 0 && rest.size() > size && IsWordByte(rest[size]) &&
                 !IsPunctuationAt(rest.substr(size))
             ? size
             : 0;
}

}  // namespace

std::vector<Term> TermExtractor::Words(absl::string_view text) const {
  std::vector<Term> terms;
  std::string word;
  const auto finish = [&](size_t end) {
    if (word == "us" && absl::EndsWith(text.substr(0, end), "US")) {
      word = "u.s";  // the country, not the pronoun
    }
    word = std::string(absl::StripSuffix(word, "'s"));
    if (!word.empty() && word.size() <= kLongestTerm) {
      const WordEntry* const entry = lexicon_.FindWord(word);
      const bool stop = entry != nullptr && (entry->bits & kStopWord) != 0;
      std::string stem = absl::StrContains(word, '.') ? word : EnglishStem(word);
      terms.push_back({std::move(word), std::move(stem), stop});
    }
    word.clear();
  };
  for (size_t i = 0; i < text.size();) {
    const absl::string_view rest = text.substr(i);
    if (const size_t mark = InnerMark(rest, word.size()); mark > 0) {
      word.push_back(rest[0] == '.' ? '.' : '\'');
      i += mark;
    } else if (IsPunctuationAt(rest)) {
      finish(i);
      i += rest[0] == '\xE2' ? 3 : 2;
    } else if (IsWordByte(rest[0])) {
      word.push_back(absl::ascii_tolower(static_cast<unsigned char>(rest[0])));
      ++i;
    } else {
      finish(i);
      ++i;
    }
  }
  finish(text.size());
  return terms;
}

std::vector<std::string> TermExtractor::Terms(absl::string_view text) const {
  std::vector<std::string> terms;
  absl::flat_hash_set<std::string> seen;
  for (Term& term : Words(text)) {
    if (!term.stop && seen.insert(term.stem).second) {
      terms.push_back(std::move(term.stem));
    }
  }
  return terms;
}

}  // namespace standpoint
