// The values of features in the cue tables.

#ifndef STANDPOINT_ANALYZE_CLAIM_CUE_VALUES_H_
#define STANDPOINT_ANALYZE_CLAIM_CUE_VALUES_H_

#include "absl/strings/string_view.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// "deny" is ACT_DENY; what is no word of docs/claims-and-stances.md is taken as the first value that it names.
v1::Act ActOf(absl::string_view word);
v1::Modality ModalityOf(absl::string_view word);
v1::Commitment CommitmentOf(absl::string_view word);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLAIM_CUE_VALUES_H_
