#include "store/record/item_reader.h"

#include <utility>

#include "common/status/macros.h"
#include "store/record/claim_bytes.h"
#include "store/record/envelope.h"

namespace standpoint {

absl::StatusOr<const PackedGroup::Item*> ItemReader::Find(Family family, const DocumentRef& ref,
                                                          uint32_t ordinal, LoadedGroup* loaded) {
  const uint32_t group = ordinal / kGroupItems;
  if (!loaded->is_loaded || loaded->group != group || !(loaded->ref == ref)) {
    loaded->is_loaded = false;
    loaded->items = PackedGroup();
    ASSIGN_OR_RETURN(const bool found,
                     snapshot_.Get(family, GroupKey(corpus_, ref, group), &loaded->bytes));
    if (found) {
      ASSIGN_OR_RETURN(loaded->items, PackedGroup::Parse(loaded->bytes));
    }
    loaded->ref = ref;
    loaded->group = group;
    loaded->is_loaded = true;
  }
  const uint32_t place = ordinal % kGroupItems;
  return place < loaded->items.items().size() ? &loaded->items.items()[place] : nullptr;
}

absl::StatusOr<bool> ItemReader::ReadClaim(const DocumentRef& ref, uint32_t ordinal,
                                           bool with_terms, ClaimWithTerms* claim) {
  ASSIGN_OR_RETURN(const PackedGroup::Item* item, Find(Family::kClaim, ref, ordinal, &claims_));
  if (item == nullptr) {
    return false;
  }
  const auto slice = [&](int64_t begin, int64_t size, std::string* out) {
    return slicer_.Slice(ref, begin, size, out);
  };
  RETURN_IF_ERROR(UnpackClaim(*item, slice, with_terms, claim));
  return true;
}

bool ItemReader::AppendClaimBytes(const DocumentRef& ref, uint32_t ordinal, absl::string_view id,
                                  absl::string_view name, absl::string_view summary,
                                  std::string* bytes) {
  const auto item = Find(Family::kClaim, ref, ordinal, &claims_);
  if (!item.ok() || *item == nullptr) {
    return false;
  }
  const auto slice = [&](int64_t begin, int64_t size, std::string* out) {
    return slicer_.Slice(ref, begin, size, out);
  };
  return AppendClaim(**item, slice, id, name, summary, bytes);
}

absl::StatusOr<bool> ItemReader::ReadClaimText(const DocumentRef& ref, uint32_t ordinal,
                                               std::string* text) {
  ASSIGN_OR_RETURN(const PackedGroup::Item* item, Find(Family::kClaim, ref, ordinal, &claims_));
  if (item == nullptr) {
    return false;
  }
  const auto slice = [&](int64_t begin, int64_t size, std::string* out) {
    return slicer_.Slice(ref, begin, size, out);
  };
  RETURN_IF_ERROR(UnpackClaimText(*item, slice, text));
  return true;
}

absl::StatusOr<bool> ItemReader::ReadStance(const DocumentRef& ref, uint32_t ordinal,
                                            internal::v1::StanceRecord* stance) {
  ASSIGN_OR_RETURN(const PackedGroup::Item* item, Find(Family::kStance, ref, ordinal, &stances_));
  if (item == nullptr) {
    return false;
  }
  const auto slice = [&](int64_t begin, int64_t size, std::string* out) {
    return slicer_.Slice(ref, begin, size, out);
  };
  const auto claim_id = [&](uint32_t of_claim) -> absl::StatusOr<std::string> {
    ClaimWithTerms claim;
    ASSIGN_OR_RETURN(const bool found, ReadClaim(ref, of_claim, /*with_terms=*/false, &claim));
    if (!found) {
      return CorruptRecord("stance");
    }
    return std::move(*claim.record.mutable_id());
  };
  RETURN_IF_ERROR(UnpackStance(*item, slice, claim_id, stance));
  return true;
}

}  // namespace standpoint
