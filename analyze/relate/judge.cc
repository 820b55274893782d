#include "analyze/relate/judge.h"

#include <algorithm>
#include <array>

#include "analyze/relate/pair_network.h"
#include "analyze/relate/pair_sentence.h"
#include "analyze/relate/relatedness.h"

namespace standpoint {
namespace {

// A text without a word that the model knows says nothing, whatever the other one is.
constexpr RelationProbabilities kNothing = {0, 0, 0, 1};

using Numbers = std::array<float, kPairNumbers + kRelatednessNumbers>;

Numbers Compare(const Wording& proposition, const Wording& claim, const PairSentence& asked,
                const PairSentence& said) {
  const TopicOverlap overlap = CompareTopics(proposition, claim);
  const PairNumbers wordings = CompareWordings(proposition, claim, overlap);
  const auto contents = CompareContents(asked, said, overlap.share);
  Numbers numbers;
  std::copy(contents.begin(), contents.end(),
            std::copy(wordings.begin(), wordings.end(), numbers.begin()));
  return numbers;
}

v1::Judgement Likeliest(const RelationProbabilities& pair) {
  v1::Judgement judgement;
  judgement.set_relation(v1::RELATION_SUPPORT);
  double most = pair.support;
  for (const auto& [relation, probability] : {std::pair{v1::RELATION_OPPOSE, pair.oppose},
                                              {v1::RELATION_DISCUSS, pair.discuss},
                                              {v1::RELATION_UNRELATED, pair.unrelated}}) {
    if (probability > most) {
      most = probability;
      judgement.set_relation(relation);
    }
  }
  judgement.set_confidence(static_cast<float>(std::min(most, 1.0)));
  return judgement;
}

}  // namespace

std::vector<RelationProbabilities> PropositionJudge::Score(
    absl::string_view proposition, absl::Span<const std::string> claims) const {
  const PairNetwork& network = model_.network();
  const Wording asked_wording = wordings_.Read(proposition);
  ReadWords words;
  PairSentence asked = ReadSentence(proposition, model_.words(), model_.sentences());
  network.Prepare(PairNetwork::kMostPropositionWords, words, asked);
  std::vector<RelationProbabilities> scores;
  scores.reserve(claims.size());
  for (const std::string& text : claims) {
    PairSentence claim = ReadSentence(text, model_.words(), model_.sentences());
    if (asked.rows.empty() || claim.rows.empty()) {
      scores.push_back(kNothing);
      continue;
    }
    network.Prepare(PairNetwork::kMostClaimWords, words, claim);
    scores.push_back(
        network.Judge(asked, claim, Compare(asked_wording, wordings_.Read(text), asked, claim)));
  }
  return scores;
}

std::vector<v1::Judgement> PropositionJudge::Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims) const {
  std::vector<v1::Judgement> judgements;
  judgements.reserve(claims.size());
  for (const RelationProbabilities& pair : Score(proposition, claims)) {
    judgements.push_back(Likeliest(pair));
  }
  return judgements;
}

}  // namespace standpoint
