#include "analyze/proposition/grammar.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace standpoint {
namespace {

constexpr std::pair<absl::string_view, Arc> kArcs[] = {
    {"root", Arc::kRoot},
    {"nsubj", Arc::kSubject},
    {"nsubj:outer", Arc::kSubject},
    {"nsubj:pass", Arc::kPassiveSubject},
    {"csubj", Arc::kClauseSubject},
    {"csubj:pass", Arc::kClauseSubject},
    {"csubj:outer", Arc::kClauseSubject},
    {"expl", Arc::kExpletive},
    {"obj", Arc::kObject},
    {"iobj", Arc::kIndirectObject},
    {"obl", Arc::kOblique},
    {"obl:unmarked", Arc::kOblique},
    {"obl:agent", Arc::kAgent},
    {"ccomp", Arc::kClauseComplement},
    {"xcomp", Arc::kOpenComplement},
    {"advcl", Arc::kAdverbialClause},
    {"advcl:relcl", Arc::kAdverbialClause},
    {"acl", Arc::kAdjectivalClause},
    {"acl:relcl", Arc::kRelativeClause},
    {"conj", Arc::kConjunct},
    {"cc", Arc::kCoordinator},
    {"cc:preconj", Arc::kCoordinator},
    {"parataxis", Arc::kParataxis},
    {"appos", Arc::kApposition},
    {"nmod", Arc::kNominalModifier},
    {"nmod:unmarked", Arc::kNominalModifier},
    {"nmod:poss", Arc::kPossessive},
    {"nmod:desc", Arc::kDescription},
    {"compound", Arc::kCompound},
    {"nummod", Arc::kNumber},
    {"compound:prt", Arc::kParticle},
    {"aux", Arc::kAuxiliary},
    {"aux:pass", Arc::kAuxiliary},
    {"cop", Arc::kCopula},
    {"advmod", Arc::kAdverb},
    {"case", Arc::kCase},
    {"mark", Arc::kMark},
    {"punct", Arc::kPunctuation},
    {"discourse", Arc::kDiscourse},
    {"vocative", Arc::kDiscourse},
    {"list", Arc::kLoose},
    {"dep", Arc::kLoose},
    {"orphan", Arc::kLoose},
    {"dislocated", Arc::kLoose},
};

constexpr std::pair<absl::string_view, WordForm> kForms[] = {
    {"VB", WordForm::kVerb},       {"VBP", WordForm::kVerb},       {"VBZ", WordForm::kVerb},
    {"VBD", WordForm::kPastVerb},  {"VBN", WordForm::kParticiple}, {"VBG", WordForm::kGerund},
    {"WDT", WordForm::kWhPronoun}, {"WP", WordForm::kWhPronoun},   {"WRB", WordForm::kWhAdverb},
};

template <typename Value, size_t kSize>
Value Named(const std::pair<absl::string_view, Value> (&names)[kSize], absl::string_view name,
            Value otherwise) {
  for (const auto& [known, value] : names) {
    if (known == name) return value;
  }
  return otherwise;
}

}  // namespace

Grammar::Grammar(const SyntaxLabels& labels) {
  for (const absl::string_view name : labels.relations) {
    arcs_.push_back(Named(kArcs, name, Arc::kOther));
  }
  for (const absl::string_view name : labels.xpos) {
    forms_.push_back(Named(kForms, name, WordForm::kOther));
  }
  for (const absl::string_view bundle : labels.feats) {
    plural_.push_back(absl::StrContains(bundle, "Number=Plur"));
    relative_.push_back(absl::StrContains(bundle, "PronType=Rel"));
  }
}

}  // namespace standpoint
