#include "analyze/remote/claim_judge.h"

#include <cstddef>
#include <optional>
#include <utility>

namespace standpoint {
namespace {

// The analyzer takes a few milliseconds for them; the server cuts its own batches.
constexpr size_t kJudgedAtOnce = 64;
constexpr size_t kAskedAtOnce = 4096;

}  // namespace

size_t ClaimJudge::batch() const { return remote_ == nullptr ? kJudgedAtOnce : kAskedAtOnce; }

std::vector<v1::Judgement> ClaimJudge::Judge(absl::string_view proposition,
                                             absl::Span<const std::string> claims,
                                             absl::Time deadline) const {
  if (remote_ == nullptr) {
    return analyzer_.Judge(proposition, claims);
  }
  std::vector<std::optional<v1::Judgement>> answers = remote_->Judge(proposition, claims, deadline);
  std::vector<std::string> open;
  for (size_t i = 0; i < claims.size(); ++i) {
    if (!answers[i].has_value()) {
      open.push_back(claims[i]);
    }
  }
  std::vector<v1::Judgement> own = analyzer_.Judge(proposition, open);
  auto next = own.begin();
  std::vector<v1::Judgement> judgements;
  judgements.reserve(claims.size());
  for (std::optional<v1::Judgement>& answer : answers) {
    if (answer.has_value()) {
      judgements.push_back(*std::move(answer));
    } else {
      judgements.push_back(std::move(*next++));
      judgements.back().set_fallback(true);
    }
  }
  return judgements;
}

}  // namespace standpoint
