// Reads claims and stances of documents, whole, from the groups and texts in which they lie.

#ifndef STANDPOINT_STORE_RECORD_ITEM_READER_H_
#define STANDPOINT_STORE_RECORD_ITEM_READER_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/engine/engine.h"
#include "store/engine/family.h"
#include "store/record/keys.h"
#include "store/record/packed_item.h"
#include "store/record/text_pieces.h"

namespace standpoint {

// Keeps what it read last, since the neighbours of an item lie in the same group and the same piece of text.
// Threads: one at a time. Lifetime: the snapshot outlives it.
class ItemReader {
 public:
  ItemReader(const Snapshot& snapshot, absl::string_view corpus)
      : snapshot_(snapshot), corpus_(corpus), slicer_(snapshot, corpus) {}

  // False when the document has no such claim (stance). Terms cost extra. Errors: as of all decoders
  // (store/record/values.h).
  absl::StatusOr<bool> ReadClaim(const DocumentRef& ref, uint32_t ordinal, bool with_terms,
                                 ClaimWithTerms* claim);
  // Appends the claim as AppendClaim does (store/record/claim_bytes.h); false, too, when it cannot be read.
  bool AppendClaimBytes(const DocumentRef& ref, uint32_t ordinal, absl::string_view id,
                        absl::string_view name, absl::string_view summary, std::string* bytes);
  // The claim's text alone, which is much cheaper.
  absl::StatusOr<bool> ReadClaimText(const DocumentRef& ref, uint32_t ordinal, std::string* text);
  absl::StatusOr<bool> ReadStance(const DocumentRef& ref, uint32_t ordinal,
                                  internal::v1::StanceRecord* stance);

 private:
  struct LoadedGroup {
    bool is_loaded = false;
    DocumentRef ref;
    uint32_t group = 0;
    std::string bytes;
    PackedGroup items;  // empty: there is none
  };

  // Null when there is no such item.
  absl::StatusOr<const PackedGroup::Item*> Find(Family family, const DocumentRef& ref,
                                                uint32_t ordinal, LoadedGroup* loaded);

  const Snapshot& snapshot_;
  const std::string corpus_;
  TextSlicer slicer_;
  LoadedGroup claims_;
  LoadedGroup stances_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_ITEM_READER_H_
