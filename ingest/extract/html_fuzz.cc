// Whatever the bytes: text whose every byte leads back to them, or a refusal.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "absl/strings/string_view.h"
#include "ingest/detect/detect.h"
#include "ingest/extract/extract.h"
#include "ingest/extract/extracted_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view body(reinterpret_cast<const char*>(data), size);
  const auto detection = standpoint::Detect(body, "text/html", "");
  if (!detection.ok()) {
    return 0;
  }
  const auto extracted = standpoint::Extract(body, *detection, {});
  if (!extracted.ok()) {
    return 0;
  }
  const std::string broken = standpoint::BrokenInvariant(body, *detection, *extracted);
  if (!broken.empty()) {
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
