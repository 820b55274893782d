#include "store/record/claim_bytes.h"

#include <vector>

#include "common/text/content_id.h"
#include "common/text/utf8.h"
#include "store/record/claim_fields.h"
#include "store/record/claim_writer.h"
#include "store/record/packed_parts.h"
#include "store/record/wire.h"

namespace standpoint {
namespace {

using v1::Claim;
using v1::FieldConfidence;
using v1::Span;

// Of what is not packed, the fields of the answer, as they lie in the record; each is a message.
struct Rest {
  std::vector<absl::string_view> holders;
  std::vector<absl::string_view> cues;
  std::vector<absl::string_view> entities;
  absl::string_view structure;
  bool has_structure = false;
};

bool ReadRest(absl::string_view record, Rest* rest) {
  WireReader fields(record);
  absl::string_view claim;
  while (fields.Next()) {
    if (fields.number() == internal::v1::ClaimRecord::kClaimFieldNumber && fields.is_bytes() &&
        !fields.is_repeated()) {
      claim = fields.bytes();
    } else if (fields.number() != internal::v1::ClaimRecord::kTargetsFieldNumber ||
               !IsUtf8(fields.bytes())) {
      return false;
    }
  }
  WireReader parts(claim);
  while (parts.Next()) {
    if (!parts.is_bytes()) {
      return false;
    }
    switch (parts.number()) {
      case Claim::kHoldersFieldNumber:
        rest->holders.push_back(parts.bytes());
        break;
      case Claim::kCuesFieldNumber:
        rest->cues.push_back(parts.bytes());
        break;
      case Claim::kEntitiesFieldNumber:
        rest->entities.push_back(parts.bytes());
        break;
      case Claim::kStructureFieldNumber:
        if (parts.is_repeated()) {
          return false;
        }
        rest->structure = parts.bytes();
        rest->has_structure = true;
        break;
      case Claim::kExplanationsFieldNumber:
        break;
      default:
        return false;
    }
  }
  return fields.ok() && parts.ok();
}

void PutFieldConfidence(const float (&scores)[5], std::string* out) {
  const size_t begin = BeginMessage(Claim::kFieldConfidenceFieldNumber, out);
  for (int field = FieldConfidence::kHolderFieldNumber;
       field <= FieldConfidence::kCommitmentFieldNumber; ++field) {
    PutFloat(field, scores[field - FieldConfidence::kHolderFieldNumber], out);
  }
  EndMessage(begin, out);
}

}  // namespace

bool AppendClaim(const PackedGroup::Item& item, SliceReader slice, absl::string_view id,
                 absl::string_view name, absl::string_view summary, std::string* out) {
  ByteReader reader(item.bytes);
  ClaimFields fields;
  Rest rest;
  std::string text;
  std::string standalone;
  if (!ReadClaimFields(&reader, item.base, &fields) || !ReadRest(fields.rest, &rest) ||
      (fields.has(kOfAuthor) && !rest.holders.empty()) ||
      !ReadSlice(fields.span, slice, &text).ok() ||
      (fields.has(kHasStandalone) && !ReadStandalone(&reader, text, &standalone))) {
    return false;
  }
  ClaimWriter writer(item.base, slice, out);
  PutBytes(Claim::kNameFieldNumber, name, out);
  PutBytes(Claim::kTextFieldNumber, text, out);
  PutSpan(Claim::kSpanFieldNumber, fields.span, out);
  if (fields.has(kOfAuthor)) {
    writer.PutAuthor();
  }
  if (!writer.PutHolders(rest.holders)) {
    return false;
  }
  PutNumber(Claim::kActFieldNumber, fields.act, out);
  PutNumber(Claim::kPolarityFieldNumber, fields.polarity, out);
  PutNumber(Claim::kModalityFieldNumber, fields.modality, out);
  PutNumber(Claim::kCommitmentFieldNumber, fields.commitment, out);
  if (fields.has_sentence(item.base)) {
    Span sentence;
    sentence.set_begin(static_cast<int32_t>(item.base));
    sentence.set_end(fields.sentence_end(item.base));
    PutSpan(Claim::kSentenceFieldNumber, sentence, out);
  }
  if (!writer.PutCues(rest.cues)) {
    return false;
  }
  PutFloat(Claim::kConfidenceFieldNumber, fields.confidence, out);
  PutMessage(Claim::kDocumentFieldNumber, summary, out);
  PutBytes(Claim::kStandaloneTextFieldNumber, standalone, out);
  if (rest.has_structure && !writer.PutStructure(rest.structure)) {
    return false;
  }
  PutFloat(Claim::kCheckWorthinessFieldNumber, fields.check_worthiness, out);
  if (fields.has(kHasFieldConfidence)) {
    PutFieldConfidence(fields.field_confidence, out);
  }
  if (fields.has(kHasFactuality)) {
    PutPresentFloat(Claim::kFactualityFieldNumber, fields.factuality, out);
  }
  if (!writer.PutEntities(rest.entities)) {
    return false;
  }
  return fields.id_kind() == 0
             ? fields.id == id
             : ContentId(fields.span, writer.holders(), fields.id_kind() - 1) == id;
}

}  // namespace standpoint
