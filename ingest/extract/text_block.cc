#include "ingest/extract/text_block.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "ingest/receive/field_rules.h"

namespace standpoint {
namespace {

constexpr absl::string_view kNoBreakSpace = "\xC2\xA0";

bool IsVisible(unsigned char c) { return !absl::ascii_isspace(c) && !absl::ascii_iscntrl(c); }

}  // namespace

void TextBlockBuilder::AppendBlank(char blank, int32_t begin, int32_t size, bool keep) {
  if (text_.empty()) {
    return;
  }
  if (!keep) {
    if (absl::ascii_isspace(text_.back())) {
      return;
    }
    blank = ' ';
  }
  text_.push_back(blank);
  map_.Append(1, begin, size, true);
}

void TextBlockBuilder::Append(absl::string_view text, int32_t begin, int32_t size, bool in_link,
                              bool keep_white_space) {
  const size_t size_before = text_.size();
  if (static_cast<size_t>(size) != text.size()) {
    if (text.size() == 1 && absl::ascii_isspace(text[0])) {
      AppendBlank(text[0], begin, size, keep_white_space);
    } else if (const std::string line = OneLine(text); !line.empty()) {
      absl::StrAppend(&text_, line);
      // In two parts where equal sizes would say that the bytes are the same.
      const auto line_size = static_cast<int32_t>(line.size());
      const int32_t first = line_size == size && size > 1 ? line_size / 2 : line_size;
      map_.Append(first, begin, size, false);
      if (first < line_size) {
        map_.Append(line_size - first, begin, size, false);
      }
    }
  } else {
    for (size_t at = 0; at < text.size();) {
      size_t end = at;
      while (end < text.size() && IsVisible(text[end])) {
        ++end;
      }
      if (end > at) {
        absl::StrAppend(&text_, text.substr(at, end - at));
        map_.Append(static_cast<int32_t>(end - at), begin + static_cast<int32_t>(at),
                    static_cast<int32_t>(end - at), false);
      } else {
        if (absl::ascii_isspace(text[at])) {  // other control characters go
          AppendBlank(text[at], begin + static_cast<int32_t>(at), 1, keep_white_space);
        }
        ++end;
      }
      at = end;
    }
  }
  if (in_link) {
    link_bytes_ += static_cast<int32_t>(text_.size() - size_before);
  }
}

void TextBlockBuilder::AppendLineEnd() {
  if (text_.empty()) {
    return;
  }
  if (text_.back() == ' ') {
    text_.pop_back();
    map_.Truncate(1);
  }
  if (!text_.empty() && text_.back() != '\n') {
    text_.push_back('\n');
    map_.Skip(1);
  }
}

TextBlock TextBlockBuilder::Take() {
  absl::string_view kept = text_;
  while (!kept.empty()) {
    if (absl::ascii_isspace(kept.back())) {
      kept.remove_suffix(1);
    } else if (!absl::ConsumeSuffix(&kept, kNoBreakSpace)) {
      break;
    }
  }
  const size_t size = kept.size();
  map_.Truncate(static_cast<int32_t>(text_.size() - size));
  text_.resize(size);
  TextBlock block;
  block.text = std::exchange(text_, {});
  block.map = std::move(map_).Build();
  block.link_bytes = std::exchange(link_bytes_, 0);
  map_ = OffsetMapBuilder();
  return block;
}

void JoinBlocks(const std::vector<TextBlock>& blocks, std::string& text, OffsetMap& map) {
  for (const TextBlock& block : blocks) {
    if (!text.empty()) {
      absl::StrAppend(&text, "\n\n");
    }
    const int32_t shift = static_cast<int32_t>(text.size());
    absl::StrAppend(&text, block.text);
    for (const OffsetRun& run : block.map) {
      map.push_back(
          {run.text_begin + shift, run.text_end + shift, run.original_begin, run.original_end});
    }
  }
}

}  // namespace standpoint
