// Filters: from text to tokens.

#ifndef STANDPOINT_STORE_QUERY_FILTER_LEXER_H_
#define STANDPOINT_STORE_QUERY_FILTER_LEXER_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// A piece of a filter.
struct FilterToken {
  enum class Kind { kEnd, kWord, kString, kComparator, kOpen, kClose, kMinus };

  Kind kind = Kind::kEnd;
  std::string text;  // of a string without its quotation marks and escapes
  int column = 0;    // 1-based, in bytes
};

// Lifetime: the text outlives it.
class FilterLexer {
 public:
  explicit FilterLexer(absl::string_view text) : text_(text) {}

  // The next token; kEnd at the end, for ever.
  // Errors: INVALID_ARGUMENT for field "filter": an open string, an escape or a character that has no meaning.
  absl::StatusOr<FilterToken> Next();

 private:
  absl::StatusOr<FilterToken> String(char quote);
  FilterToken Word();

  absl::string_view text_;
  size_t at_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_FILTER_LEXER_H_
