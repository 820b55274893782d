#include "common/log/json_string.h"

#include <cstddef>
#include <cstdint>

#include "common/text/utf8.h"

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
    const size_t length = Utf8Length(rest);
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
