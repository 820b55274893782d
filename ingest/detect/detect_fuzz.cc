// Whatever the bytes: a media type and a character set that are known, or a refusal.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "ingest/detect/charset.h"
#include "ingest/detect/detect.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view body(reinterpret_cast<const char*>(data), size);
  const auto detection = standpoint::Detect(body, "", "");
  if (!detection.ok()) {
    return 0;
  }
  if ((detection->media_type != "text/plain" && detection->media_type != "text/html") ||
      standpoint::CanonicalCharset(detection->charset.name) != detection->charset.name ||
      detection->charset.mark_size > size) {
    std::abort();
  }
  return 0;
}
