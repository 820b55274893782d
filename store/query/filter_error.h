// Faults of filters.

#ifndef STANDPOINT_STORE_QUERY_FILTER_ERROR_H_
#define STANDPOINT_STORE_QUERY_FILTER_ERROR_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// INVALID_ARGUMENT for field "filter": "column 7: ...". `column`: 1-based, in bytes.
absl::Status FilterError(int column, absl::string_view description);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_FILTER_ERROR_H_
