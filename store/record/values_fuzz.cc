// Whatever lies on a disk: decoders answer with a status.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "store/record/keys.h"
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
  internal::v1::ClaimRecord claim;
  std::vector<std::string> terms;
  if (DecodeClaim(bytes, &claim, &terms).ok()) {
    internal::v1::ClaimRecord again;
    std::vector<std::string> again_terms;
    if (!DecodeClaim(EncodeClaim(claim, terms), &again, &again_terms).ok() ||
        again_terms != terms) {
      std::abort();
    }
  }
  internal::v1::StanceRecord stance;
  (void)DecodeStance(bytes, &stance);
  internal::v1::OriginalRunsRecord runs;
  (void)DecodeOriginalRuns(bytes, &runs);
  (void)DecodeCorpusCounts(bytes);
  (void)DecodeFormatVersion(bytes);
  (void)DecodeRemovedCorpus(bytes);
  std::string corpus;
  DocumentRef ref;
  uint32_t ordinal = 0;
  (void)ParseItemKey(bytes, &corpus, &ref, &ordinal);
  return 0;
}
