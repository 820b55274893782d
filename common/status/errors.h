// Errors with the details that docs/api.md promises: every error made here carries exactly one
// google.rpc.ErrorInfo.
//
// Details travel as payloads of absl::Status, keyed by the type URL of their message, so that they
// survive until common/status/rpc_status.h turns them into google.rpc.Status.

#ifndef STANDPOINT_COMMON_STATUS_ERRORS_H_
#define STANDPOINT_COMMON_STATUS_ERRORS_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace standpoint {

// An error with an ErrorInfo. `reason` is stable UPPER_SNAKE_CASE, listed in docs/api.md; neither
// `message` nor `metadata` may hold document text or secrets.
absl::Status MakeError(absl::StatusCode code, absl::string_view reason, absl::string_view message,
                       const std::map<std::string, std::string>& metadata = {});

// INVALID_ARGUMENT, reason INVALID_FIELD, with a BadRequest that names `field` (a path:
// "inputs[3].content").
absl::Status InvalidField(absl::string_view field, absl::string_view description);

// Prefixes the field paths of `status`'s BadRequest: "content" becomes "inputs[3].content". Other
// errors pass unchanged.
absl::Status PrefixField(absl::string_view prefix, absl::Status status);

// NOT_FOUND, reason RESOURCE_NOT_FOUND, with a ResourceInfo. `type`: "standpoint.v1.Document".
absl::Status ResourceNotFound(absl::string_view type, absl::string_view name);

// RESOURCE_EXHAUSTED, reason OVERLOADED, with QuotaFailure (`subject`: "queue") and RetryInfo.
absl::Status Overloaded(absl::string_view subject, absl::string_view description,
                        absl::Duration retry_after);

// The RetryInfo delay of `status`, or `otherwise`.
absl::Duration RetryDelay(const absl::Status& status, absl::Duration otherwise);

// The ErrorInfo reason of `status`; empty when it has none.
std::string ErrorReason(const absl::Status& status);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_STATUS_ERRORS_H_
