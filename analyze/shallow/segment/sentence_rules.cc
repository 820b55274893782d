#include "analyze/shallow/segment/sentence_rules.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/shallow/segment/segmentation.h"
#include "analyze/shallow/segment/token_rules.h"

namespace standpoint {
namespace {

// A line shorter than this ends where its writer ended it; only a longer one can be wrapped. Bytes.
constexpr size_t kWrappedLine = 45;

// What may open a sentence after an abbreviation that can end one: "in the U.S. The law".
constexpr uint32_t kOpeners = kDeterminer | kPronoun | kSubordinator | kConditional | kInnerLink |
                              kPreposition | kCoordinator | kAdverb | kQuestionWord;

class SentenceRules {
 public:
  SentenceRules(absl::string_view text, const std::vector<Token>& tokens, const Lexicon& lexicon)
      : text_(text),
        tokens_(tokens),
        lexicon_(lexicon),
        abbreviations_(lexicon.Phrases("abbreviations")) {}

  // Whether a sentence that began with token `first` ends before token `next`.
  bool Parts(size_t first, size_t next, bool proposed) {
    const absl::string_view gap =
        text_.substr(tokens_[next - 1].end, tokens_[next].begin - tokens_[next - 1].end);
    line_break_ = absl::StrContains(gap, '\n') || absl::StrContains(gap, "\xE2\x80\xA9");
    if (line_break_ && (std::count(gap.begin(), gap.end(), '\n') > 1 || !IsWrapped(next))) {
      return true;
    }
    const size_t end = EndMark(first, next);
    if (!proposed && !(line_break_ && IsEndMark(end))) {
      return PartsLowerCase(first, next);
    }
    return IsEndMark(end) ? PartsAtMark(first, end, next) : PartsAtAbbreviation(next);
  }

  // After Parts: whether the gap held a line break.
  bool line_break() const { return line_break_; }

 private:
  absl::string_view Text(size_t token) const {
    return text_.substr(tokens_[token].begin, tokens_[token].end - tokens_[token].begin);
  }

  bool IsCloser(size_t token) const {
    const absl::string_view mark = Text(token);
    return mark == "\"" || mark == "'" || mark == ")" || mark == "]" || mark == "\xE2\x80\x9D" ||
           mark == "\xE2\x80\x99" || mark == "\xC2\xBB";
  }

  // The last token before `next` that is not a closing quote or bracket.
  size_t EndMark(size_t first, size_t next) const {
    size_t end = next - 1;
    while (end > first && IsCloser(end)) {
      --end;
    }
    return end;
  }

  bool IsEndMark(size_t token) const {
    const absl::string_view mark = Text(token);
    return tokens_[token].kind == TokenKind::kPunctuation &&
           (mark[0] == '.' || mark == "!" || mark == "?" || mark == "\xE2\x80\xA6" ||
            mark == "\xE3\x80\x82");
  }

  bool OpensSentence(size_t token) const {
    const absl::string_view word = Text(token);
    if (tokens_[token].kind == TokenKind::kPunctuation) {
      return !IsCloser(token) && token + 1 < tokens_.size() && StartsUpper(Text(token + 1)) &&
             OpensQuote(word);
    }
    if (!StartsUpper(word)) {
      return false;
    }
    const WordEntry* const entry = lexicon_.FindWord(absl::AsciiStrToLower(word));
    return entry != nullptr && (entry->bits & kOpeners) != 0;
  }

  static bool OpensQuote(absl::string_view mark) {
    return mark == "\"" || mark == "\xE2\x80\x9C" || mark == "(" || mark == "[";
  }

  bool PartsAtMark(size_t first, size_t end, size_t next) const {
    const absl::string_view mark = Text(end);
    const bool lower = StartsLower(Text(next));
    if (mark == "." && end == first + 1 && tokens_[first].kind == TokenKind::kNumber) {
      return false;  // "1. Open the box"
    }
    if (mark == "!" || mark == "?") {  // "Why?" he asked.
      return !(lower && (end + 1 < next || tokens_[first].kind == TokenKind::kPunctuation));
    }
    if (mark.size() > 1) {  // an ellipsis
      return !lower;
    }
    return !lower || PartsLowerCase(first, next);
  }

