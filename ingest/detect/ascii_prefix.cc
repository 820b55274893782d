#include "ingest/detect/ascii_prefix.h"

#include <cstdint>
#include <cstring>

namespace standpoint {

size_t AsciiPrefix(absl::string_view bytes) {
  size_t at = 0;
  for (uint64_t word; at + sizeof(word) <= bytes.size(); at += sizeof(word)) {
    std::memcpy(&word, bytes.data() + at, sizeof(word));
    if ((word & 0x8080808080808080u) != 0) {
      break;
    }
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) {
    ++at;
  }
  return at;
}

}  // namespace standpoint
