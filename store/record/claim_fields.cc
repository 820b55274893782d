#include "store/record/claim_fields.h"

namespace standpoint {
namespace {

bool ReadScores(ByteReader* reader, ClaimFields* fields) {
  bool read =
      ReadScore(reader, &fields->confidence) && ReadScore(reader, &fields->check_worthiness);
  if (fields->has(kHasFieldConfidence)) {
    for (float& score : fields->field_confidence) {
      read = read && ReadScore(reader, &score);
    }
  }
  return read && (!fields->has(kHasFactuality) || ReadScore(reader, &fields->factuality));
}

bool ReadKinds(ByteReader* reader, ClaimFields* fields) {
  absl::string_view kinds;
  if (!reader->ReadBytes(2, &kinds)) {
    return false;
  }
  const auto first = static_cast<uint8_t>(kinds[0]);
  const auto second = static_cast<uint8_t>(kinds[1]);
  fields->act = static_cast<v1::Act>(first >> 4);
  fields->modality = static_cast<v1::Modality>(first & 15);
  fields->polarity = static_cast<v1::Polarity>(second >> 4);
  fields->commitment = static_cast<v1::Commitment>(second & 15);
  return true;
}

}  // namespace

bool ReadStandalone(ByteReader* reader, absl::string_view text, std::string* standalone) {
  uint64_t before = 0;
  uint64_t behind = 0;
  absl::string_view middle;
  if (!reader->ReadVarint(&before) || !reader->ReadVarint(&behind) || !ReadSized(reader, &middle) ||
      before > text.size() || behind > text.size()) {
    return false;
  }
  standalone->assign(text.data(), before);
  standalone->append(middle.data(), middle.size());
  standalone->append(text.data() + text.size() - behind, behind);
  return true;
}

bool ReadClaimPlace(ByteReader* reader, int64_t base, ClaimFields* fields) {
  return reader->ReadVarint(&fields->flags) &&
         (fields->id_kind() != 0 || ReadSized(reader, &fields->id)) &&
         (!fields->has(kHasRest) || ReadSized(reader, &fields->rest)) &&
         reader->ReadVarint(&fields->sentence_size) && fields->sentence_size <= INT32_MAX &&
         ReadPlace(reader, base, &fields->span);
}

bool ReadClaimFields(ByteReader* reader, int64_t base, ClaimFields* fields) {
  return ReadClaimPlace(reader, base, fields) && ReadKinds(reader, fields) &&
         ReadScores(reader, fields);
}

}  // namespace standpoint
