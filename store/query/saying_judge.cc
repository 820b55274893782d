#include "store/query/saying_judge.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/status/macros.h"
#include "common/text/utf8.h"
#include "store/index/fold.h"
#include "store/query/assessment.h"
#include "store/query/pace.h"

namespace standpoint {
namespace {

constexpr size_t kMaxPropositionBytes = 2000;  // as AnalyzeService has it

// When to end the judging of pairs, so that there is time for the answer.
absl::Time EndOfPairs(absl::Time deadline) {
  const absl::Time now = absl::Now();
  return deadline == absl::InfiniteFuture() ? deadline : now + (deadline - now) * 3 / 4;
}

bool AreSameWords(const Saying& a, const Saying& b) { return FoldCase(a.text) == FoldCase(b.text); }

v1::Judgement SureSupport() {
  v1::Judgement judgement;
  judgement.set_relation(v1::RELATION_SUPPORT);
  judgement.set_confidence(1);
  return judgement;
}

}  // namespace

absl::StatusOr<const PropositionFeatures*> SayingJudge::FeaturesOf(const std::string& text) {
  const auto known = features_.find(text);
  if (known != features_.end()) {
    return &known->second;
  }
  RETURN_IF_ERROR(call_.Check());
  PropositionFeatures features;
  if (const std::string cut(TruncateUtf8(text, kMaxPropositionBytes)); !cut.empty()) {
    ASSIGN_OR_RETURN(features, analyze_.AnalyzeProposition(cut, call_.deadline()));
  }
  return &features_.emplace(text, std::move(features)).first->second;
}

absl::Status SayingJudge::JudgeNear(size_t limit, std::vector<Saying>* sayings,
                                    std::vector<SayingPair>* pairs) {
  std::vector<PropositionFeatures> features;
  for (const Saying& saying : *sayings) {
    ASSIGN_OR_RETURN(const PropositionFeatures* of_saying, FeaturesOf(saying.text));
    features.push_back(*of_saying);
  }
  const std::vector<std::pair<size_t, size_t>> near = FindNearPairs(features, limit);
  std::vector<std::vector<size_t>> near_to(sayings->size());
  for (const auto& [a, b] : near) {
    near_to[a].push_back(b);
    near_to[b].push_back(a);
  }
  Pace pace(EndOfPairs(call_.deadline()));
  size_t done = 0;
  while (done < sayings->size() && pace.HasTime()) {
    RETURN_IF_ERROR(Judge((*sayings)[done], *sayings, near_to[done]));
    ++done;
  }
  ended_early_ = ended_early_ || done < sayings->size();
  sayings->resize(done);
  for (const auto& [a, b] : near) {
    if (b < done) {
      const Saying& of_a = (*sayings)[a];
      const Saying& of_b = (*sayings)[b];
      pairs->push_back({a, b, Known(of_a, of_b), Known(of_b, of_a)});
    }
  }
  return absl::OkStatus();
}

absl::Status SayingJudge::JudgeEach(absl::Span<const Saying> sayings,
                                    absl::Span<const size_t> places,
                                    std::vector<SayingPair>* pairs) {
  Pace pace(call_.deadline());
  size_t done = 0;
  while (done < places.size() && pace.HasTime()) {
    RETURN_IF_ERROR(Judge(sayings[places[done]], sayings, places));
    ++done;
  }
  ended_early_ = ended_early_ || done < places.size();
  for (size_t i = 0; i < done; ++i) {
    for (size_t j = i + 1; j < done; ++j) {
      const Saying& a = sayings[places[i]];
      const Saying& b = sayings[places[j]];
      pairs->push_back({places[i], places[j], Known(a, b), Known(b, a)});
    }
  }
  return absl::OkStatus();
}

absl::Status SayingJudge::JudgeAgainst(absl::Span<const Saying> sayings, size_t proposition,
                                       absl::Span<const size_t> places, float min_confidence,
                                       std::vector<double>* confidences) {
  const Saying& label = sayings[proposition];
  RETURN_IF_ERROR(Judge(label, sayings, places));
  for (const size_t place : places) {
    const double support =
        SupportOf(sayings[place], label, Known(sayings[place], label), min_confidence);
    confidences->push_back(std::max(support, 0.0));
  }
  return absl::OkStatus();
}

absl::Status SayingJudge::Judge(const Saying& proposition, absl::Span<const Saying> sayings,
                                absl::Span<const size_t> places) {
  const size_t number = NumberOf(proposition.text);
  std::vector<std::string> texts;
  for (const size_t place : places) {
    const Saying& saying = sayings[place];
    if (AreSameWords(saying, proposition)) {
      continue;
    }
    if (judgements_.try_emplace({NumberOf(saying.text), number}).second) {
      texts.push_back(saying.text);
    }
  }
  std::vector<v1::Judgement> judged;
  RETURN_IF_ERROR(JudgeTexts(analyze_, call_, proposition.text, texts, &judged));
  for (size_t i = 0; i < texts.size(); ++i) {
    ++judged_;
    fallbacks_ += judged[i].fallback() ? 1 : 0;
    judgements_[{NumberOf(texts[i]), number}] = std::move(judged[i]);
  }
  return absl::OkStatus();
}

v1::Judgement SayingJudge::Known(const Saying& claim, const Saying& proposition) {
  if (AreSameWords(claim, proposition)) {
    return SureSupport();
  }
  const auto it = judgements_.find({NumberOf(claim.text), NumberOf(proposition.text)});
  return it == judgements_.end() ? v1::Judgement() : it->second;
}

size_t SayingJudge::NumberOf(const std::string& text) {
  return numbers_.try_emplace(text, numbers_.size()).first->second;
}

}  // namespace standpoint
