#include "router/query/malformed_answer.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {

absl::Status MalformedAnswer(absl::string_view what) {
  return MakeError(absl::StatusCode::kInternal, "SHARD_ANSWER_MALFORMED",
                   absl::StrCat("the ", what, " of a shard's answer cannot be read"));
}

}  // namespace standpoint
