// Page tokens: where a list goes on. They hold a place, never a right: every page is read anew with all checks.

#ifndef STANDPOINT_STORE_QUERY_PAGE_TOKEN_H_
#define STANDPOINT_STORE_QUERY_PAGE_TOKEN_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace standpoint {

// Stands for the arguments of a list that must not change from page to page.
uint64_t ArgumentsDigest(absl::Span<const absl::string_view> arguments);

// Of the list of all corpora, whose place is the last corpus.
uint64_t CorporaDigest();

// `place` is what the list needs to go on. URL-safe base64 over a version, `digest`, `place` and a checksum.
std::string EncodePageToken(uint64_t digest, absl::string_view place);

// The place within `token`.
// Errors: INVALID_ARGUMENT for field "page_token": not made by EncodePageToken, or with another digest.
absl::StatusOr<std::string> DecodePageToken(uint64_t digest, absl::string_view token);

// The effective page size: 0 is 50, more than 1,000 is 1,000.
// Errors: INVALID_ARGUMENT for field "page_size" when it is negative.
absl::StatusOr<int> EffectivePageSize(int page_size);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_PAGE_TOKEN_H_
