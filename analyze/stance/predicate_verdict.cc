#include "analyze/stance/predicate_verdict.h"

#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_words.h"
#include "analyze/stance/valuation.h"

namespace standpoint {

PredicateVerdict VerdictOf(const StanceSource& source, size_t predicate, bool content) {
  const ClauseTree& tree = source.tree;
  PredicateVerdict found;
  found.words = {predicate, predicate + 1};
  if (const StanceMatch adjective = source.words.Adjective(tree, predicate); adjective) {
    found.sign = adjective->verdict;
    found.open = adjective->open;
    found.words = adjective.range;
    if (found.sign == 0 && content && !adjective->fact) found.sign = adjective->value;
  }
  if (const StanceMatch verb = source.words.Verb(tree, predicate);
      found.sign == 0 && verb && tree.IsVerb(predicate)) {
    found.sign = verb->verdict;
    found.words = verb.range;
  }
  if (found.sign == 0 && !found.open && content) {
    const Valued valued = source.valuation.Clause(predicate);
    found.sign = valued.subject;
    if (!valued.words.empty()) found.words = valued.words;
  }
  if (found.sign == 0 && !found.open && content && tree.text().lemma(predicate) == "survive") {
    found.sign = 1;
    found.words = {predicate, tree.Yield(predicate).last};
  }
  if (tree.Negated(predicate)) found.sign = -found.sign;
  return found;
}

}  // namespace standpoint
