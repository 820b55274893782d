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

bool IsStraight(absl::string_view mark) { return mark == "\"" || mark == "''"; }

// A straight mark opens where it stands against the word behind it alone; where the blanks do not tell, it closes what is open.
bool Opens(const TaggedText& text, size_t i, bool open) {
  const absl::string_view mark = text.word(i);
  if (mark == kOpening || mark == "``") {
    return true;
  }
  const bool before_word = !text.glued(i) && text.glued(i + 1);
  return IsStraight(mark) && (!open || (before_word && !IsQuoteMark(text.word(i + 1))));
}

bool Closes(const TaggedText& text, size_t i, bool open) {
  const absl::string_view mark = text.word(i);
  if (!open || !(mark == kClosing || IsStraight(mark))) {
    return false;
  }
  const bool before_word = !text.glued(i) && text.glued(i + 1);
  return mark == kClosing || !before_word;
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
        if (open) {  // the one before was not closed
          quotations.push_back({first, i});
        }
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
