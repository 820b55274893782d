#include "analyze/service/local_analyze_client.h"

#include "absl/status/status.h"
#include "analyze/client/analyze_limits.h"
#include "common/status/macros.h"

namespace standpoint {

absl::StatusOr<v1::Analysis> LocalAnalyzeClient::AnalyzeText(absl::string_view text,
                                                             absl::Time deadline) {
  v1::Document document;
  document.set_text(text.data(), text.size());
  return documents_.Analyze(document, deadline);
}

absl::StatusOr<PropositionFeatures> LocalAnalyzeClient::AnalyzeProposition(
    absl::string_view proposition, absl::Time) {
  RETURN_IF_ERROR(CheckProposition(proposition));
  return PropositionFeatures{analyzer_.Terms(proposition), analyzer_.Embed(proposition)};
}

absl::StatusOr<std::vector<v1::Judgement>> LocalAnalyzeClient::Judge(
    absl::string_view proposition, absl::Span<const std::string> claims, absl::Time deadline) {
  RETURN_IF_ERROR(CheckProposition(proposition));
  RETURN_IF_ERROR(CheckClaims(claims));
  return judge_.Judge(proposition, claims, deadline);
}

}  // namespace standpoint
