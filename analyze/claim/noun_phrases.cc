#include "analyze/claim/noun_phrases.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {
namespace {

// Hyphens inside words, quotation marks, brackets: what a noun phrase can hold besides words.
bool IsInnerMark(const TaggedText& text, size_t i) {
  return (text.Is(i, "-") && text.glued(i) && text.glued(i + 1)) || text.Is(i, "/");
}

// Whether token i can be part of a noun phrase that has begun.
bool Continues(const TaggedText& text, size_t i) {
  switch (text.tag(i)) {
    case Tag::kNoun:
    case Tag::kProper:
    case Tag::kDeterminer:
    case Tag::kPossessive:
    case Tag::kAdjective:
    case Tag::kNumber:
    case Tag::kSymbol:
    case Tag::kPreposition:
      return true;
    case Tag::kPronoun:
      return !text.finite(i);
    case Tag::kPunctuation:
      return IsInnerMark(text, i);
    default:
      return false;
  }
}

// A determiner or pronoun right behind a noun begins another noun phrase: "called [the plan] [a shambles]".
bool OpensAnother(const TaggedText& text, size_t i) {
  const bool opens = text.tag(i) == Tag::kPronoun || text.tag(i) == Tag::kDeterminer;
  return opens && IsNominal(text.tag(i - 1));
}

// Drops what cannot stand at the edges of a noun phrase.
TokenRange TrimPhrase(const TaggedText& text, TokenRange range) {
  const auto is_edge = [&text](size_t i) {
    const Tag tag = text.tag(i);
    return tag == Tag::kPunctuation || tag == Tag::kCoordinator || tag == Tag::kAdverb ||
           tag == Tag::kThat || tag == Tag::kConditional || tag == Tag::kInnerLink ||
           tag == Tag::kSubordinator || tag == Tag::kPossessive;
  };
  while (!range.empty() && is_edge(range.first)) {
    ++range.first;
  }
  while (!range.empty() &&
         (is_edge(range.last - 1) || text.tag(range.last - 1) == Tag::kPreposition)) {
    --range.last;
  }
  return range;
}

// "March 2011", of which `i` is the year.
bool IsYearOfMonth(const TaggedText& text, size_t i) {
  static constexpr absl::string_view kMonths[] = {"january",   "february", "march",    "april",
                                                  "may",       "june",     "july",     "august",
                                                  "september", "october",  "november", "december"};
  return text.tag(i) == Tag::kNumber && text.word(i).size() == 4 &&
         std::find(std::begin(kMonths), std::end(kMonths), text.word(i - 1)) != std::end(kMonths);
}

// "In 2011 inspectors", "In March 2011 inspectors": past a prepositional phrase at the front, when something is left behind it.
TokenRange DropFrontedPhrase(const TaggedText& text, TokenRange range) {
  if (text.tag(range.first) != Tag::kPreposition) {
    return range;
  }
  size_t i = range.first + 1;
  while (i < range.last && !IsNominal(text.tag(i))) {
    ++i;
  }
  if (i + 1 < range.last && IsYearOfMonth(text, i + 1)) {
    ++i;
  }
  const TokenRange rest = TrimPhrase(text, {i + 1, range.last});
  return rest.empty() ? range : rest;
}

// Whether what depends on a noun in this way is no part of its mention as a holder.
bool IsDetached(const TaggedText& text, size_t i) {
  switch (text.relation(i)) {
    case Relation::kAppos:
    case Relation::kRelcl:
    case Relation::kAcl:
    case Relation::kParataxis:
    case Relation::kAdvcl:
    case Relation::kCcomp:
      return true;
    case Relation::kPunct:
      return text.Is(i, ",") || IsDash(text, i) || text.Is(i, "(") || text.Is(i, ":");
    default:
      return false;
  }
}

bool IsSubject(Relation relation) {
  return relation == Relation::kNsubj || relation == Relation::kNsubjPass;
}

}  // namespace

TokenRange NounPhraseOf(const TaggedText& text, size_t head, TokenRange bounds) {
  const TokenRange yield = text.Yield(head);
  TokenRange range = {std::max(yield.first, bounds.first), std::min(yield.last, bounds.last)};
  for (size_t i = head + 1; i < range.last; ++i) {
    const bool adjoined = text.relation(i) == Relation::kAppos &&
                          text.tag(text.Yield(i).first - 1) != Tag::kPunctuation;
    const bool mark = text.relation(i) == Relation::kPunct && IsDetached(text, i);
    // A list goes on behind its commas, which belong to what they stand before: "Ruis, Vega and Holm".
    if (text.tag(i) == Tag::kRelative && text.relation(i) != Relation::kNmodPoss) {
      range.last = i;
      break;
    }
    const bool part = mark ? text.head(i) == head || IsDetached(text, text.head(i))
                           : text.head(i) == head && IsDetached(text, i) && !adjoined;
    if (part) {
      range.last = std::min(i, std::max<size_t>(text.Yield(i).first, head + 1));
      break;
    }
  }
  for (size_t i = head; i > range.first; --i) {
    if (text.head(i - 1) == head && IsDetached(text, i - 1) &&
        text.relation(i - 1) == Relation::kPunct) {
      range.first = i;
      break;
    }
  }
  // "Dentist Farida Aziz", taken for two subjects.
  const size_t next = range.last;
  if (next < bounds.last && text.tag(next) == Tag::kProper && IsSubject(text.relation(head)) &&
      text.relation(next) == text.relation(head) && text.head(next) == text.head(head)) {
    range.last = std::min(text.Yield(next).last, bounds.last);
  }
  range = TrimPhrase(text, range);
  return range.Contains(head) ? range : TokenRange{head, head + 1};
}

