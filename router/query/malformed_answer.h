// A shard that answers what the router cannot read.

#ifndef STANDPOINT_ROUTER_QUERY_MALFORMED_ANSWER_H_
#define STANDPOINT_ROUTER_QUERY_MALFORMED_ANSWER_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// INTERNAL, reason SHARD_ANSWER_MALFORMED. `what`: what of the answer, "places".
absl::Status MalformedAnswer(absl::string_view what);

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_QUERY_MALFORMED_ANSWER_H_
