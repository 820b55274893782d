#include "store/query/search/filter_words.h"

#include <utility>

#include "absl/strings/string_view.h"
#include "store/index/field_words.h"

namespace standpoint {

std::optional<std::string> WordOf(Space space, const Restriction& restriction) {
  if (restriction.comparator != Comparator::kEqual || restriction.is_presence) {
    return std::nullopt;
  }
  if (restriction.field == FilterField::kDirection && space == Space::kStance) {
    return FieldWord(WordField::kDirection,
                     std::string(1, static_cast<char>(restriction.number_of_enum)));
  }
  if (restriction.text.empty()) {
    return std::nullopt;
  }
  switch (restriction.field) {
    case FilterField::kSource:
      return space == Space::kStance
                 ? std::nullopt
                 : std::make_optional(FieldWord(WordField::kSource, restriction.text));
    case FilterField::kHolder:
    case FilterField::kInnermostHolder:
      return restriction.text == "author"
                 ? std::nullopt
                 : std::make_optional(FieldWord(WordField::kHolder, restriction.text));
    case FilterField::kTarget:
      return FieldWord(WordField::kTarget, restriction.text);
    case FilterField::kEntity:
      return FieldWord(WordField::kEntity, restriction.text);
    case FilterField::kTerm:
      return restriction.text;
    default:
      return std::nullopt;
  }
}

SearchQuery WithFilterWords(Space space, const SearchQuery& query, const BoundFilter& filter) {
  SearchQuery narrowed = query;
  for (const Restriction* restriction : Conjuncts(filter)) {
    if (auto word = WordOf(space, *restriction)) {
      QueryAtom atom;
      atom.words.push_back(*std::move(word));
      narrowed.clauses.push_back({/*is_excluded=*/false, {std::move(atom)}, /*is_unscored=*/true});
    }
  }
  return narrowed;
}

BoundFilter WithoutFilterWords(Space space, const BoundFilter& filter) {
  const bool is_word =
      filter.kind == FilterNode::Kind::kRestriction && WordOf(space, filter.restriction);
  if (filter.kind != FilterNode::Kind::kAnd) {
    return is_word ? BoundFilter() : filter;
  }
  BoundFilter rest;
  for (const BoundFilter& child : filter.children) {
    BoundFilter of_child = WithoutFilterWords(space, child);
    if (!of_child.empty()) {
      rest.children.push_back(std::move(of_child));
    }
  }
  return rest;
}

}  // namespace standpoint
