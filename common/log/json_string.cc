#include "common/log/json_string.h"

#include <cstddef>
#include <cstdint>

namespace standpoint {
namespace {

constexpr char kHex[] = "0123456789abcdef";

void AppendEscaped(uint32_t code, std::string& out) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) {
    out += kHex[(code >> shift) & 0xf];
  }
}

void AppendAscii(unsigned char c, std::string& out) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      if (c < 0x20 || c == 0x7f) {
        AppendEscaped(c, out);
      } else {
        out += static_cast<char>(c);
      }
  }
}

// Bytes of the well-formed sequence at the front of `text`, which starts with a byte >= 0x80; 0
// when there is none.
size_t SequenceLength(absl::string_view text) {
  const auto byte = [text](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < length) {
    return 0;
  }
  // The second byte decides between overlong forms, surrogates, code points over U+10FFFF and good
  // ones.
  const unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (byte(1) < low || byte(1) > high) {
    return 0;
  }
  for (size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xbf) {
      return 0;
    }
  }
  return length;
}

}  // namespace

void AppendJsonString(absl::string_view text, std::string& out) {
  out += '"';
  for (size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      AppendAscii(c, out);
      ++i;
      continue;
    }
    const absl::string_view rest = text.substr(i);
    const size_t length = SequenceLength(rest);
    const absl::string_view sequence = rest.substr(0, length);
    if (length == 0) {
      out += "\xef\xbf\xbd";
    } else if (sequence == "\xe2\x80\xa8" || sequence == "\xe2\x80\xa9") {
      AppendEscaped(sequence.back() == '\xa8' ? 0x2028 : 0x2029, out);
    } else {
      out.append(sequence.data(), sequence.size());
    }
    i += length == 0 ? 1 : length;
  }
  out += '"';
}

}  // namespace standpoint
