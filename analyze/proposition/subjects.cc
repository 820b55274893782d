#include "analyze/proposition/subjects.h"

#include <algorithm>

#include "absl/types/span.h"
#include "analyze/proposition/noun_phrase.h"

namespace standpoint {
namespace {

constexpr uint32_t kNone = SentenceTree::kNone;
constexpr int kDeepest = 6;  // predicates that a subject is looked for through

bool IsClause(Arc arc) {
  switch (arc) {
    case Arc::kRoot:
    case Arc::kConjunct:
    case Arc::kAdverbialClause:
    case Arc::kAdjectivalClause:
    case Arc::kRelativeClause:
    case Arc::kClauseComplement:
    case Arc::kOpenComplement:
    case Arc::kParataxis:
    case Arc::kClauseSubject:
      return true;
    default:
      return false;
  }
}

bool IsRelativePronoun(const SentenceTree& tree, uint32_t word) {
  return tree.form(word) == WordForm::kWhPronoun || tree.relative(word);
}

}  // namespace

bool IsVerbForm(WordForm form) {
  return form == WordForm::kVerb || form == WordForm::kPastVerb || form == WordForm::kParticiple ||
         form == WordForm::kGerund;
}

bool Subjects::IsPredicate(uint32_t word) const {
  const Arc arc = tree_.arc(word);
  if (!IsClause(arc)) {
    return (arc == Arc::kApposition || arc == Arc::kLoose) && tree_.Has(word, Arc::kCopula);
  }
  if (tree_.Has(word, Arc::kCopula) || tree_.upos(word) == Upos::kVerb ||
      tree_.upos(word) == Upos::kAux || IsVerbForm(tree_.form(word))) {
    return true;
  }
  const absl::Span<const uint32_t> children = tree_.children(word);
  return std::any_of(children.begin(), children.end(), [&](uint32_t child) {
    return IsSubject(tree_.arc(child)) || tree_.arc(child) == Arc::kExpletive;
  });
}

uint32_t Subjects::Own(uint32_t word) const {
  uint32_t found = kNone;
  for (const uint32_t child : tree_.children(word)) {
    const Arc arc = tree_.arc(child);
    if (arc == Arc::kSubject || arc == Arc::kPassiveSubject) return child;
    if (arc == Arc::kClauseSubject && found == kNone) found = child;
  }
  return found;
}

// The noun that a relative clause belongs to.
uint32_t Subjects::Antecedent(uint32_t word) const {
  for (int steps = 0; tree_.arc(word) == Arc::kConjunct && steps < kDeepest; ++steps) {
    word = tree_.head(word);
  }
  return tree_.arc(word) == Arc::kRelativeClause ? tree_.head(word) : kNone;
}

uint32_t Subjects::Find(uint32_t word, int depth) const {
  if (depth > kDeepest) return kNone;
  if (const uint32_t own = Own(word); own != kNone) {
    const uint32_t antecedent = IsRelativePronoun(tree_, own) ? Antecedent(word) : kNone;
    return antecedent == kNone ? own : antecedent;
  }
  const uint32_t head = tree_.head(word);
  switch (tree_.arc(word)) {
    case Arc::kConjunct:
      return IsPredicate(head) || IsClause(tree_.arc(head)) ? Find(head, depth + 1) : kNone;
    case Arc::kOpenComplement:
      for (const Arc arc : {Arc::kObject, Arc::kIndirectObject}) {
        if (const uint32_t object = tree_.Child(head, arc);
            object != kNone && tree_.lemma(head) != "promise") {
          return object;
        }
      }
      return Find(head, depth + 1);
    case Arc::kAdverbialClause:
      return Find(head, depth + 1);
    case Arc::kAdjectivalClause:
      return head;
    case Arc::kRelativeClause:
      return tree_.Has(word, Arc::kObject) || tree_.form(word) == WordForm::kParticiple ||
                     tree_.form(word) == WordForm::kGerund
                 ? head
                 : kNone;
    default:
      return kNone;
  }
}

}  // namespace standpoint
