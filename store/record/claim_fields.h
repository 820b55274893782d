// The fields of a packed claim that are no messages. For store/record alone.

#ifndef STANDPOINT_STORE_RECORD_CLAIM_FIELDS_H_
#define STANDPOINT_STORE_RECORD_CLAIM_FIELDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "standpoint/v1/claim.pb.h"
#include "store/record/coding.h"
#include "store/record/packed_parts.h"

namespace standpoint {

// A claim's item, but for what stands behind it: standalone text, embedding and terms.
struct ClaimFields {
  uint64_t flags = 0;
  absl::string_view id;    // empty: made from content
  absl::string_view rest;  // an internal::v1::ClaimRecord
  uint64_t sentence_size = 0;
  v1::Span span;
  v1::Act act = v1::ACT_UNSPECIFIED;
  v1::Modality modality = v1::MODALITY_UNSPECIFIED;
  v1::Polarity polarity = v1::POLARITY_UNSPECIFIED;
  v1::Commitment commitment = v1::COMMITMENT_UNSPECIFIED;
  float confidence = 0;
  float check_worthiness = 0;
  float field_confidence[5] = {};  // of holder, act, polarity, modality, commitment
  float factuality = 0;

  bool has(uint64_t flag) const { return (flags & flag) != 0; }
  int id_kind() const { return static_cast<int>(flags & kIdMask); }
  // `base`: the item's, which is where its sentence begins.
  bool has_sentence(int64_t base) const { return base != 0 || sentence_size != 0; }
  int32_t sentence_end(int64_t base) const {
    return static_cast<int32_t>(base + static_cast<int64_t>(sentence_size));
  }
};

// The first of them, to the span.
bool ReadClaimPlace(ByteReader* reader, int64_t base, ClaimFields* fields);
bool ReadClaimFields(ByteReader* reader, int64_t base, ClaimFields* fields);
// `text`: the claim's.
bool ReadStandalone(ByteReader* reader, absl::string_view text, std::string* standalone);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_CLAIM_FIELDS_H_
