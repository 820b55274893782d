// Where a document, claim or stance stands in a list: the one order that all lists have, and that decides between matches
// which are worth the same. It depends on what is stored alone, not on where: one store, each of its replicas and a router
// over many shards order alike, so that a place is good for all of them.

#ifndef STANDPOINT_STORE_QUERY_PLACE_H_
#define STANDPOINT_STORE_QUERY_PLACE_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "store/index/posting.h"
#include "store/record/keys.h"

namespace standpoint {

// Behind which claim, stance or document a list goes on.
struct ScanPlace {
  static constexpr uint32_t kWholeDocument = kMaxOrdinal;

  PostingPosition posting;
  uint32_t ordinal = kWholeDocument;

  friend bool operator==(const ScanPlace&, const ScanPlace&) = default;
};

// Whether documents of time `a` come before those of `b`: newest or oldest first, the undated last.
bool IsBefore(TimeRank a, TimeRank b, bool newest_first);

// Documents by time; of the same time by the digest of their ids, downwards where the newest are first, but upwards
// among the undated. Within a document upwards by ordinal.
bool IsBefore(const ScanPlace& a, const ScanPlace& b, bool newest_first);

inline constexpr int kTimeRankBytes = 8;
inline constexpr size_t kPlaceBytes = kTimeRankBytes + DocumentRef::kSize + kOrdinalSize;
std::string EncodePlace(const ScanPlace& place);
// False for bytes that EncodePlace did not make.
bool DecodePlace(absl::string_view bytes, ScanPlace* place);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_PLACE_H_
