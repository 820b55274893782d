// Whatever lies on a disk: decoders answer with a status.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "store/record/keys.h"
#include "store/record/packed_item.h"
#include "store/record/values.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace standpoint;  // NOLINT: one function
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto value = DocumentValue::Decode(bytes); value.ok()) {
    internal::v1::DocumentRecord record;
    (void)value->DecodeRecord(&record);
    for (const uint32_t ordinal : value->FindClaim(record.id())) {
      if (ordinal >= value->claim_count()) {
        std::abort();
      }
    }
  }
  // The same bytes are the group and the text.
  const auto slice = [&](int64_t begin, int64_t length, std::string* out) {
    if (begin < 0 || length < 0 || begin + length > static_cast<int64_t>(size)) {
      return absl::InternalError("beyond the text");
    }
    *out = std::string(bytes.substr(begin, length));
    return absl::OkStatus();
  };
  if (const auto group = PackedGroup::Parse(bytes); group.ok()) {
    ClaimWithTerms claim;
    internal::v1::StanceRecord stance;
    for (const PackedGroup::Item& item : group->items()) {
      (void)UnpackClaim(item, slice, /*with_terms=*/true, &claim);
      (void)UnpackStance(
          item, slice, [](uint32_t) { return std::string("c"); }, &stance);
    }
  }
  internal::v1::OriginalRunsRecord runs;
  (void)DecodeOriginalRuns(bytes, &runs);
  (void)DecodeCorpusCounts(bytes);
  (void)DecodeFormatVersion(bytes);
  (void)DecodeRemovedCorpus(bytes);
  std::string corpus;
  DocumentRef ref;
  uint32_t ordinal = 0;
  (void)ParseGroupKey(bytes, &corpus, &ref, &ordinal);
  return 0;
}
