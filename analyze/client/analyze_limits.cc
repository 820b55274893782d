#include "analyze/client/analyze_limits.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {

absl::Status CheckProposition(absl::string_view proposition) {
  if (proposition.empty() || proposition.size() > kMaxPropositionBytes) {
    return InvalidField("proposition", absl::StrCat("has ", proposition.size(), " bytes; 1 to ",
                                                    kMaxPropositionBytes, " are allowed"));
  }
  return absl::OkStatus();
}

absl::Status CheckClaims(absl::Span<const std::string> claims) {
  if (claims.empty() || claims.size() > kMaxJudgedClaims) {
    return InvalidField("claims", absl::StrCat("has ", claims.size(), " items; 1 to ",
                                               kMaxJudgedClaims, " are allowed"));
  }
  for (size_t i = 0; i < claims.size(); ++i) {
    if (claims[i].size() > kMaxJudgedClaimBytes) {
      return InvalidField(absl::StrCat("claims[", i, "]"),
                          absl::StrCat("has ", claims[i].size(), " bytes; at most ",
                                       kMaxJudgedClaimBytes, " are allowed"));
    }
  }
  return absl::OkStatus();
}

}  // namespace standpoint
