#include "analyze/relate/judge.h"

#include <algorithm>
#include <cmath>

#include "analyze/relate/pair_network.h"
#include "analyze/relate/pair_sentence.h"

namespace standpoint {
namespace {

constexpr double kDiscussed =
    0.15;  // share of the topics from which on a claim that leaves them open discusses them
constexpr double kRelated =
    0.5;  // probability from which on a claim is about the proposition's question
constexpr double kOpen = 0.7;  // confidence that what opens a question leaves it open

v1::Judgement Judged(v1::Relation relation, double confidence) {
  v1::Judgement judgement;
  judgement.set_relation(relation);
  judgement.set_confidence(static_cast<float>(std::clamp(confidence, 0.0, 1.0)));
  return judgement;
}

v1::Judgement Decide(const PairScores& pair) {
  if (pair.open && (pair.share >= kDiscussed || pair.related >= kRelated)) {
    return Judged(v1::RELATION_DISCUSS, std::max(pair.share, pair.related) * kOpen);
  }
  if (pair.related < kRelated) {
    return Judged(v1::RELATION_UNRELATED, 1 - pair.related);
  }
  return pair.supports >= 0.5 ? Judged(v1::RELATION_SUPPORT, pair.related * pair.supports)
                              : Judged(v1::RELATION_OPPOSE, pair.related * (1 - pair.supports));
}

}  // namespace

std::vector<PairScores> PropositionJudge::Score(absl::string_view proposition,
                                                absl::Span<const std::string> claims) const {
  const PairNetwork& network = model_.network();
  const Wording asked_wording = wordings_.Read(proposition);
  PairSentence asked = ReadSentence(proposition, model_.words(), model_.sentences());
  network.Prepare(PairNetwork::kMostPropositionWords, asked);
  std::vector<PairScores> scores;
  scores.reserve(claims.size());
  for (const std::string& text : claims) {
    const Wording wording = wordings_.Read(text);
    const TopicOverlap overlap = CompareTopics(asked_wording, wording);
    PairSentence claim = ReadSentence(text, model_.words(), model_.sentences());
    network.Prepare(PairNetwork::kMostClaimWords, claim);
    const double log_odds =
        network.Score(asked, claim, CompareWordings(asked_wording, wording, overlap));
    scores.push_back({.open = wording.open && !asked_wording.open,
                      .share = overlap.share,
                      .related = model_.relatedness().Probability(asked, claim, overlap.share),
                      .supports = 1 / (1 + std::exp(-log_odds))});
  }
  return scores;
}

std::vector<v1::Judgement> PropositionJudge::Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims) const {
  std::vector<v1::Judgement> judgements;
  judgements.reserve(claims.size());
  for (const PairScores& pair : Score(proposition, claims)) {
    judgements.push_back(Decide(pair));
  }
  return judgements;
}

}  // namespace standpoint
