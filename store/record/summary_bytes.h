// The summary of a stored document as the bytes of the answer, without making messages of it. As store/record/claim_bytes.h.

#ifndef STANDPOINT_STORE_RECORD_SUMMARY_BYTES_H_
#define STANDPOINT_STORE_RECORD_SUMMARY_BYTES_H_

#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// Appends the v1::DocumentSummary of a document. `record`: its internal::v1::DocumentRecord, serialised. `id`: of the
// document; false if it is another's. `name`: its resource name.
bool AppendSummary(absl::string_view record, absl::string_view id, absl::string_view name,
                   std::string* out);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_SUMMARY_BYTES_H_