size_t SubjectHead(const TaggedText& text, size_t verb, TokenRange bounds) {
  size_t node = verb;
  if (text.relation(node) == Relation::kAux || text.relation(node) == Relation::kAuxPass ||
      text.relation(node) == Relation::kCop) {
    node = text.head(node);
  }
  for (size_t i = bounds.first; i < bounds.last; ++i) {
    if (text.head(i) == node && i != node && IsSubject(text.relation(i))) {
      return i;
    }
  }
  return bounds.last;
}

size_t AgentHead(const TaggedText& text, size_t verb, TokenRange bounds) {
  constexpr int kFarthest = 6;
  size_t node = verb;
  for (int step = 0; step < kFarthest; ++step) {
    const size_t subject = SubjectHead(text, node, bounds);
    if (subject < bounds.last && text.tag(subject) != Tag::kRelative) {
      return subject;
    }
    const Relation relation = text.relation(node);
    const size_t head = text.head(node);
    if (relation == Relation::kAcl || relation == Relation::kRelcl) {
      return bounds.Contains(head) && IsNominal(text.tag(head)) ? head : bounds.last;
    }
    if (relation == Relation::kXcomp) {
      for (size_t i = head + 1; i < node; ++i) {  // "urged members to say"
        if (text.head(i) == head &&
            (text.relation(i) == Relation::kObj || text.relation(i) == Relation::kIobj)) {
          return i;
        }
      }
    } else if (relation != Relation::kConj && relation != Relation::kAdvcl &&
               relation != Relation::kAux && relation != Relation::kCop) {
      return bounds.last;
    }
    node = head;
  }
  return bounds.last;
}

TokenRange SubjectBefore(const TaggedText& text, TokenRange clause, size_t verb,
                         absl::Span<const TokenRange> inserts) {
  const TokenRange before = {clause.first, std::min(verb, clause.last)};
  if (const size_t head = SubjectHead(text, verb, before); head < before.last) {
    return DropFrontedPhrase(text, NounPhraseOf(text, head, before));
  }
  size_t last = verb;
  while (last > clause.first && text.tag(last - 1) == Tag::kAdverb) {
    --last;
  }
  if (last > clause.first && text.Is(last - 1, ",")) {  // behind an appositive or a relative
    size_t comma = last - 1;
    while (comma > clause.first && !text.Is(comma - 1, ",")) {
      --comma;
    }
    last = comma > clause.first ? comma - 1 : last - 1;
  }
  for (const TokenRange insert : inserts) {
    if (insert.first < last && insert.last + 1 >= last) {
      last = std::min(last, insert.first);
    }
  }
  size_t first = last;
  while (first > clause.first) {
    const Tag tag = text.tag(first - 1);
    const bool mark = tag == Tag::kPunctuation && !IsInnerMark(text, first - 1) &&
                      !IsQuoteMark(text.word(first - 1));
    const bool link = (text.bits(first - 1) & kInnerLink) != 0 && tag != Tag::kDeterminer &&
                      first < last && first - 1 > clause.first;
    if (mark || link || tag == Tag::kThat || tag == Tag::kSubordinator ||
        tag == Tag::kConditional || text.finite(first - 1)) {
      break;
    }
    --first;
  }
  TokenRange range = TrimPhrase(text, {first, last});
  if (range.empty()) {
    return range;
  }
  range = DropFrontedPhrase(text, range);
  for (size_t i = range.first + 1; i < range.last; ++i) {
    const Tag tag = text.tag(i);
    if (tag == Tag::kRelative || tag == Tag::kGerund || tag == Tag::kParticiple ||
        tag == Tag::kTo || tag == Tag::kInnerLink) {
      range.last = i;
    }
  }
  return TrimPhrase(text, range);
}

TokenRange NounPhraseAt(const TaggedText& text, size_t first, size_t last) {
  size_t i = first;
  while (i < last && Continues(text, i) && !(i > first && OpensAnother(text, i))) {
    ++i;
    if (i < last && text.tag(i) == Tag::kCoordinator && i + 1 < last && Continues(text, i + 1) &&
        text.tag(i + 1) != Tag::kPronoun) {
      ++i;
    }
  }
  const TokenRange range = TrimPhrase(text, {first, i});
  return range.first == first ? range : TokenRange{};
}

TokenRange NounPhraseBefore(const TaggedText& text, size_t first, size_t last) {
  size_t i = last;
  while (i > first &&
         (IsNominal(text.tag(i - 1)) || text.tag(i - 1) == Tag::kAdjective ||
          text.tag(i - 1) == Tag::kDeterminer || text.tag(i - 1) == Tag::kPossessive ||
          IsInnerMark(text, i - 1)) &&
         !text.finite(i - 1)) {
    --i;
    if (text.tag(i) == Tag::kDeterminer || text.tag(i) == Tag::kPronoun) {
      break;
    }
  }
  return {i, last};
}

}  // namespace standpoint
