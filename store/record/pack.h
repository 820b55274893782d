// Single items of a group, packed. For store/record/packed_*.cc alone.

#ifndef STANDPOINT_STORE_RECORD_PACK_H_
#define STANDPOINT_STORE_RECORD_PACK_H_

#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/record/packed_item.h"

namespace standpoint {

// One item, behind the size that its group gives it.
std::string PackClaim(absl::string_view text, const ClaimWithTerms& claim);
std::string PackStance(absl::string_view text, const internal::v1::StanceRecord& stance,
                       const absl::flat_hash_map<std::string, uint32_t>& claims);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_PACK_H_
