#include "analyze/proposition/noun_phrase.h"

#include <algorithm>

#include "absl/strings/string_view.h"

namespace standpoint {
namespace {

bool IsEdgeMark(absl::string_view form) {
  static constexpr absl::string_view kMarks[] = {",", ";", ":", ".", "-", "--", "—", "–", "?", "!"};
  return std::find(std::begin(kMarks), std::end(kMarks), form) != std::end(kMarks);
}

}  // namespace

bool IsSubject(Arc arc) {
  return arc == Arc::kSubject || arc == Arc::kPassiveSubject || arc == Arc::kClauseSubject;
}

bool IsOutsideOfPhrase(Arc arc) {
  return IsSubject(arc) || arc == Arc::kExpletive || arc == Arc::kCase ||
         arc == Arc::kCoordinator || arc == Arc::kMark || arc == Arc::kCopula ||
         arc == Arc::kAuxiliary || arc == Arc::kParataxis || arc == Arc::kAdverbialClause ||
         arc == Arc::kDiscourse;
}

bool IsNominal(const SentenceTree& tree, uint32_t word) {
  switch (tree.upos(word)) {
    case Upos::kNoun:
    case Upos::kPropn:
    case Upos::kNum:
    case Upos::kPron:
    case Upos::kSym:
      return true;
    default:
      return false;
  }
}

Phrase NounPhrase(const SentenceTree& tree, uint32_t noun, PhraseExtent extent) {
  const auto before_case = [&](uint32_t child) {  // "only in May": the adverb belongs to "in"
    const absl::Span<const uint32_t> children = tree.children(noun);
    return tree.arc(child) == Arc::kAdverb && child < noun &&
           std::any_of(children.begin(), children.end(), [&](uint32_t other) {
             return tree.arc(other) == Arc::kCase && other > child;
           });
  };
  Phrase phrase = tree.Below(noun, [&](uint32_t child, uint32_t parent) {
    if (parent != noun) return false;
    const Arc arc = tree.arc(child);
    if (IsOutsideOfPhrase(arc) || before_case(child)) return true;
    if (extent == PhraseExtent::kWhole) return false;
    return arc == Arc::kRelativeClause ||
           (arc == Arc::kApposition && tree.Has(child, Arc::kPunctuation)) ||
           (arc == Arc::kAdjectivalClause && extent == PhraseExtent::kCore);
  });
  StripMarks(tree, phrase);
  return phrase;
}

void StripMarks(const SentenceTree& tree, Phrase& phrase) {
  const auto is_mark = [&](uint32_t word) {
    return tree.arc(word) == Arc::kPunctuation && IsEdgeMark(tree.written(word));
  };
  while (!phrase.empty() && is_mark(phrase.back())) phrase.pop_back();
  phrase.erase(phrase.begin(), std::find_if_not(phrase.begin(), phrase.end(), is_mark));
}

void AddWords(const Phrase& more, Phrase& phrase) {
  phrase.insert(phrase.end(), more.begin(), more.end());
  std::sort(phrase.begin(), phrase.end());
  phrase.erase(std::unique(phrase.begin(), phrase.end()), phrase.end());
}

bool Contains(const Phrase& phrase, uint32_t word) {
  return std::binary_search(phrase.begin(), phrase.end(), word);
}

void RemoveBelow(const SentenceTree& tree, uint32_t top, Phrase& phrase) {
  phrase.erase(std::remove_if(phrase.begin(), phrase.end(),
                              [&](uint32_t part) { return tree.IsBelow(part, top); }),
               phrase.end());
}

}  // namespace standpoint
