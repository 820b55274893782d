// What is looked for by words: from text to clauses. docs/search.md has the grammar.

#ifndef STANDPOINT_STORE_QUERY_SEARCH_SEARCH_QUERY_H_
#define STANDPOINT_STORE_QUERY_SEARCH_SEARCH_QUERY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

inline constexpr size_t kMaxQueryBytes = 1000;
inline constexpr size_t kMaxQueryAtoms = 32;

// A word, a phrase, or the beginning of a word.
struct QueryAtom {
  // Stems that must all be there; of a prefix the word as it was written.
  std::vector<std::string> words;
  // Of a phrase: stems that stand one after the other, stop words included; else empty.
  std::vector<std::string> phrase;
  bool is_prefix = false;
};

// One of several, or none of them.
struct QueryClause {
  bool is_excluded = false;
  std::vector<QueryAtom> any_of;
  bool is_unscored = false;  // of a filter: narrows, and weighs nothing
};

// All clauses are to be fulfilled; without any, everything matches.
struct SearchQuery {
  std::vector<QueryClause> clauses;

  bool has_required() const;
};

// Errors: INVALID_ARGUMENT for field "query", with the column (1-based, in bytes) of the fault.
absl::StatusOr<SearchQuery> ParseSearchQuery(absl::string_view text);

// Whether the words of `text` hold `phrase`, one after the other.
bool HoldsPhrase(absl::string_view text, const std::vector<std::string>& phrase);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_SEARCH_SEARCH_QUERY_H_