  // Texts without capital letters: "ngl it is great. finally shows delays".
  bool PartsLowerCase(size_t first, size_t next) const {
    return next >= first + 3 && StartsLower(Text(first)) && StartsLower(Text(next)) &&
           Text(next - 1) == "." && !tokens_[next].glued &&
           tokens_[next - 2].kind == TokenKind::kWord && Text(next - 2).size() > 1;
  }

  bool PartsAtAbbreviation(size_t next) const {
    size_t last = EndMark(0, next);
    const absl::string_view word = Text(last);
    if (word.back() != '.') {
      return line_break_ ? false : IsFullWidth(word);
    }
    const PhraseEntry* const entry = FindAbbreviation(word, abbreviations_);
    if (entry != nullptr && (entry->Has("title") || entry->Has("inner"))) {
      return false;
    }
    if (last + 1 < next) {
      return !StartsLower(Text(next));  // a quote closed behind it
    }
    return OpensSentence(next);
  }

  // Marks that ICU takes for the end of a sentence besides those of English.
  static bool IsFullWidth(absl::string_view mark) { return (mark[0] & 0x80) != 0; }

  // Whether the line break before token `next` is there only because the line was full.
  bool IsWrapped(size_t next) const {
    const uint32_t end = tokens_[next - 1].end;
    const size_t from = end > kWrappedLine ? end - kWrappedLine : 0;
    const absl::string_view tail = text_.substr(from, end - from);
    if (absl::StrContains(tail, '\n') || end < kWrappedLine) {
      return false;
    }
    const absl::string_view head = Text(next);
    const bool item = head == "-" || head == "*" || head == "\xE2\x80\xA2" || head == "--" ||
                      (tokens_[next].kind == TokenKind::kNumber && next + 1 < tokens_.size() &&
                       tokens_[next + 1].glued && (Text(next + 1) == "." || Text(next + 1) == ")"));
    return !item && !IsLabel(next) && Text(next - 1) != ":";
  }

  // "MR QUIRKE:", "Q:" at the beginning of a line.
  bool IsLabel(size_t next) const {
    for (size_t i = next; i < next + 5 && i < tokens_.size(); ++i) {
      if (Text(i) == ":") {
        return i > next;
      }
      if (!StartsUpper(Text(i))) {
        return false;
      }
    }
    return false;
  }

  const absl::string_view text_;
  const std::vector<Token>& tokens_;
  const Lexicon& lexicon_;
  const PhraseTable& abbreviations_;
  bool line_break_ = false;
};

}  // namespace

std::vector<Sentence> DecideSentences(absl::string_view text, const std::vector<Token>& tokens,
                                      const std::vector<uint32_t>& proposed,
                                      const Lexicon& lexicon) {
  std::vector<Sentence> sentences;
  if (tokens.empty()) {
    return sentences;
  }
  SentenceRules rules(text, tokens, lexicon);
  size_t first = 0;
  bool starts_paragraph = true;
  size_t candidate = 0;
  const auto close = [&](size_t last) {
    sentences.push_back({tokens[first].begin, tokens[last - 1].end, static_cast<uint32_t>(first),
                         static_cast<uint32_t>(last), starts_paragraph});
  };
  for (size_t next = 1; next < tokens.size(); ++next) {
    bool is_proposed = false;
    while (candidate < proposed.size() && proposed[candidate] <= tokens[next].begin) {
      is_proposed = is_proposed || proposed[candidate] >= tokens[next - 1].end;
      ++candidate;
    }
    if (rules.Parts(first, next, is_proposed)) {
      close(next);
      first = next;
      starts_paragraph = rules.line_break();
    }
  }
  close(tokens.size());
  return sentences;
}

}  // namespace standpoint
