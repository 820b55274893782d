#include "common/text/base32.h"

#include <cstdint>

namespace standpoint {

std::string Base32(absl::string_view bytes) {
  static constexpr char kDigits[] = "abcdefghijklmnopqrstuvwxyz234567";
  std::string text;
  text.reserve((bytes.size() * 8 + 4) / 5);
  uint32_t pending = 0;  // the lowest `bits` bits are still to be written
  int bits = 0;
  for (const char byte : bytes) {
    pending = pending << 8 | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) {
      text += kDigits[pending >> (bits - 5) & 31];
    }
  }
  if (bits > 0) {
    text += kDigits[pending << (5 - bits) & 31];
  }
  return text;
}

}  // namespace standpoint
