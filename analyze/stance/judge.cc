#include "analyze/stance/judge.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/lexicon/term_extractor.h"

namespace standpoint {

// What is compared of a text.
struct PropositionJudge::Reading {
  absl::flat_hash_set<std::string> terms;
  bool negated = false;
};

PropositionJudge::PropositionJudge(const Lexicon& lexicon) : lexicon_(lexicon), terms_(lexicon) {}

PropositionJudge::Reading PropositionJudge::Read(absl::string_view text) const {
  Reading reading;
  for (Term& term : terms_.Words(text)) {
    const WordEntry* const entry = lexicon_.FindWord(term.word);
    if (entry != nullptr && (entry->bits & kNegator) != 0) {
      reading.negated = !reading.negated;
    } else if (!term.stop) {
      reading.terms.insert(std::move(term.stem));
    }
  }
  return reading;
}

v1::Judgement PropositionJudge::Compare(const Reading& proposition, const Reading& claim) const {
  const auto common = std::count_if(claim.terms.begin(), claim.terms.end(), [&](const auto& term) {
    return proposition.terms.contains(term);
  });
  const double overlap =
      static_cast<double>(common) / std::max<size_t>(1, proposition.terms.size());
  v1::Judgement judgement;
  judgement.set_confidence(static_cast<float>(overlap));
  judgement.set_relation(overlap < 0.3                          ? v1::RELATION_UNRELATED
                         : proposition.negated == claim.negated ? v1::RELATION_SUPPORT
                                                                : v1::RELATION_OPPOSE);
  return judgement;
}

std::vector<v1::Judgement> PropositionJudge::Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims) const {
  const Reading asked = Read(proposition);
  std::vector<v1::Judgement> judgements;
  judgements.reserve(claims.size());
  for (const std::string& claim : claims) {
    judgements.push_back(Compare(asked, Read(claim)));
  }
  return judgements;
}

}  // namespace standpoint
