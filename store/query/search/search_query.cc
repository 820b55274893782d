#include "store/query/search/search_query.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/utf8.h"
#include "store/index/fold.h"
#include "store/index/words.h"

namespace standpoint {
namespace {

absl::Status QueryError(size_t at, absl::string_view what) {
  return InvalidField("query", absl::StrCat("column ", at + 1, ": ", what));
}

// A piece of the query between white space, or a phrase.
struct Token {
  size_t at = 0;
  absl::string_view text;
  bool is_phrase = false;
  bool is_excluded = false;
};

class Tokens {
 public:
  explicit Tokens(absl::string_view text) : text_(text) {}

  // False at the end.
  absl::StatusOr<bool> Next(Token* token) {
    while (at_ < text_.size() && absl::ascii_isspace(static_cast<unsigned char>(text_[at_]))) {
      ++at_;
    }
    *token = Token();
    token->at = at_;
    if (at_ == text_.size()) {
      return false;
    }
    if (text_[at_] == '-') {
      token->is_excluded = true;
      ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '"') {
      return Phrase(token);
    }
    const size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"' &&
           !absl::ascii_isspace(static_cast<unsigned char>(text_[at_]))) {
      ++at_;
    }
    token->text = text_.substr(begin, at_ - begin);
    return true;
  }

 private:
  absl::StatusOr<bool> Phrase(Token* token) {
    const size_t end = text_.find('"', at_ + 1);
    if (end == absl::string_view::npos) {
      return QueryError(at_, "the quotation mark is not closed");
    }
    token->is_phrase = true;
    token->text = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return true;
  }

  const absl::string_view text_;
  size_t at_ = 0;
};

absl::StatusOr<QueryAtom> PrefixAtom(const Token& token) {
  QueryAtom atom;
  atom.is_prefix = true;
  atom.words = FoldedWords(token.text.substr(0, token.text.size() - 1));
  if (atom.words.size() != 1) {
    return QueryError(token.at, "`*` stands at the end of one word");
  }
  return atom;
}

// Without words when the token has stop words alone.
absl::StatusOr<QueryAtom> ReadAtom(const Token& token) {
  if (!token.is_phrase && token.text.size() > 1 && token.text.back() == '*') {
    return PrefixAtom(token);
  }
  QueryAtom atom;
  std::vector<IndexWord> words = IndexWords(token.text);
  if (words.empty()) {
    return QueryError(token.at, "there is no word here");
  }
  for (IndexWord& word : words) {
    if (!word.is_stop && std::count(atom.words.begin(), atom.words.end(), word.stem) == 0) {
      atom.words.push_back(word.stem);
    }
    if (words.size() > 1) {
      atom.phrase.push_back(std::move(word.stem));
    }
  }
  if (atom.words.empty() && token.is_phrase) {
    return QueryError(token.at, "a phrase needs a word that is not in every text");
  }
  return atom;
}

}  // namespace

bool SearchQuery::has_required() const {
  return std::any_of(clauses.begin(), clauses.end(),
                     [](const QueryClause& clause) { return !clause.is_excluded; });
}

absl::StatusOr<SearchQuery> ParseSearchQuery(absl::string_view text) {
  if (text.size() > kMaxQueryBytes || !IsUtf8(text)) {
    return InvalidField("query", "must be UTF-8 of at most 1,000 bytes");
  }
  SearchQuery query;
  Tokens tokens(text);
  Token token;
  size_t atoms = 0;
  bool any_word = false;
  bool after_or = false;
  size_t last_at = 0;
  for (;;) {
    ASSIGN_OR_RETURN(const bool more, tokens.Next(&token));
    if (!more) {
      break;
    }
    last_at = token.at;
    const bool is_operator = !token.is_phrase && !token.is_excluded;
    if (is_operator && token.text == "AND") {
      continue;
    }
    if (is_operator && token.text == "OR") {
      if (query.clauses.empty() || after_or) {
        return QueryError(token.at, "OR stands between two words");
      }
      after_or = true;
      continue;
    }
    if (++atoms > kMaxQueryAtoms) {
      return QueryError(token.at, "there are more than 32 words and phrases");
    }
    ASSIGN_OR_RETURN(QueryAtom atom, ReadAtom(token));
    any_word = any_word || !atom.words.empty();
    if (after_or) {
      if (token.is_excluded || query.clauses.back().is_excluded) {
        return QueryError(token.at, "OR cannot be combined with -");
      }
      query.clauses.back().any_of.push_back(std::move(atom));
    } else {
      query.clauses.push_back({token.is_excluded, {std::move(atom)}});
    }
    after_or = false;
  }
  if (after_or) {
    return QueryError(last_at, "OR stands between two words");
  }
  if (!query.clauses.empty() && !any_word) {
    return InvalidField("query", "has only words that are in every text");
  }
  // Stop words narrow nothing.
  const auto has_none = [](const QueryAtom& atom) { return atom.words.empty(); };
  for (QueryClause& clause : query.clauses) {
    std::erase_if(clause.any_of, has_none);
  }
  std::erase_if(query.clauses, [](const QueryClause& clause) { return clause.any_of.empty(); });
  return query;
}

bool HoldsPhrase(absl::string_view text, const std::vector<std::string>& phrase) {
  const std::vector<IndexWord> words = IndexWords(text);
  return std::search(words.begin(), words.end(), phrase.begin(), phrase.end(),
                     [](const IndexWord& word, const std::string& wanted) {
                       return word.stem == wanted;
                     }) != words.end();
}

}  // namespace standpoint
