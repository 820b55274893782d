// The families of keys, each with an order and settings of its own.

#ifndef STANDPOINT_STORE_ENGINE_FAMILY_H_
#define STANDPOINT_STORE_ENGINE_FAMILY_H_

#include <array>

#include "absl/strings/string_view.h"

namespace standpoint {

// What stands in each: docs/formats/store.md. The numbers stay in memory; on disk a family has its
// name.
enum class Family {
  kMeta = 0,
  kDocument,
  kText,
  kClaim,
  kStance,
  kIndex,
  kTerm,
  kColumn,
};

inline constexpr std::array<Family, 8> kFamilies = {
    Family::kMeta,   Family::kDocument, Family::kText, Family::kClaim,
    Family::kStance, Family::kIndex,    Family::kTerm, Family::kColumn};

// Names on disk, in the order of kFamilies. Never changed.
inline constexpr std::array<absl::string_view, kFamilies.size()> kFamilyNames = {
    "meta", "document", "text", "claim", "stance", "index", "term", "column"};

inline constexpr size_t FamilyIndex(Family family) { return static_cast<size_t>(family); }

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_FAMILY_H_
