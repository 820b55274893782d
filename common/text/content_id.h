// Ids of claims and stances, which come from content: whoever makes the same claim of the same text names it the same.

#ifndef STANDPOINT_COMMON_TEXT_CONTENT_ID_H_
#define STANDPOINT_COMMON_TEXT_CONTENT_ID_H_

#include <string>

#include "absl/types/span.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// The last segment of the name: 16 digits of lower-case base 32, from where the claim and its holders stand. `earlier`: how
// many claims of the same document, before this one, have the same places. Threads: safe.
std::string ContentId(const v1::Claim& claim, int earlier = 0);

// What of a holder the id comes from.
struct HolderPlace {
  v1::HolderKind kind = v1::HOLDER_KIND_UNSPECIFIED;
  v1::Span span;
};

// The same of a claim that is no message, with its span.
std::string ContentId(const v1::Span& claim, absl::Span<const HolderPlace> holders, int earlier);

// From direction, target, evidence and holder.
std::string ContentId(const v1::Stance& stance, int earlier = 0);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TEXT_CONTENT_ID_H_
