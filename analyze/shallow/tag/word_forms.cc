#include "analyze/shallow/tag/word_forms.h"

#include <cstdint>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/tag/tagging.h"

namespace standpoint {
namespace {

constexpr absl::string_view kCurlyApostrophe = "\xE2\x80\x99";

// Appends the token in lower case (ASCII letters; others keep their case, which the lexicon does
// not need).
absl::string_view AppendLower(absl::string_view token, std::vector<char>& letters) {
  const size_t begin = letters.size();
  for (size_t i = 0; i < token.size(); ++i) {
    if (absl::StartsWith(token.substr(i), kCurlyApostrophe)) {
      letters.push_back('\'');
      i += kCurlyApostrophe.size() - 1;
    } else {
      letters.push_back(absl::ascii_tolower(token[i]));
    }
  }
  return absl::string_view(letters.data() + begin, letters.size() - begin);
}

// Bits of a word that the lexicon does not have.
uint32_t GuessBits(absl::string_view word) {
  if (word.size() > 4 && absl::EndsWith(word, "ly")) {
    return kAdverb;
  }
  if (word.size() > 4 && absl::EndsWith(word, "ed")) {
    return kVerbPast | kVerbPart;
  }
  if (word.size() > 5 && absl::EndsWith(word, "ing")) {
    return kVerbIng;
  }
  for (const absl::string_view ending : {"ous", "ful", "ible", "able", "ish", "less", "ive"}) {
    if (word.size() > 5 && absl::EndsWith(word, ending)) {
      return kAdjective;
    }
  }
  return 0;
}

void LookUp(const Lexicon& lexicon, bool is_lower, WordTag& tag) {
  const WordEntry* entry = lexicon.FindWord(tag.word);
  if (entry == nullptr) {
    const absl::string_view stem = absl::StripSuffix(tag.word, "'s");
    const bool possessive = stem.size() < tag.word.size() || absl::EndsWith(stem, "s'");
    if (possessive) {
      tag.word = absl::StripSuffix(stem, "'");
      tag.tag = Tag::kDeterminer;
      tag.bits = kDeterminer;
      tag.lemma = tag.word;
      return;
    }
  }
  tag.bits = entry != nullptr ? entry->bits : (is_lower ? GuessBits(tag.word) : 0);
  tag.lemma =
      entry != nullptr && !entry->lemma.empty() ? absl::string_view(entry->lemma) : tag.word;
}

}  // namespace

Tagging LookUpWords(absl::string_view text, const Segmentation& segmentation,
                    const Lexicon& lexicon) {
  Tagging tagging;
  tagging.letters.reserve(text.size());  // never grows beyond: the views stay valid
  tagging.tags.resize(segmentation.tokens.size());
  for (uint32_t i = 0; i < segmentation.tokens.size(); ++i) {
    WordTag& tag = tagging.tags[i];
    const absl::string_view token = segmentation.TokenText(text, i);
    tag.word = AppendLower(token, tagging.letters);
    tag.lemma = tag.word;
    switch (segmentation.tokens[i].kind) {
      case TokenKind::kPunctuation:
        tag.tag = Tag::kPunctuation;
        break;
      case TokenKind::kNumber:
        tag.tag = Tag::kNumber;
        break;
      case TokenKind::kSymbol:
        tag.tag = token == "&" ? Tag::kCoordinator : Tag::kSymbol;
        break;
      case TokenKind::kWord:
        LookUp(lexicon, absl::ascii_islower(static_cast<unsigned char>(token[0])), tag);
        break;
    }
  }
  return tagging;
}

}  // namespace standpoint
