// A stored claim as the bytes of the answer, without making messages of it: what GetClaim gives to those who ask for no
// particular fields.
//
// False for what is not of the usual form, broken records among it, and then anything may be in `out`: the caller goes the
// way over messages, which knows all forms and all errors. What is given is byte by byte what that way gives. Fields of the
// record that are no part of the answer are passed over, whatever is in them.

#ifndef STANDPOINT_STORE_RECORD_CLAIM_BYTES_H_
#define STANDPOINT_STORE_RECORD_CLAIM_BYTES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "store/record/packed_item.h"

namespace standpoint {

// Appends the v1::Claim without terms, explanations and embedding. `id`: of the claim; false if it is another's. `name`:
// its resource name. `summary`: of its document. Errors of `slice` make it false.
bool AppendClaim(const PackedGroup::Item& item, SliceReader slice, absl::string_view id,
                 absl::string_view name, absl::string_view summary, std::string* out);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_CLAIM_BYTES_H_
