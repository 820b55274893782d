#include "store/record/packed_item.h"

#include "common/status/macros.h"
#include "store/record/coding.h"
#include "store/record/envelope.h"
#include "store/record/pack.h"
#include "store/record/packed_parts.h"

namespace standpoint {
namespace {

class GroupWriter {
 public:
  void Add(int64_t base, absl::string_view item) {
    AppendSigned(base - last_base_, &bytes_);
    AppendSized(item, &bytes_);
    last_base_ = base;
  }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_ = NewValue();
  int64_t last_base_ = 0;
};

}  // namespace

std::string PackClaims(absl::string_view text, absl::Span<const ClaimWithTerms> claims) {
  GroupWriter group;
  for (const ClaimWithTerms& claim : claims) {
    group.Add(claim.record.claim().sentence().begin(), PackClaim(text, claim));
  }
  return group.Take();
}

std::string PackStances(absl::string_view text,
                        absl::Span<const internal::v1::StanceRecord> stances,
                        const absl::flat_hash_map<std::string, uint32_t>& claims) {
  GroupWriter group;
  for (const internal::v1::StanceRecord& stance : stances) {
    group.Add(stance.stance().evidence_span().begin(), PackStance(text, stance, claims));
  }
  return group.Take();
}

absl::StatusOr<PackedGroup> PackedGroup::Parse(absl::string_view bytes) {
  ByteReader reader(bytes);
  RETURN_IF_ERROR(ReadVersion("group of claims or stances", &reader));
  PackedGroup group;
  group.items_.reserve(kGroupItems);
  int64_t base = 0;
  while (!reader.empty()) {
    int64_t step = 0;
    Item item;
    if (!reader.ReadSigned(&step) || step < -INT32_MAX || step > INT32_MAX ||
        !ReadSized(&reader, &item.bytes) || group.items_.size() == kGroupItems) {
      return CorruptRecord("group of claims or stances");
    }
    base += step;
    if (base < 0 || base > INT32_MAX) {
      return CorruptRecord("group of claims or stances");
    }
    item.base = base;
    group.items_.push_back(item);
  }
  return group;
}

}  // namespace standpoint
