#include "analyze/reading/tagged_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/segment/segments.h"

namespace standpoint {

TokenRange Joined(TokenRange a, TokenRange b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.first, b.first), std::max(a.last, b.last)};
}

TokenRange TaggedText::Tokens(uint32_t begin, uint32_t end) const {
  if (begin >= end) {
    return {};
  }
  const std::vector<WordSpan>& words = segments().words;
  const auto at = [&words](uint32_t byte) {
    const auto it = std::lower_bound(words.begin(), words.end(), byte,
                                     [](const WordSpan& w, uint32_t b) { return w.begin < b; });
    return static_cast<size_t>(it - words.begin());
  };
  return {at(begin), at(end)};
}

bool TaggedText::Matches(const PhraseEntry& entry, size_t i, size_t last) const {
  if (i + entry.words.size() > last) {
    return false;
  }
  for (size_t k = 0; k < entry.words.size(); ++k) {
    const WordTag& word = (*this)[i + k];
    if (word.word != entry.words[k] && word.lemma != entry.words[k] &&
        !(entry.words[k] == "be" && (word.bits & kBe) != 0) &&
        !(entry.words[k] == "have" && (word.bits & kHave) != 0)) {
      return false;
    }
  }
  return true;
}

std::pair<const PhraseEntry*, size_t> TaggedText::Match(const PhraseTable& table, size_t i,
                                                        size_t last) const {
  const WordTag& first = (*this)[i];
  const absl::string_view auxiliary = (first.bits & kBe) != 0     ? "be"
                                      : (first.bits & kHave) != 0 ? "have"
                                                                  : "";
  const PhraseEntry* best = nullptr;
  for (const absl::string_view key : {first.word, first.lemma, auxiliary}) {
    const auto* const entries = key.empty() ? nullptr : table.StartingWith(key);
    if (entries == nullptr) {
      continue;
    }
    for (const auto& entry : *entries) {
      if (best != nullptr && entry->words.size() <= best->words.size()) {
        break;
      }
      if (Matches(*entry, i, last)) {
        best = entry.get();
        break;
      }
    }
  }
  return {best, best != nullptr ? best->words.size() : 0};
}

bool IsNominal(Tag tag) {
  return tag == Tag::kNoun || tag == Tag::kProper || tag == Tag::kPronoun || tag == Tag::kNumber ||
         tag == Tag::kSymbol;
}

bool IsDash(const TaggedText& text, size_t i) {
  const absl::string_view word = text.word(i);
  return word == "\xE2\x80\x94" || word == "\xE2\x80\x95" || word == "--" ||
         ((word == "-" || word == "\xE2\x80\x93") && !text.glued(i) && !text.glued(i + 1));
}

bool IsQuoteMark(absl::string_view word) {
  return word == "\"" || word == "\xE2\x80\x9C" || word == "\xE2\x80\x9D" || word == "''" ||
         word == "``";
}

}  // namespace standpoint
