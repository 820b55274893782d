#include "analyze/shallow/segment/token_rules.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "unicode/ubrk.h"
#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace standpoint {
namespace {

constexpr size_t kLongestAbbreviation = 8;  // bytes, full stop included

UChar32 FirstCodePoint(absl::string_view text) {
  UChar32 code_point = 0;
  int32_t at = 0;
  U8_NEXT_OR_FFFD(text.data(), at, static_cast<int32_t>(std::min<size_t>(text.size(), 4)),
                  code_point);
  return code_point;
}

absl::string_view Slice(absl::string_view text, const Token& token) {
  return text.substr(token.begin, token.end - token.begin);
}

// "U.S", "a.m": single letters parted by full stops.
bool IsDottedLetters(absl::string_view word) {
  if (word.size() < 3 || word.size() % 2 == 0) {
    return false;
  }
  for (size_t i = 0; i < word.size(); ++i) {
    if (i % 2 == 0 ? !absl::ascii_isalpha(word[i]) : word[i] != '.') {
      return false;
    }
  }
  return true;
}

// Whether the full stop after raw[i] belongs to it.
bool TakesStop(absl::string_view text, const std::vector<Token>& raw, size_t i,
               const PhraseTable& abbreviations) {
  const Token& token = raw[i];
  const absl::string_view word = Slice(text, token);
  const Token* const next = i + 2 < raw.size() ? &raw[i + 2] : nullptr;
  if (next != nullptr && next->glued && Slice(text, *next) == ".") {
    return false;  // "No..." is a word and an ellipsis
  }
  if (IsDottedLetters(word)) {
    return true;
  }
  if (word.size() == 1 && absl::ascii_isupper(word[0]) && word != "I") {  // an initial
    return next != nullptr && StartsUpper(Slice(text, *next));
  }
  const PhraseEntry* const entry =
      FindAbbreviation(text.substr(token.begin, word.size() + 1), abbreviations);
  if (entry == nullptr) {
    return false;
  }
  return !entry->Has("number") || (next != nullptr && next->kind == TokenKind::kNumber);
}

}  // namespace

bool StartsUpper(absl::string_view text) {
  return !text.empty() && u_isupper(FirstCodePoint(text));
}

bool StartsLower(absl::string_view text) {
  return !text.empty() && u_islower(FirstCodePoint(text));
}

bool ClassifyToken(absl::string_view piece, int32_t rule_status, TokenKind& kind) {
  const UChar32 first = FirstCodePoint(piece);
  if (rule_status >= UBRK_WORD_LETTER) {
    kind = TokenKind::kWord;
  } else if (rule_status >= UBRK_WORD_NUMBER) {
    kind = TokenKind::kNumber;
  } else if (u_isUWhiteSpace(first) || u_iscntrl(first) || u_charType(first) == U_FORMAT_CHAR) {
    return false;
  } else {
    kind = u_ispunct(first) && first != '%' && first != '#' && first != '@' && first != '&'
               ? TokenKind::kPunctuation
               : TokenKind::kSymbol;
  }
  return true;
}

const PhraseEntry* FindAbbreviation(absl::string_view token, const PhraseTable& abbreviations) {
  if (token.size() > kLongestAbbreviation) {
    return nullptr;
  }
  const PhraseEntry* const entry = abbreviations.Word(absl::AsciiStrToLower(token));
  return entry != nullptr && entry->Has("capital") && !StartsUpper(token) ? nullptr : entry;
}

std::vector<Token> JoinTokens(absl::string_view text, const std::vector<Token>& raw,
                              const PhraseTable& abbreviations) {
  std::vector<Token> tokens;
  tokens.reserve(raw.size());
  for (size_t i = 0; i < raw.size(); ++i) {
    tokens.push_back(raw[i]);
    Token& token = tokens.back();
    const absl::string_view piece = Slice(text, token);
    if (piece == "." || piece == "-") {  // "...", "--"
      while (i + 1 < raw.size() && raw[i + 1].glued && Slice(text, raw[i + 1]) == piece) {
        token.end = raw[++i].end;
      }
    } else if (token.kind == TokenKind::kWord && i + 1 < raw.size() && raw[i + 1].glued &&
               Slice(text, raw[i + 1]) == "." && TakesStop(text, raw, i, abbreviations)) {
      token.end = raw[++i].end;
    }
  }
  return tokens;
}

}  // namespace standpoint
