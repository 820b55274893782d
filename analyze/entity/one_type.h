// One name means one thing throughout a text.

#ifndef STANDPOINT_ANALYZE_ENTITY_ONE_TYPE_H_
#define STANDPOINT_ANALYZE_ENTITY_ONE_TYPE_H_

#include "absl/strings/string_view.h"
#include "analyze/entity/entities.h"
#include "analyze/segment/segments.h"

namespace standpoint {

// Gives names that are spelt alike the type that fits best all of them together: what one sentence leaves open another one says.
// Source of the idea: Gale, Church and Yarowsky, "One Sense Per Discourse", 1992; for names Krishnan and Manning, "An Effective
// Two-Stage Model for Exploiting Non-Local Dependencies in Named Entity Recognition", ACL 2006.
// Linear in the names, one table a text. Threads: safe for different `entities`.
void GiveOneType(absl::string_view text, const Segments& segments, Entities& entities);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ENTITY_ONE_TYPE_H_
