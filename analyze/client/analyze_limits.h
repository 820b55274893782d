// The limits of AnalyzeService's requests that are not settings, the same in process and over gRPC.

#ifndef STANDPOINT_ANALYZE_CLIENT_ANALYZE_LIMITS_H_
#define STANDPOINT_ANALYZE_CLIENT_ANALYZE_LIMITS_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

inline constexpr size_t kMaxPropositionBytes = 2'000;
inline constexpr size_t kMaxJudgedClaims = 1'000;
inline constexpr size_t kMaxJudgedClaimBytes = 10'000;

// Errors: INVALID_FIELD for "proposition".
absl::Status CheckProposition(absl::string_view proposition);

// Errors: INVALID_FIELD for "claims" and "claims[3]".
absl::Status CheckClaims(absl::Span<const std::string> claims);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLIENT_ANALYZE_LIMITS_H_
