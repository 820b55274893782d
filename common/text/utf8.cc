#include "common/text/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace standpoint {
namespace {

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// Bytes at the front of `text` that are ASCII, in steps of eight.
size_t AsciiBlocks(absl::string_view text) {
  size_t at = 0;
  for (uint64_t block; at + sizeof(block) <= text.size(); at += sizeof(block)) {
    std::memcpy(&block, text.data() + at, sizeof(block));
    if ((block & 0x8080808080808080u) != 0) {
      break;
    }
  }
  return at;
}

}  // namespace

size_t Utf8Length(absl::string_view text) {
  if (text.empty()) {
    return 0;
  }
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) {
    return 1;
  }
  const size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) {
    return 0;
  }
  // The second byte decides between overlong forms, surrogates, code points over U+10FFFF and good
  // ones.
  const auto second = static_cast<unsigned char>(text[1]);
  const unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) {
    return 0;
  }
  for (size_t i = 2; i < length; ++i) {
    if (!IsContinuation(text[i])) {
      return 0;
    }
  }
  return length;
}

size_t FirstMalformedUtf8(absl::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    at += AsciiBlocks(text.substr(at));
    // Up to the next block border at least, so that texts full of long code points do not look for
    // ASCII blocks at each of them.
    const size_t border = std::min(at + sizeof(uint64_t), text.size());
    while (at < border) {
      const size_t length = Utf8Length(text.substr(at));
      if (length == 0) {
        return at;
      }
      at += length;
    }
  }
  return text.size();
}

bool IsUtf8Boundary(absl::string_view text, size_t offset) {
  return offset == text.size() || (offset < text.size() && !IsContinuation(text[offset]));
}

absl::string_view TruncateUtf8(absl::string_view text, size_t max_bytes) {
  size_t end = std::min(max_bytes, text.size());
  while (end > 0 && !IsUtf8Boundary(text, end)) {
    --end;
  }
  return text.substr(0, end);
}

}  // namespace standpoint
