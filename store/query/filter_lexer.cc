#include "store/query/filter_lexer.h"

#include "absl/strings/ascii.h"
#include "store/query/filter_error.h"

namespace standpoint {
namespace {

// Bytes that end a word. All others belong to it, those of UTF-8 among them; '-' ends none, so that "harbor-ledger" and
// times need no quotation marks.
bool EndsWord(char c) {
  return absl::ascii_isspace(c) || absl::ascii_iscntrl(c) ||
         absl::string_view("()=!<>\"'").find(c) != absl::string_view::npos;
}

}  // namespace

absl::StatusOr<FilterToken> FilterLexer::Next() {
  while (at_ < text_.size() && absl::ascii_isspace(text_[at_])) {
    ++at_;
  }
  FilterToken token;
  token.column = static_cast<int>(at_) + 1;
  if (at_ == text_.size()) {
    return token;
  }
  const char c = text_[at_];
  const auto take = [&](FilterToken::Kind kind, size_t size) {
    token.kind = kind;
    token.text = std::string(text_.substr(at_, size));
    at_ += size;
    return token;
  };
  switch (c) {
    case '(':
      return take(FilterToken::Kind::kOpen, 1);
    case ')':
      return take(FilterToken::Kind::kClose, 1);
    case '-':
      return take(FilterToken::Kind::kMinus, 1);
    case '=':
    case ':':
      return take(FilterToken::Kind::kComparator, 1);
    case '<':
    case '>':
      return take(FilterToken::Kind::kComparator, text_.substr(at_ + 1, 1) == "=" ? 2 : 1);
    case '!':
      if (text_.substr(at_ + 1, 1) != "=") {
        return FilterError(token.column, "`!` stands before `=` only; use NOT or `-`");
      }
      return take(FilterToken::Kind::kComparator, 2);
    case '"':
    case '\'':
      return String(c);
    default:
      if (absl::ascii_iscntrl(c)) {
        return FilterError(token.column, "a control character has no meaning here");
      }
      return Word();
  }
}

absl::StatusOr<FilterToken> FilterLexer::String(char quote) {
  FilterToken token;
  token.kind = FilterToken::Kind::kString;
  token.column = static_cast<int>(at_) + 1;
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == quote) {
      ++at_;
      return token;
    }
    if (text_[at_] == '\\') {
      ++at_;
      if (at_ == text_.size() || (text_[at_] != '\\' && text_[at_] != '"' && text_[at_] != '\'')) {
        return FilterError(static_cast<int>(at_),
                           "a backslash stands before `\\`, `\"` or `'` only");
      }
    }
    token.text.push_back(text_[at_]);
  }
  return FilterError(token.column, "the quotation mark is never closed");
}

FilterToken FilterLexer::Word() {
  FilterToken token;
  token.kind = FilterToken::Kind::kWord;
  token.column = static_cast<int>(at_) + 1;
  // A field ends at ':'; a value that begins with a digit keeps it, so that times need no quotation marks.
  const bool is_number = absl::ascii_isdigit(text_[at_]);
  const size_t begin = at_;
  while (at_ < text_.size() && !EndsWord(text_[at_]) && (is_number || text_[at_] != ':')) {
    ++at_;
  }
  token.text = std::string(text_.substr(begin, at_ - begin));
  return token;
}

}  // namespace standpoint
