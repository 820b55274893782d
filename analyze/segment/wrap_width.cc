#include <array>
#include <cstring>

#include "analyze/segment/atoms.h"

namespace standpoint {
namespace {

constexpr uint32_t kNarrowest = 45;
constexpr uint32_t kWidest = 120;

uint32_t CodePoints(const char* begin, const char* end) {
  uint32_t count = 0;
  for (const char* p = begin; p != end; ++p) count += (static_cast<uint8_t>(*p) & 0xC0) != 0x80;
  return count;
}

}  // namespace

uint32_t WrapWidth(absl::string_view text) {
  // Lines that another line follows at once: in wrapped text these are the full ones.
  std::array<uint32_t, kWidest + 2> lines{};
  uint32_t total = 0;
  const char* const end = text.data() + text.size();
  for (const char* line = text.data(); line < end;) {
    const auto* next = static_cast<const char*>(std::memchr(line, '\n', end - line));
    if (next == nullptr || next + 1 == end) break;
    if (next != line && next[1] != '\n' && next[1] != '\r') {
      const uint32_t length =
          next - line > 4 * static_cast<ptrdiff_t>(kWidest) ? kWidest + 1 : CodePoints(line, next);
      ++lines[length > kWidest ? kWidest + 1 : length];
      ++total;
    }
    line = next + 1;
  }
  // The longest line, but for three in a hundred (an address that could not be broken).
  uint32_t longer = 0;
  uint32_t width = kWidest + 1;
  while (width > 0 && (longer += lines[width]) * 100 <= total * 3) --width;
  return total == 0 || width > kWidest || width < kNarrowest ? 0 : width;
}

}  // namespace standpoint
