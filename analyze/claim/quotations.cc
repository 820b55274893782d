#include "analyze/claim/quotations.h"

#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/segment/segments.h"

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
  for (size_t s = 0; s < text.segments().sentences.size(); ++s) {
    const SentenceSpan& sentence = text.segments().sentences[s];
    if (text.StartsParagraph(s) && open) {
      quotations.push_back({first, sentence.first_word});
      open = false;
    }
    for (size_t i = sentence.first_word; i < sentence.last_word; ++i) {
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
