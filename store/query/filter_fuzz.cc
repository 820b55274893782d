// Filters that callers type: an answer or a status, never a crash; what binds can be matched.

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "store/query/bound_filter.h"
#include "store/query/match.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace standpoint;  // NOLINT: one function
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  for (const ResourceKind kind :
       {ResourceKind::kDocument, ResourceKind::kClaim, ResourceKind::kStance}) {
    const auto filter = BindFilter(kind, text);
    if (!filter.ok()) {
      continue;
    }
    const internal::v1::DocumentRecord document;
    internal::v1::ClaimRecord claim;
    claim.mutable_claim()->add_holders()->set_kind(v1::HOLDER_KIND_MENTION);
    const internal::v1::StanceRecord stance;
    const std::vector<std::string> terms = {"ban"};
    (void)Match(*filter, {&document});
    (void)Match(*filter, {&document, &claim, &terms, nullptr});
    (void)Match(*filter, {&document, nullptr, nullptr, &stance});
    (void)Conjuncts(*filter);
  }
  return 0;
}
