// Why work was given up, as it is kept.

#ifndef STANDPOINT_QUEUE_REASON_H_
#define STANDPOINT_QUEUE_REASON_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// The first 1,024 bytes of `reason`, without half a UTF-8 character at the end.
std::string ShortenReason(absl::string_view reason);

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_REASON_H_
