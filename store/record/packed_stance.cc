#include "common/status/macros.h"
#include "store/record/envelope.h"
#include "store/record/pack.h"
#include "store/record/packed_parts.h"

namespace standpoint {
namespace {

// Without what is packed.
internal::v1::StanceRecord RestOf(const internal::v1::StanceRecord& record, uint64_t flags) {
  internal::v1::StanceRecord rest = record;
  rest.clear_id();
  v1::Stance* stance = rest.mutable_stance();
  stance->clear_evidence();
  stance->clear_evidence_span();
  stance->clear_direction();
  stance->clear_confidence();
  stance->clear_strength();
  stance->mutable_target()->clear_text();
  stance->mutable_target()->clear_span();
  if (stance->target().ByteSizeLong() == 0) {
    stance->clear_target();
  }
  if ((flags & kOfAuthor) != 0) {
    stance->clear_holder();
  }
  if ((flags & kOfClaim) != 0) {
    stance->clear_claim();
  }
  return rest;
}

bool ReadDirection(ByteReader* reader, v1::Stance* stance) {
  absl::string_view direction;
  if (!reader->ReadBytes(1, &direction)) {
    return false;
  }
  stance->set_direction(static_cast<v1::Direction>(static_cast<uint8_t>(direction[0])));
  return true;
}

bool ReadScores(ByteReader* reader, v1::Stance* stance) {
  float confidence = 0;
  float strength = 0;
  if (!ReadScore(reader, &confidence) || !ReadScore(reader, &strength)) {
    return false;
  }
  stance->set_confidence(confidence);
  stance->set_strength(strength);
  return true;
}

bool ReadEvidence(ByteReader* reader, int64_t base, v1::Stance* stance) {
  uint64_t size = 0;
  if (!reader->ReadVarint(&size) || size > INT32_MAX) {
    return false;
  }
  stance->mutable_evidence_span()->set_begin(static_cast<int32_t>(base));
  stance->mutable_evidence_span()->set_end(static_cast<int32_t>(base + static_cast<int64_t>(size)));
  return true;
}

}  // namespace

void RoundToStored(v1::Stance* stance) {
  stance->set_confidence(RoundScore(stance->confidence()));
  stance->set_strength(RoundScore(stance->strength()));
}

std::string PackStance(absl::string_view text, const internal::v1::StanceRecord& record,
                       const absl::flat_hash_map<std::string, uint32_t>& claims) {
  const v1::Stance& stance = record.stance();
  const int64_t base = stance.evidence_span().begin();
  const auto claim = claims.find(stance.claim());
  uint64_t flags = IdFlag(stance, record.id());
  flags |= IsPlainAuthor(stance.holder()) ? kOfAuthor : 0;
  flags |= claim != claims.end() ? kOfClaim : 0;
  internal::v1::StanceRecord rest = RestOf(record, flags);
  const std::string left = PackRest(text, base, rest, rest.mutable_stance());
  // An empty stance takes two bytes, which say nothing.
  flags |= left.size() > 2 ? kHasRest : 0;
  std::string out;
  AppendVarint(flags, &out);
  if ((flags & kIdMask) == 0) {
    AppendSized(record.id(), &out);
  }
  if ((flags & kHasRest) != 0) {
    AppendSized(left, &out);
  }
  AppendVarint(static_cast<uint32_t>(stance.evidence_span().end() - stance.evidence_span().begin()),
               &out);
  AppendPlace(stance.target().span(), base, &out);
  out.push_back(static_cast<char>(stance.direction()));
  AppendScore(stance.confidence(), &out);
  AppendScore(stance.strength(), &out);
  if (claim != claims.end()) {
    AppendVarint(claim->second, &out);
  }
  return out;
}

absl::Status UnpackStance(const PackedGroup::Item& item, SliceReader slice,
                          absl::FunctionRef<absl::StatusOr<std::string>(uint32_t)> claim_id,
                          internal::v1::StanceRecord* stance) {
  ByteReader reader(item.bytes);
  stance->Clear();
  uint64_t flags = 0;
  absl::string_view id;
  absl::string_view rest;
  if (!reader.ReadVarint(&flags) || ((flags & kIdMask) == 0 && !ReadSized(&reader, &id)) ||
      ((flags & kHasRest) != 0 &&
       (!ReadSized(&reader, &rest) ||
        !stance->ParseFromArray(rest.data(), static_cast<int>(rest.size()))))) {
    return CorruptRecord("stance");
  }
  v1::Stance* of = stance->mutable_stance();
  uint64_t claim = 0;
  if (!ReadEvidence(&reader, item.base, of) ||
      !ReadPlace(&reader, item.base, of->mutable_target()->mutable_span()) ||
      !ReadDirection(&reader, of) || !ReadScores(&reader, of) ||
      ((flags & kOfClaim) != 0 && (!reader.ReadVarint(&claim) || claim > UINT32_MAX)) ||
      !reader.empty()) {
    return CorruptRecord("stance");
  }
  if ((flags & kOfAuthor) != 0) {
    of->mutable_holder()->set_kind(v1::HOLDER_KIND_AUTHOR);
  }
  RETURN_IF_ERROR(ReadSlice(of->evidence_span(), slice, of->mutable_evidence()));
  RETURN_IF_ERROR(ReadSlice(of->target().span(), slice, of->mutable_target()->mutable_text()));
  RETURN_IF_ERROR(ShowPlaces(slice, item.base, of));
  if ((flags & kOfClaim) != 0) {
    ASSIGN_OR_RETURN(*of->mutable_claim(), claim_id(static_cast<uint32_t>(claim)));
  }
  stance->set_id((flags & kIdMask) == 0 ? std::string(id)
                                        : ContentId(*of, static_cast<int>(flags & kIdMask) - 1));
  return absl::OkStatus();
}

}  // namespace standpoint
