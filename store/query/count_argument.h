// Counts in requests: how many at most.

#ifndef STANDPOINT_STORE_QUERY_COUNT_ARGUMENT_H_
#define STANDPOINT_STORE_QUERY_COUNT_ARGUMENT_H_

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/status/errors.h"

namespace standpoint {

// `value`, or `otherwise` where it is 0. Errors: INVALID_ARGUMENT that names the field, for less than 0 and more than `most`.
inline absl::StatusOr<int> ReadCount(absl::string_view field, int value, int otherwise, int most) {
  if (value < 0 || value > most) {
    return InvalidField(field, absl::StrCat("must be from 1 to ", most, ", or 0 for ", otherwise));
  }
  return value == 0 ? otherwise : value;
}

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_COUNT_ARGUMENT_H_
