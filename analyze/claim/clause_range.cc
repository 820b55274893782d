#include "analyze/claim/clause_range.h"

#include <cstddef>

#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {
namespace {

bool IsEdgeMark(const TaggedText& text, size_t i) {
  return text.tag(i) == Tag::kPunctuation && text.word(i) != "(" && text.word(i) != "[" &&
         !(text.word(i) == "-" && text.glued(i));
}

}  // namespace

bool FiniteCounter::Take(const WordTag& tag) {
  if (tag.tag == Tag::kRelative || tag.tag == Tag::kInnerLink || tag.tag == Tag::kConditional) {
    ++inner_;
  } else if (tag.tag == Tag::kPunctuation) {
    inner_ = 0;
  } else if (tag.finite) {
    if (inner_ > 0) {
      --inner_;
      return false;
    }
    return true;
  }
  return false;
}

TokenRange TrimClause(const TaggedText& text, TokenRange range, const Lexicon& lexicon) {
  const PhraseTable& connectives = lexicon.Phrases("connectives");
  while (!range.empty()) {
    if (IsEdgeMark(text, range.first) || text.tag(range.first) == Tag::kCoordinator ||
        text.tag(range.first) == Tag::kSubordinator) {
      ++range.first;
      continue;
    }
    const auto [connective, size] = text.Match(connectives, range.first, range.last);
    if (connective == nullptr || (connective->Has("comma") && !text.Is(range.first + size, ","))) {
      break;
    }
    range.first += size;
  }
  while (!range.empty() && text.tag(range.last - 1) == Tag::kPunctuation &&
         text.word(range.last - 1) != ")" && text.word(range.last - 1) != "]") {
    --range.last;
  }
  return range;
}

bool HasFinite(const TaggedText& text, TokenRange range) {
  FiniteCounter counter;
  for (size_t i = range.first; i < range.last; ++i) {
    if (counter.Take(text[i])) {
      return true;
    }
  }
  return false;
}

}  // namespace standpoint
