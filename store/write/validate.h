// Whether an analysed document may be stored.

#ifndef STANDPOINT_STORE_WRITE_VALIDATE_H_
#define STANDPOINT_STORE_WRITE_VALIDATE_H_

#include "absl/status/status.h"
#include "standpoint/internal/v1/commit.pb.h"

namespace standpoint {

// Bounds of a document. Unit: bytes, or pieces.
inline constexpr int kMaxTextBytes = 256 << 20;
inline constexpr int kMaxMetadataBytes = 4096;  // of each of title, url, publisher and source
inline constexpr int kMaxClaims = 200'000;      // and as many stances
inline constexpr int kMaxTerms = 1'000;         // of a claim
inline constexpr int kMaxTermBytes = 256;
inline constexpr int kMaxEntities = 32;  // of a claim
inline constexpr int kMaxEntityBytes = 256;
inline constexpr int kMaxMentions = 16;  // of an entity

// Checks the promises of the protos: names that belong together, a text in UTF-8, spans within it
// and on code-point boundaries, verbatim texts that equal their slices, enumerations set, numbers
// in their ranges. Errors: INVALID_ARGUMENT that names the field: "analysis.claims[3].span".
absl::Status ValidateDocument(const internal::v1::AnalyzedDocument& document);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_WRITE_VALIDATE_H_
