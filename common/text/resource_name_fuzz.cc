// A name that is taken is written back as it came.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "common/text/resource_name.h"

namespace {

template <typename Name>
void RoundTrip(absl::string_view text) {
  const auto name = Name::Parse("name", text);
  if (name.ok() && name->ToString() != text) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  RoundTrip<standpoint::CorpusName>(text);
  RoundTrip<standpoint::DocumentName>(text);
  RoundTrip<standpoint::ClaimName>(text);
  RoundTrip<standpoint::StanceName>(text);
  RoundTrip<standpoint::CorpusOrDocumentName>(text);
  RoundTrip<standpoint::DeadLetterName>(text);
  return 0;
}
