#include <algorithm>
#include <utility>

#include "common/status/macros.h"
#include "store/record/claim_fields.h"
#include "store/record/envelope.h"
#include "store/record/pack.h"
#include "store/record/packed_parts.h"
#include "store/record/packed_terms.h"

namespace standpoint {
namespace {

uint64_t FlagsOf(const v1::Claim& claim, absl::string_view id) {
  uint64_t flags = IdFlag(claim, id);
  flags |= claim.holders_size() == 1 && IsPlainAuthor(claim.holders(0)) ? kOfAuthor : 0;
  flags |= claim.has_field_confidence() ? kHasFieldConfidence : 0;
  flags |= claim.has_factuality() ? kHasFactuality : 0;
  flags |= claim.standalone_text().empty() ? 0 : kHasStandalone;
  flags |= claim.embedding().empty() ? 0 : kHasEmbedding;
  return flags;
}

// Without what is packed.
internal::v1::ClaimRecord RestOf(const internal::v1::ClaimRecord& record, uint64_t flags) {
  internal::v1::ClaimRecord rest = record;
  rest.clear_id();
  v1::Claim* claim = rest.mutable_claim();
  claim->clear_text();
  claim->clear_span();
  claim->clear_sentence();
  claim->clear_act();
  claim->clear_polarity();
  claim->clear_modality();
  claim->clear_commitment();
  claim->clear_confidence();
  claim->clear_check_worthiness();
  claim->clear_field_confidence();
  claim->clear_factuality();
  claim->clear_standalone_text();
  claim->clear_embedding();
  if ((flags & kOfAuthor) != 0) {
    claim->clear_holders();
  }
  return rest;
}

// As a change of the claim's text: how much of it stands before and behind what is put in.
void AppendStandalone(absl::string_view text, absl::string_view standalone, std::string* out) {
  const size_t most = std::min(text.size(), standalone.size());
  size_t before = 0;
  while (before < most && text[before] == standalone[before]) {
    ++before;
  }
  size_t behind = 0;
  while (behind < most - before &&
         text[text.size() - 1 - behind] == standalone[standalone.size() - 1 - behind]) {
    ++behind;
  }
  AppendVarint(before, out);
  AppendVarint(behind, out);
  AppendSized(standalone.substr(before, standalone.size() - before - behind), out);
}

void AppendScores(const v1::Claim& claim, std::string* out) {
  AppendScore(claim.confidence(), out);
  AppendScore(claim.check_worthiness(), out);
  if (claim.has_field_confidence()) {
    const v1::FieldConfidence& of = claim.field_confidence();
    for (const float score :
         {of.holder(), of.act(), of.polarity(), of.modality(), of.commitment()}) {
      AppendScore(score, out);
    }
  }
  if (claim.has_factuality()) {
    AppendScore(claim.factuality(), out);
  }
}

void SetFields(const ClaimFields& fields, int64_t base, v1::Claim* claim) {
  if (fields.has_sentence(base)) {
    claim->mutable_sentence()->set_begin(static_cast<int32_t>(base));
    claim->mutable_sentence()->set_end(fields.sentence_end(base));
  }
  *claim->mutable_span() = fields.span;
  claim->set_act(fields.act);
  claim->set_modality(fields.modality);
  claim->set_polarity(fields.polarity);
  claim->set_commitment(fields.commitment);
  claim->set_confidence(fields.confidence);
  claim->set_check_worthiness(fields.check_worthiness);
  if (fields.has(kHasFieldConfidence)) {
    v1::FieldConfidence* of = claim->mutable_field_confidence();
    of->set_holder(fields.field_confidence[0]);
    of->set_act(fields.field_confidence[1]);
    of->set_polarity(fields.field_confidence[2]);
    of->set_modality(fields.field_confidence[3]);
    of->set_commitment(fields.field_confidence[4]);
  }
  if (fields.has(kHasFactuality)) {
    claim->set_factuality(fields.factuality);
  }
}

}  // namespace

void RoundToStored(v1::Claim* claim) {
  claim->set_confidence(RoundScore(claim->confidence()));
  claim->set_check_worthiness(RoundScore(claim->check_worthiness()));
  if (claim->has_field_confidence()) {
    v1::FieldConfidence* of = claim->mutable_field_confidence();
    of->set_holder(RoundScore(of->holder()));
    of->set_act(RoundScore(of->act()));
    of->set_polarity(RoundScore(of->polarity()));
    of->set_modality(RoundScore(of->modality()));
    of->set_commitment(RoundScore(of->commitment()));
  }
  if (claim->has_factuality()) {
    claim->set_factuality(RoundScore(claim->factuality()));
  }
  RoundEmbedding(claim->mutable_embedding());
}

std::string PackClaim(absl::string_view text, const ClaimWithTerms& item) {
  const v1::Claim& claim = item.record.claim();
  const int64_t base = claim.sentence().begin();
  uint64_t flags = FlagsOf(claim, item.record.id());
  internal::v1::ClaimRecord rest = RestOf(item.record, flags);
  const std::string left = PackRest(text, base, rest, rest.mutable_claim());
  // An empty claim takes two bytes, which say nothing.
  flags |= left.size() > 2 ? kHasRest : 0;
  std::string out;
  AppendVarint(flags, &out);
  if ((flags & kIdMask) == 0) {
    AppendSized(item.record.id(), &out);
  }
  if ((flags & kHasRest) != 0) {
    AppendSized(left, &out);
  }
  AppendVarint(static_cast<uint32_t>(claim.sentence().end() - claim.sentence().begin()), &out);
  AppendPlace(claim.span(), base, &out);
  out.push_back(static_cast<char>(claim.act() << 4 | claim.modality()));
  out.push_back(static_cast<char>(claim.polarity() << 4 | claim.commitment()));
  AppendScores(claim, &out);
  if ((flags & kHasStandalone) != 0) {
    AppendStandalone(claim.text(), claim.standalone_text(), &out);
  }
  if ((flags & kHasEmbedding) != 0) {
    AppendEmbedding(claim.embedding(), &out);
  }
  AppendTerms(claim.text(), item.terms, &out);
  return out;
}

absl::Status UnpackClaim(const PackedGroup::Item& item, SliceReader slice, bool with_terms,
                         ClaimWithTerms* claim) {
  ByteReader reader(item.bytes);
  internal::v1::ClaimRecord& record = claim->record;
  record.Clear();
  claim->terms.clear();
  ClaimFields fields;
  if (!ReadClaimFields(&reader, item.base, &fields) ||
      !record.ParseFromArray(fields.rest.data(), static_cast<int>(fields.rest.size()))) {
    return CorruptRecord("claim");
  }
  v1::Claim* of = record.mutable_claim();
  SetFields(fields, item.base, of);
  if (fields.has(kOfAuthor)) {
    of->clear_holders();
    of->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  }
  RETURN_IF_ERROR(ReadSlice(of->span(), slice, of->mutable_text()));
  if (fields.has(kHasStandalone) &&
      !ReadStandalone(&reader, of->text(), of->mutable_standalone_text())) {
    return CorruptRecord("claim");
  }
  if (fields.has(kHasEmbedding) && !ReadEmbedding(&reader, of->mutable_embedding())) {
    return CorruptRecord("claim");
  }
  RETURN_IF_ERROR(ShowPlaces(slice, item.base, of));
  record.set_id(fields.id_kind() == 0 ? std::string(fields.id)
                                      : ContentId(*of, fields.id_kind() - 1));
  return with_terms && !ReadTerms(of->text(), reader.rest(), &claim->terms) ? CorruptRecord("claim")
                                                                            : absl::OkStatus();
}

absl::Status UnpackClaimText(const PackedGroup::Item& item, SliceReader slice, std::string* text) {
  ByteReader reader(item.bytes);
  ClaimFields fields;
  return ReadClaimPlace(&reader, item.base, &fields) ? ReadSlice(fields.span, slice, text)
                                                     : CorruptRecord("claim");
}

}  // namespace standpoint
