#include "analyze/proposition/negations.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "analyze/proposition/noun_phrase.h"
#include "analyze/proposition/subjects.h"

namespace standpoint {
namespace {

constexpr uint32_t kNone = SentenceTree::kNone;
constexpr int kHighest = 8;  // arcs from a negative noun up to its predicate

enum class Kind : uint8_t { kNo, kAdverb, kNominal, kPreposition };

Kind KindOf(const SentenceTree& tree, uint32_t word) {
  static constexpr std::pair<absl::string_view, Kind> kCues[] = {
      {"not", Kind::kAdverb},         {"n't", Kind::kAdverb},    {"n’t", Kind::kAdverb},
      {"never", Kind::kAdverb},       {"hardly", Kind::kAdverb}, {"nor", Kind::kAdverb},
      {"neither", Kind::kAdverb},     {"no", Kind::kNominal},    {"nothing", Kind::kNominal},
      {"nobody", Kind::kNominal},     {"none", Kind::kNominal},  {"nowhere", Kind::kNominal},
      {"without", Kind::kPreposition}};
  const std::string form = absl::AsciiStrToLower(tree.written(word));
  const auto* const known = std::find_if(std::begin(kCues), std::end(kCues),
                                         [&](const auto& cue) { return cue.first == form; });
  if (known == std::end(kCues)) return Kind::kNo;
  if (form == "no" && (tree.upos(word) == Upos::kIntj || tree.arc(word) == Arc::kDiscourse)) {
    return Kind::kNo;  // an answer
  }
  return known->second;
}

// Clauses beside the predicate's own, and what only links them; an adverbial clause is beside it when a mark sets it off.
bool IsBeside(const SentenceTree& tree, uint32_t word) {
  const Arc arc = tree.arc(word);
  return arc == Arc::kConjunct || arc == Arc::kCoordinator || arc == Arc::kParataxis ||
         arc == Arc::kMark || arc == Arc::kDiscourse ||
         (arc == Arc::kAdverbialClause && tree.Has(word, Arc::kPunctuation));
}

Phrase ScopeOf(const SentenceTree& tree, uint32_t top, uint32_t cue, bool clause) {
  Phrase scope = tree.Below(top, [&](uint32_t child, uint32_t parent) {
    return child == cue || (clause && parent == top && IsBeside(tree, child));
  });
  const Subjects subjects(tree);
  if (clause && tree.arc(top) == Arc::kConjunct && subjects.Own(top) == kNone) {
    const uint32_t subject = subjects.Of(top);
    if (subject != kNone && !tree.IsBelow(top, subject)) {
      AddWords(NounPhrase(tree, subject, PhraseExtent::kPlain), scope);
    }
  }
  scope.erase(std::remove_if(scope.begin(), scope.end(),
                             [&](uint32_t word) {
                               return word == cue || tree.arc(word) == Arc::kPunctuation;
                             }),
              scope.end());
  return scope;
}

// The predicate that a negative noun belongs to; the noun itself where there is none.
uint32_t PredicateAbove(const SentenceTree& tree, uint32_t word) {
  const Subjects subjects(tree);
  uint32_t at = word;
  for (int steps = 0; at != kNone && steps < kHighest; ++steps) {
    if (subjects.IsPredicate(at)) return at;
    at = tree.head(at);
  }
  return word;
}

}  // namespace

std::vector<Negation> FindNegations(const SentenceTree& tree) {
  std::vector<Negation> negations;
  for (uint32_t word = tree.first_word(); word < tree.last_word(); ++word) {
    const Kind kind = KindOf(tree, word);
    if (kind == Kind::kNo) continue;
    const uint32_t head = tree.head(word) == kNone ? word : tree.head(word);
    uint32_t top = head;
    if (kind == Kind::kNominal) {
      top = PredicateAbove(tree, tree.upos(word) == Upos::kDet ? head : word);
    }
    const bool clause = kind != Kind::kPreposition;
    negations.push_back({word, ScopeOf(tree, top, word, clause)});
  }
  return negations;
}

}  // namespace standpoint
