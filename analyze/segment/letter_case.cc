#include "analyze/segment/letter_case.h"

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"

namespace standpoint {

bool IsCapitalized(absl::string_view form) {
  return !form.empty() && absl::ascii_isupper(static_cast<unsigned char>(form.front()));
}

bool IsInitials(absl::string_view form) {
  return form.size() > 1 && form.size() < 8 && absl::c_all_of(form, absl::ascii_isupper);
}

}  // namespace standpoint
