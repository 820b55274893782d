#include "ingest/extract/plain_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace standpoint {
namespace {

// A stretch of white space and control characters between two stretches of text.
struct Gap {
  int line_ends = 0;
  size_t first_line_end = 0;  // place and size of the first two line ends
  size_t first_size = 0;
  size_t second_line_end = 0;
  size_t second_size = 0;
  size_t last_line_begin = 0;  // after the last line end
  size_t end = 0;
  bool page_end = false;
};

Gap ReadGap(absl::string_view text, size_t at) {
  Gap gap;
  gap.last_line_begin = at;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\r' || c == '\n') {
      const size_t size = c == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
      ++gap.line_ends;
      if (gap.line_ends == 1) {
        gap.first_line_end = at;
        gap.first_size = size;
      } else if (gap.line_ends == 2) {
        gap.second_line_end = at;
        gap.second_size = size;
      }
      at += size - 1;
      gap.last_line_begin = at + 1;
    } else if (c == '\f' || c == '\v') {
      gap.page_end = true;
      gap.last_line_begin = at + 1;
    } else if (!absl::ascii_isspace(c) && !absl::ascii_iscntrl(c)) {
      break;
    }
  }
  gap.end = at;
  return gap;
}

bool IsInk(char c) { return !absl::ascii_isspace(c) && !absl::ascii_iscntrl(c); }

// Whether one of eight bytes is a control character, the tab included. Source: Anderson, Bit Twiddling Hacks, "Determine if
// a word has a byte less than n".
bool HoldsControl(uint64_t block) {
  constexpr uint64_t kOnes = 0x0101010101010101u;
  constexpr uint64_t kHighs = 0x80 * kOnes;
  const auto below = [](uint64_t bytes, uint64_t n) {
    return (bytes - n * kOnes) & ~bytes & kHighs;
  };
  return (below(block, 0x20) | below(block ^ (0x7f * kOnes), 1)) != 0;
}

// Where the line that `at` is on ends as far as it can be taken as it is: before its first control character or, when
// there are blanks before that, before those.
size_t EndOfClean(absl::string_view text, size_t at) {
  const size_t begin = at;
  for (uint64_t block; at + sizeof(block) <= text.size(); at += sizeof(block)) {
    std::memcpy(&block, text.data() + at, sizeof(block));
    if (HoldsControl(block)) {
      break;
    }
  }
  while (at < text.size() && (IsInk(text[at]) || text[at] == ' ')) {
    ++at;
  }
  while (at > begin && text[at - 1] == ' ') {
    --at;
  }
  return at;
}

// Blanks and tabs as they are; control characters go.
void AppendBlanks(absl::string_view text, size_t begin, size_t end, std::string& tidy,
                  OffsetMapBuilder& map) {
  for (size_t at = begin; at < end; ++at) {
    if (text[at] == ' ' || text[at] == '\t') {
      tidy.push_back(text[at]);
      map.Append(1, static_cast<int32_t>(at), 1, true);
    }
  }
}

void AppendGap(absl::string_view text, size_t begin, const Gap& gap, std::string& tidy,
               OffsetMapBuilder& map) {
  if (gap.line_ends == 0 && !gap.page_end) {
    AppendBlanks(text, begin, gap.end, tidy, map);
    return;
  }
  const bool paragraph = gap.page_end || gap.line_ends > 1;
  const std::pair<size_t, size_t> ends[] = {{gap.first_line_end, gap.first_size},
                                            {gap.second_line_end, gap.second_size}};
  for (int i = 0; i < (paragraph ? 2 : 1); ++i) {
    tidy.push_back('\n');
    if (ends[i].second > 0) {
      map.Append(1, static_cast<int32_t>(ends[i].first), static_cast<int32_t>(ends[i].second),
                 true);
    } else {
      map.Skip(1);
    }
  }
  AppendBlanks(text, gap.last_line_begin, gap.end, tidy, map);  // the indent of the next line
}

}  // namespace

std::string TidyPlainText(absl::string_view text, OffsetMap& map) {
  std::string tidy;
  tidy.reserve(text.size());
  OffsetMapBuilder builder;
  size_t at = ReadGap(text, 0).end;
  while (at < text.size()) {
    const size_t end = EndOfClean(text, at);
    absl::StrAppend(&tidy, text.substr(at, end - at));
    builder.Append(static_cast<int32_t>(end - at), static_cast<int32_t>(at),
                   static_cast<int32_t>(end - at), false);
    const Gap gap = ReadGap(text, end);
    if (gap.end < text.size()) {
      AppendGap(text, end, gap, tidy, builder);
    }
    at = gap.end;
  }
  map = std::move(builder).Build();
  return tidy;
}

}  // namespace standpoint
