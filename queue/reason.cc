#include "queue/reason.h"

#include <cstddef>
#include <cstdint>

namespace standpoint {
namespace {

constexpr size_t kMaxReasonBytes = 1024;

}  // namespace

std::string ShortenReason(absl::string_view reason) {
  if (reason.size() <= kMaxReasonBytes) {
    return std::string(reason);
  }
  size_t end = kMaxReasonBytes;
  while (end > 0 && (static_cast<uint8_t>(reason[end]) & 0xc0) == 0x80) {
    --end;
  }
  return std::string(reason.substr(0, end));
}

}  // namespace standpoint
