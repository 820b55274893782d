#include "analyze/client/fake_analyze_client.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "analyze/client/analyze_limits.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

std::vector<std::string> Words(absl::string_view text) {
  std::vector<std::string> words;
  for (const absl::string_view word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    std::string lower = absl::AsciiStrToLower(word);
    if (std::find(words.begin(), words.end(), lower) == words.end()) {
      words.push_back(std::move(lower));
    }
  }
  return words;
}

v1::Judgement JudgeByWords(absl::string_view proposition, absl::string_view claim) {
  const std::vector<std::string> wanted = Words(proposition);
  const std::vector<std::string> present = Words(claim);
  const auto shared = std::count_if(wanted.begin(), wanted.end(), [&](const std::string& word) {
    return std::find(present.begin(), present.end(), word) != present.end();
  });
  v1::Judgement judgement;
  judgement.set_confidence(1);
  if (shared == static_cast<std::ptrdiff_t>(wanted.size())) {
    judgement.set_relation(v1::RELATION_SUPPORT);
  } else {
    judgement.set_relation(shared > 0 ? v1::RELATION_DISCUSS : v1::RELATION_UNRELATED);
  }
  return judgement;
}

}  // namespace

void FakeAnalyzeClient::SetFailure(absl::Status failure) {
  absl::MutexLock lock(&mu_);
  failure_ = std::move(failure);
}

void FakeAnalyzeClient::SetAnalysis(v1::Analysis analysis) {
  absl::MutexLock lock(&mu_);
  has_analysis_ = true;
  analysis_ = std::move(analysis);
}

void FakeAnalyzeClient::SetJudge(JudgeOne judge) {
  absl::MutexLock lock(&mu_);
  judge_ = std::move(judge);
}

int FakeAnalyzeClient::JudgeCalls(const std::string& proposition) {
  absl::MutexLock lock(&mu_);
  return judge_calls_[proposition];
}

absl::StatusOr<v1::Analysis> FakeAnalyzeClient::AnalyzeText(absl::string_view text, absl::Time) {
  absl::MutexLock lock(&mu_);
  RETURN_IF_ERROR(failure_);
  if (has_analysis_) {
    return analysis_;
  }
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  v1::Analysis analysis;
  analysis.set_token_count(static_cast<int32_t>(words.size()));
  return analysis;
}

absl::StatusOr<PropositionFeatures> FakeAnalyzeClient::AnalyzeProposition(
    absl::string_view proposition, absl::Time) {
  absl::MutexLock lock(&mu_);
  RETURN_IF_ERROR(failure_);
  RETURN_IF_ERROR(CheckProposition(proposition));
  return PropositionFeatures{Words(proposition), ""};
}

absl::StatusOr<std::vector<v1::Judgement>> FakeAnalyzeClient::Judge(
    absl::string_view proposition, absl::Span<const std::string> claims, absl::Time) {
  absl::MutexLock lock(&mu_);
  RETURN_IF_ERROR(failure_);
  RETURN_IF_ERROR(CheckProposition(proposition));
  RETURN_IF_ERROR(CheckClaims(claims));
  ++judge_calls_[std::string(proposition)];
  std::vector<v1::Judgement> judgements;
  for (const std::string& claim : claims) {
    judgements.push_back(judge_ ? judge_(proposition, claim) : JudgeByWords(proposition, claim));
  }
  return judgements;
}

}  // namespace standpoint
