#include "cli/terminal/columns.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace standpoint {
namespace {

// The code point at `offset`, which moves behind it; U+FFFD for malformed bytes.
UChar32 NextCodePoint(absl::string_view text, int32_t& offset) {
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), offset,
                  static_cast<int32_t>(text.size()), c);
  return c;
}

void AppendCodePoint(std::string& out, UChar32 c) {
  uint8_t bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, c);
  out.append(reinterpret_cast<const char*>(bytes), size);
}

int ColumnsOf(UChar32 c) {
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
      return 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool IsHarmful(UChar32 c) {
  const int8_t type = u_charType(c);
  return type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_SURROGATE;
}

}  // namespace

std::string Printable(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank = false;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const UChar32 c = NextCodePoint(text, i);
    if (u_isUWhiteSpace(c)) {
      blank = true;
      continue;
    }
    if (c == 0xAD || c == 0x200B || c == 0xFEFF) continue;  // invisible by nature
    if (blank) out += ' ';
    blank = false;
    AppendCodePoint(out, IsHarmful(c) ? 0xFFFD : c);
  }
  if (blank) out += ' ';
  return out;
}

int ColumnsOf(absl::string_view text) {
  int columns = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    columns += ColumnsOf(NextCodePoint(text, i));
  }
  return columns;
}

std::string CutToColumns(absl::string_view text, int columns, bool unicode) {
  if (ColumnsOf(text) <= columns) return std::string(text);
  const absl::string_view ellipsis = unicode ? "…" : "...";
  const int room = std::max(0, columns - ColumnsOf(ellipsis));
  int used = 0;
  int32_t end = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    used += ColumnsOf(NextCodePoint(text, i));
    if (used > room) break;
    end = i;
  }
  std::string out(text.substr(0, end));
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return columns < ColumnsOf(ellipsis) ? out : out.append(ellipsis.data(), ellipsis.size());
}

std::string PadToColumns(absl::string_view text, int columns) {
  std::string out(text);
  out.append(std::max(0, columns - ColumnsOf(text)), ' ');
  return out;
}

}  // namespace standpoint
