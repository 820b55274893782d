// Consistency tokens: what a writer shows so that he reads his own write.

#ifndef STANDPOINT_COMMON_TOKEN_CONSISTENCY_TOKEN_H_
#define STANDPOINT_COMMON_TOKEN_CONSISTENCY_TOKEN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// A write that must be visible: the document at this revision or a later one, or its deletion.
struct WrittenDocument {
  std::string name;  // corpora/{corpus}/documents/{document}
  int64_t revision = 0;

  friend bool operator==(const WrittenDocument&, const WrittenDocument&) = default;
};

// Documents that one token, joined or not, may stand for.
inline constexpr size_t kMaxTokenDocuments = 1000;

// A token for all of `documents`, whose names are right; empty when there are none.
std::string EncodeConsistencyToken(absl::Span<const WrittenDocument> documents);

// What tokens joined with ',' stand for. Errors: INVALID_ARGUMENT that names `field`, for what no
// server gave.
absl::StatusOr<std::vector<WrittenDocument>> DecodeConsistencyToken(absl::string_view field,
                                                                    absl::string_view tokens);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TOKEN_CONSISTENCY_TOKEN_H_
