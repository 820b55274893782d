// What the numbers of a Syntax mean to the rules about propositions.

#ifndef STANDPOINT_ANALYZE_PROPOSITION_GRAMMAR_H_
#define STANDPOINT_ANALYZE_PROPOSITION_GRAMMAR_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyze/language/syntax_labels.h"

namespace standpoint {

// Relations of Universal Dependencies, as far as a rule tells them apart.
enum class Arc : uint8_t {
  kOther,
  kRoot,
  kSubject,
  kPassiveSubject,
  kClauseSubject,
  kExpletive,
  kObject,
  kIndirectObject,
  kOblique,
  kAgent,
  kClauseComplement,
  kOpenComplement,
  kAdverbialClause,
  kAdjectivalClause,
  kRelativeClause,
  kConjunct,
  kCoordinator,
  kParataxis,
  kApposition,
  kNominalModifier,
  kPossessive,
  kDescription,
  kCompound,
  kNumber,
  kParticle,
  kAuxiliary,
  kCopula,
  kAdverb,
  kCase,
  kMark,
  kPunctuation,
  kDiscourse,
  kLoose,  // list, dep, orphan, dislocated: where the tree gives up
};

// Forms by their Penn Treebank tags.
enum class WordForm : uint8_t {
  kOther,
  kVerb,  // base or present
  kPastVerb,
  kParticiple,
  kGerund,
  kWhPronoun,
  kWhAdverb,
};

// Of one model. Threads: safe.
class Grammar {
 public:
  explicit Grammar(const SyntaxLabels& labels);

  Arc arc(uint8_t relation) const {
    return relation < arcs_.size() ? arcs_[relation] : Arc::kOther;
  }
  WordForm form(uint8_t xpos) const {
    return xpos < forms_.size() ? forms_[xpos] : WordForm::kOther;
  }
  bool plural(uint16_t feats) const { return feats < plural_.size() && plural_[feats]; }
  bool relative(uint16_t feats) const { return feats < relative_.size() && relative_[feats]; }

 private:
  std::vector<Arc> arcs_;
  std::vector<WordForm> forms_;
  std::vector<bool> plural_;
  std::vector<bool> relative_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PROPOSITION_GRAMMAR_H_
