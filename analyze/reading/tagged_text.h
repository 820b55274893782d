// A text with its sentences, words and tags, as the later steps look at it.

#ifndef STANDPOINT_ANALYZE_READING_TAGGED_TEXT_H_
#define STANDPOINT_ANALYZE_READING_TAGGED_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/string_view.h"
#include "analyze/language/syntax.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/segments.h"

namespace standpoint {

// A stretch of words, half-open.
struct TokenRange {
  size_t first = 0;
  size_t last = 0;

  bool empty() const { return first >= last; }
  size_t size() const { return empty() ? 0 : last - first; }
  bool Contains(size_t token) const { return first <= token && token < last; }
};

// The shortest stretch that has both, with what lies between them. An empty one adds nothing.
TokenRange Joined(TokenRange a, TokenRange b);

// A view: nothing is copied. Indices are those of Segments::words; where a position past the end is asked for, the answer is
// that of an empty punctuation mark. Threads: safe. Lifetime: what it was made from outlives it.
class TaggedText {
 public:
  TaggedText(absl::string_view text, const Syntax& syntax, const Tagging& tagging)
      : text_(text), syntax_(syntax), tagging_(tagging) {}

  const Syntax& syntax() const { return syntax_; }
  const Segments& segments() const { return syntax_.segments; }
  size_t size() const { return tagging_.tags.size(); }

  const WordTag& operator[](size_t i) const {
    static constexpr WordTag kNothing{.tag = Tag::kPunctuation};
    return i < size() ? tagging_.tags[i] : kNothing;
  }
  Tag tag(size_t i) const { return (*this)[i].tag; }
  Relation relation(size_t i) const { return (*this)[i].relation; }
  size_t head(size_t i) const { return (*this)[i].head; }
  // The shortest stretch that has the word and all that depends on it, directly or not.
  TokenRange Yield(size_t i) const { return {(*this)[i].first, (*this)[i].last}; }
  uint32_t bits(size_t i) const { return (*this)[i].bits; }
  bool finite(size_t i) const { return (*this)[i].finite; }
  absl::string_view word(size_t i) const { return (*this)[i].word; }
  absl::string_view lemma(size_t i) const { return (*this)[i].lemma; }
  bool Is(size_t i, absl::string_view word) const { return (*this)[i].word == word; }
  // The sentence begins a paragraph; in text that is not hard-wrapped a line is one.
  bool StartsParagraph(size_t sentence) const { return tagging_.paragraphs[sentence]; }
  // Nothing stands between it and the word before.
  bool glued(size_t i) const { return i < size() && !segments().words[i].space_before; }

  // The words as written.
  absl::string_view Raw(size_t i) const {
    return i < size() ? segments().Form(text_, i) : absl::string_view();
  }

  // Bytes [begin, end) of the text.
  absl::string_view Slice(uint32_t begin, uint32_t end) const {
    return text_.substr(begin, end - begin);
  }

  // The words that begin in bytes [begin, end) of the text; empty for no bytes.
  TokenRange Tokens(uint32_t begin, uint32_t end) const;

  // Bytes of a range that is not empty.
  uint32_t begin(TokenRange range) const { return segments().words[range.first].begin; }
  uint32_t end(TokenRange range) const { return segments().words[range.last - 1].end; }

  // The longest phrase of `table` that stands at `i` and ends before `last`, and how many words it takes; null for none.
  std::pair<const PhraseEntry*, size_t> Match(const PhraseTable& table, size_t i,
                                              size_t last) const;

 private:
  bool Matches(const PhraseEntry& entry, size_t i, size_t last) const;

  const absl::string_view text_;
  const Syntax& syntax_;
  const Tagging& tagging_;
};

// Nouns, names, pronouns, numbers and symbols: what a noun phrase can end with.
bool IsNominal(Tag tag);

// Dashes that part clauses: "—", "–" between blanks, "--", " - ".
bool IsDash(const TaggedText& text, size_t i);

// Opening and closing marks of direct speech; a straight mark may be either.
bool IsQuoteMark(absl::string_view word);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_READING_TAGGED_TEXT_H_
