#include "analyze/claim/quotations.h"

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/tag/tagged_text.h"

namespace standpoint {
namespace {

constexpr absl::string_view kOpening = "\xE2\x80\x9C";
constexpr absl::string_view kClosing = "\xE2\x80\x9D";

bool Opens(const TaggedText& text, size_t i, bool open) {
  const absl::string_view mark = text.word(i);
  return mark == kOpening || (mark == "\"" && !open);
}

bool Closes(const TaggedText& text, size_t i, bool open) {
  const absl::string_view mark = text.word(i);
  return open && (mark == kClosing || mark == "\"");
}

}  // namespace

std::vector<TokenRange> FindQuotations(const TaggedText& text) {
  std::vector<TokenRange> quotations;
  bool open = false;
  size_t first = 0;
  for (const Sentence& sentence : text.segmentation().sentences) {
    if (sentence.starts_paragraph && open) {
      quotations.push_back({first, sentence.first_token});
      open = false;
    }
    for (size_t i = sentence.first_token; i < sentence.last_token; ++i) {
      if (Closes(text, i, open)) {
        quotations.push_back({first, i + 1});
        open = false;
      } else if (Opens(text, i, open)) {
        first = i;
        open = true;
      }
    }
  }
  if (open) {
    quotations.push_back({first, text.size()});
  }
  return quotations;
}

}  // namespace standpoint
