// Claims and stances as they lie on disk: without what the document's text, and their own other fields, tell. A claim's
// words, its holder's name, a stance's evidence are places in the text. docs/formats/store.md has them byte by byte.
//
// Groups of a document's claims (stances) lie in one value, each place counted from the item before it.

#ifndef STANDPOINT_STORE_RECORD_PACKED_ITEM_H_
#define STANDPOINT_STORE_RECORD_PACKED_ITEM_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/record/slice_reader.h"

namespace standpoint {

struct ClaimWithTerms {
  internal::v1::ClaimRecord record;
  std::vector<std::string> terms;
};

// Items of a group: those whose ordinals divided by it are the same.
inline constexpr uint32_t kGroupItems = 16;
inline uint32_t GroupCount(uint64_t items) {
  return static_cast<uint32_t>((items + kGroupItems - 1) / kGroupItems);
}

// Makes scores and vectors what is kept of them: confidences and the like to thousandths (NaN and what is beyond a million
// becomes 0), an embedding's components to 16 steps of equal size, of which each keeps the sign.
void RoundToStored(v1::Claim* claim);
void RoundToStored(v1::Stance* stance);

// `text`: the document's, in which all places lie. Scores are rounded.
std::string PackClaims(absl::string_view text, absl::Span<const ClaimWithTerms> claims);
// `claims`: ordinals of the document's claims by id, which Stance.claim holds here.
std::string PackStances(absl::string_view text,
                        absl::Span<const internal::v1::StanceRecord> stances,
                        const absl::flat_hash_map<std::string, uint32_t>& claims);

// A group that is read item by item. Lifetime: views into the bytes.
class PackedGroup {
 public:
  struct Item {
    int64_t base = 0;  // from where its places are counted
    absl::string_view bytes;
  };

  // Errors: as of all decoders (store/record/values.h).
  static absl::StatusOr<PackedGroup> Parse(absl::string_view bytes);

  const std::vector<Item>& items() const { return items_; }

 private:
  std::vector<Item> items_;
};

// Without terms: they are left empty, and cost nothing. Errors: as of all decoders; those of `slice`.
absl::Status UnpackClaim(const PackedGroup::Item& item, SliceReader slice, bool with_terms,
                         ClaimWithTerms* claim);
// The claim's text alone, which costs a tenth of the whole claim. Errors: as UnpackClaim.
absl::Status UnpackClaimText(const PackedGroup::Item& item, SliceReader slice, std::string* text);
// `claim_id`: the id of the document's claim with that ordinal.
absl::Status UnpackStance(const PackedGroup::Item& item, SliceReader slice,
                          absl::FunctionRef<absl::StatusOr<std::string>(uint32_t)> claim_id,
                          internal::v1::StanceRecord* stance);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_PACKED_ITEM_H_
