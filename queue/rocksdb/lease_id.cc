#include "queue/rocksdb/lease_id.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace standpoint {

std::string FormatLeaseId(const LeaseId& id) {
  return absl::StrCat(id.open_number, "-", id.sequence, "-", id.lease_number);
}

std::optional<LeaseId> ParseLeaseId(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits('-', 3));
  LeaseId id;
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &id.open_number) ||
      !absl::SimpleAtoi(parts[1], &id.sequence) || !absl::SimpleAtoi(parts[2], &id.lease_number) ||
      FormatLeaseId(id) != text) {
    return std::nullopt;
  }
  return id;
}

}  // namespace standpoint
