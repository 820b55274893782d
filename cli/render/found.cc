#include "cli/render/found.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "cli/render/entries.h"
#include "cli/render/facts.h"
#include "cli/terminal/columns.h"

namespace standpoint {
namespace {

constexpr int kLongestKey = 36;
constexpr int kLongestBar = 30;

// The snippet with the words marked: by ink, or by asterisks where there is no colour.
std::string Marked(const v1::Highlight& highlight, const Style& style) {
  const absl::string_view snippet = highlight.snippet();
  std::string out;
  size_t at = 0;
  for (const v1::Span& span : highlight.spans()) {
    const auto begin = static_cast<size_t>(std::max(0, span.begin()));
    const auto end = static_cast<size_t>(std::max(0, span.end()));
    if (begin < at || end < begin || end > snippet.size()) {
      continue;
    }
    const std::string word = Printable(snippet.substr(begin, end - begin));
    absl::StrAppend(&out, Printable(snippet.substr(at, begin - at)),
                    style.color ? style.Paint(kBold, word) : absl::StrCat("*", word, "*"));
    at = end;
  }
  return out + Printable(snippet.substr(at));
}

template <typename Hit>
const v1::Highlight* Find(const Hit& hit, absl::string_view field) {
  for (const v1::Highlight& highlight : hit.highlights()) {
    if (highlight.field() == field) {
      return &highlight;
    }
  }
  return nullptr;
}

// "2 sources", nothing for none.
std::string Part(int64_t count, absl::string_view noun) {
  return count == 0 ? "" : absl::StrCat(", ", CountOf(count, noun));
}

}  // namespace

std::string RenderClaimHit(const v1::ClaimHit& hit, const Style& style) {
  std::string out = RenderClaim(hit.claim(), "", style);
  if (const v1::Highlight* text = Find(hit, "text")) {
    absl::StrAppend(&out, "  ", Marked(*text, style), "\n");
  }
  return out;
}

std::string RenderDocumentHit(const v1::DocumentHit& hit, const Style& style) {
  std::string out = RenderDocumentEntry(hit.document(), style);
  if (const v1::Highlight* text = Find(hit, "text")) {
    absl::StrAppend(&out, "  ", Marked(*text, style), "\n");
  }
  return out;
}

std::string RenderTotal(const v1::AggregateGroup& total, absl::string_view noun,
                        const Style& style) {
  std::string out =
      absl::StrCat(CountOf(total.count(), noun), Part(total.document_count(), "document"),
                   Part(total.source_count(), "source"), Part(total.holder_count(), "holder"));
  if (total.has_first_time()) {
    absl::StrAppend(&out, ", ", DateText(total.first_time()), " to ", DateText(total.last_time()));
  }
  return style.Paint(kBold, out) + "\n";
}

std::string RenderTable(const v1::AggregateTable& table, const Style& style) {
  int key_width = ColumnsOf(table.group_by());
  int64_t most = 1;
  for (const v1::AggregateGroup& group : table.groups()) {
    key_width = std::max(key_width, std::min(kLongestKey, ColumnsOf(Printable(group.key()))));
    most = std::max(most, group.count());
  }
  key_width = std::max(key_width, 6);
  std::string out = style.Paint(kDim, absl::StrCat(PadToColumns(table.group_by(), key_width),
                                                   "       count   documents   sources"));
  out += "\n";
  for (const v1::AggregateGroup& group : table.groups()) {
    const std::string key = group.key().empty()
                                ? "(none)"
                                : CutToColumns(Printable(group.key()), kLongestKey, style.unicode);
    const auto bar = static_cast<size_t>((group.count() * kLongestBar + most - 1) / most);
    std::string blocks;
    for (size_t i = 0; i < bar; ++i) {
      blocks += style.unicode ? "▇" : "#";
    }
    const auto right = [](int64_t count, int width) {
      const std::string text = CountText(count);
      return std::string(std::max(0, width - static_cast<int>(text.size())), ' ') + text;
    };
    absl::StrAppend(&out, PadToColumns(key, key_width), right(group.count(), 12),
                    right(group.document_count(), 12), right(group.source_count(), 10), "  ",
                    style.Paint(kCyan, blocks), "\n");
  }
  if (table.left_out() > 0) {
    absl::StrAppend(
        &out, style.Paint(kDim, absl::StrCat("and ", CountText(table.left_out()), " more")), "\n");
  }
  return out;
}

}  // namespace standpoint
