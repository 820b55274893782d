#include "store/query/filter_error.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {

absl::Status FilterError(int column, absl::string_view description) {
  return InvalidField("filter", absl::StrCat("column ", column, ": ", description));
}

}  // namespace standpoint
