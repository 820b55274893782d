// Read masks as QueryService applies them: what is read for an answer, and what is left of it.

#ifndef STANDPOINT_STORE_SERVICE_ANSWER_MASK_H_
#define STANDPOINT_STORE_SERVICE_ANSWER_MASK_H_

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/read_mask/read_mask.h"
#include "common/status/macros.h"
#include "google/protobuf/field_mask.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {

// The mask of a request for messages of type Answer; absent for the default.
template <typename Answer>
absl::StatusOr<std::optional<ReadMask>> MaskOf(const google::protobuf::FieldMask& mask) {
  if (mask.paths().empty()) {
    return std::nullopt;
  }
  ASSIGN_OR_RETURN(ReadMask parsed, ReadMask::Parse(mask, *Answer::descriptor()));
  return std::make_optional(std::move(parsed));
}

inline bool Wants(const std::optional<ReadMask>& mask, absl::string_view path, bool by_default) {
  return mask ? mask->Wants(path) : by_default;
}

// What is stored in the record but given only to who asks for it.
inline void ClearUnasked(v1::Claim& claim) {
  claim.clear_explanations();
  claim.clear_embedding();
}
inline void ClearUnasked(v1::Stance& stance) { stance.clear_explanations(); }
inline void ClearUnasked(v1::Document&) {}  // is not read in the first place

template <typename Answer>
void ApplyTo(const std::optional<ReadMask>& mask, Answer& answer) {
  if (mask) {
    mask->Apply(answer);
  } else {
    ClearUnasked(answer);
  }
}

template <typename Answers>
void ApplyToAll(const std::optional<ReadMask>& mask, Answers* answers) {
  for (auto& answer : *answers) {
    ApplyTo(mask, answer);
  }
}

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_ANSWER_MASK_H_
