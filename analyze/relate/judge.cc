#include "analyze/relate/judge.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "analyze/relate/pair_network.h"
#include "analyze/relate/pair_sentence.h"
#include "analyze/relate/relatedness.h"

namespace standpoint {
namespace {

// A text without a word that the model knows says nothing, whatever the other one is.
constexpr RelationProbabilities kNothing = {0, 0, 0, 1};

// Readings of a bare topic. One alone would lean to its side: "X is good" holds nine of ten posts on X to be for it.
struct TopicReading {
  absl::string_view before;
  absl::string_view behind;
  bool is_for;
};
constexpr TopicReading kTopicReadings[] = {{"", " is good", true},
                                           {"We should support ", "", true},
                                           {"", " is bad", false},
                                           {"We should oppose ", "", false}};

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

void Add(const RelationProbabilities& part, double share, RelationProbabilities& sum) {
  sum.support += share * part.support;
  sum.oppose += share * part.oppose;
  sum.discuss += share * part.discuss;
  sum.unrelated += share * part.unrelated;
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

std::vector<v1::Judgement> Likeliest(const std::vector<RelationProbabilities>& scores) {
  std::vector<v1::Judgement> judgements;
  judgements.reserve(scores.size());
  for (const RelationProbabilities& pair : scores) {
    judgements.push_back(Likeliest(pair));
  }
  return judgements;
}

}  // namespace

std::vector<RelationProbabilities> PropositionJudge::Score(
    absl::string_view proposition, absl::Span<const std::string> claims) const {
  const auto networks = model_.networks();
  const Wording asked_wording = wordings_.Read(proposition);
  std::vector<ReadWords> words(networks.size());
  std::vector<PairSentence> asked(networks.size(),
                                  ReadSentence(proposition, model_.words(), model_.sentences()));
  for (size_t k = 0; k < networks.size(); ++k) {
    networks[k]->Prepare(PairNetwork::kMostPropositionWords, words[k], asked[k]);
  }
  std::vector<RelationProbabilities> scores;
  scores.reserve(claims.size());
  for (const std::string& text : claims) {
    PairSentence claim = ReadSentence(text, model_.words(), model_.sentences());
    if (asked[0].rows.empty() || claim.rows.empty()) {
      scores.push_back(kNothing);
      continue;
    }
    const Numbers numbers = Compare(asked_wording, wordings_.Read(text), asked[0], claim);
    RelationProbabilities& score = scores.emplace_back();
    for (size_t k = 0; k < networks.size(); ++k) {
      networks[k]->Prepare(PairNetwork::kMostClaimWords, words[k], claim);
      Add(networks[k]->Judge(asked[k], claim, numbers), 1.0 / static_cast<double>(networks.size()),
          score);
    }
  }
  return scores;
}

std::vector<RelationProbabilities> PropositionJudge::ScoreTopic(
    absl::string_view topic, absl::Span<const std::string> claims) const {
  constexpr double kShare = 1.0 / std::size(kTopicReadings);
  std::vector<RelationProbabilities> means(claims.size());
  for (const TopicReading& reading : kTopicReadings) {
    const std::vector<RelationProbabilities> scores =
        Score(absl::StrCat(reading.before, topic, reading.behind), claims);
    for (size_t i = 0; i < claims.size(); ++i) {
      RelationProbabilities score = scores[i];
      if (!reading.is_for) {
        std::swap(score.support, score.oppose);
      }
      Add(score, kShare, means[i]);
    }
  }
  return means;
}

std::vector<v1::Judgement> PropositionJudge::Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims) const {
  return Likeliest(Score(proposition, claims));
}

std::vector<v1::Judgement> PropositionJudge::JudgeTopic(
    absl::string_view topic, absl::Span<const std::string> claims) const {
  return Likeliest(ScoreTopic(topic, claims));
}

}  // namespace standpoint
