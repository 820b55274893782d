// Whatever the bytes: an answer, and a map that leads back into them.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "ingest/receive/json_document.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view content(reinterpret_cast<const char*>(data), size);
  standpoint::LooksLikeJsonDocument(content);
  const auto document = standpoint::ParseJsonDocument(content);
  if (!document.ok()) {
    return 0;
  }
  int32_t covered = 0;
  for (const standpoint::OffsetRun& run : document->body_map) {
    if (run.text_begin != covered || run.text_end <= run.text_begin || run.original_begin < 0 ||
        run.original_end > static_cast<int64_t>(size)) {
      std::abort();
    }
    covered = run.text_end;
  }
  if (covered != static_cast<int64_t>(document->body.size())) {
    std::abort();
  }
  return 0;
}
