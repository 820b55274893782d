#include "analyze/claim/cue_content.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/claim/clause_range.h"
#include "analyze/claim/cue_values.h"
#include "analyze/claim/noun_phrases.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr size_t kLongestAddressee = 8;  // tokens between a cue and its "that"

// Where the complement begins that the tree finds behind the one who is told it: "assured relatives the ward would reopen".
size_t AfterAddressee(const TaggedText& text, size_t verb, size_t first, size_t last) {
  size_t addressee = last;
  for (size_t i = first; i < last; ++i) {
    const Relation relation = text.relation(i);
    if (text.head(i) != verb) {
      continue;
    }
    if (relation == Relation::kObj || relation == Relation::kIobj) {
      addressee = i;
    } else if (relation == Relation::kCcomp && addressee < i && text.Yield(i).first > addressee &&
               HasFinite(text, {text.Yield(i).first, last})) {
      return text.Yield(i).first;
    }
  }
  return first;
}

}  // namespace

size_t FindWord(const TaggedText& text, absl::string_view word, size_t first, size_t last) {
  for (size_t i = first; i < last; ++i) {
    if (text.Is(i, word)) {
      return i;
    }
    if (text.finite(i)) {
      break;
    }
  }
  return last;
}

CueContent ComplementOf(const TaggedText& text, const PhraseEntry& cue, size_t verb, size_t first,
                        size_t last, bool whole) {
  CueContent content;
  for (size_t i = first; cue.Has("clause") && i < last; ++i) {
    if (text.relation(i) != Relation::kCcomp || text.head(i) != verb) {
      continue;
    }
    size_t begin = std::max<size_t>(text.Yield(i).first, first);
    while (begin < i && text.tag(begin) == Tag::kPunctuation) {
      ++begin;
    }
    const bool open = text.tag(begin) == Tag::kQuestion || text.tag(begin) == Tag::kInnerLink ||
                      text.Is(begin, "whether") || text.tag(begin) == Tag::kConditional;
    if (open || !HasFinite(text, {begin, last})) {
      break;
    }
    content.range = {begin + (text.tag(begin) == Tag::kThat ? 1 : 0),
                     whole ? last : std::min<size_t>(text.Yield(i).last, last)};
    content.found = true;
    break;
  }
  return content;
}

CueContent ClauseAfterCue(const TaggedText& text, const PhraseEntry& cue, size_t verb, size_t first,
                          size_t last) {
  CueContent content;
  if (!cue.Has("clause") && !cue.Has("objthat") && !cue.Has("questions")) {
    return content;
  }
  for (size_t i = first; i < std::min(first + kLongestAddressee, last); ++i) {
    const bool whether = text.Is(i, "whether") || (text.Is(i, "if") && cue.Has("questions"));
    if (text.tag(i) == Tag::kThat || whether) {
      content.range = {i + 1, last};
      content.questioned = whether;
      content.found = i + 1 < last;
      return content;
    }
    const Tag tag = text.tag(i);
    if (text.finite(i) || tag == Tag::kTo || tag == Tag::kQuestion || tag == Tag::kGerund ||
        (tag == Tag::kPunctuation && !IsQuoteMark(text.word(i)) && !text.glued(i) &&
         text.word(i) != ":")) {
      break;
    }
  }
  if (cue.Has("clause") && !cue.Has("questions") && text.tag(first) != Tag::kQuestion &&
      HasFinite(text, {first, last}) && text.tag(first) != Tag::kPreposition &&
      text.tag(first) != Tag::kTo && text.tag(first) != Tag::kInnerLink) {
    content.range = {AfterAddressee(text, verb, first, last), last};
    content.found = true;
  }
  return content.found ? content : ComplementOf(text, cue, verb, first, last, true);
}

CueContent FindCueContent(const TaggedText& text, const PhraseEntry& cue, size_t verb, size_t first,
                          size_t last) {
  CueContent content = ClauseAfterCue(text, cue, verb, first, last);
  if (content.found || first >= last) {
    return content;
  }
  content.range = {first, last};
  content.nominal = true;
  if (cue.Has("inf") && text.tag(first) == Tag::kTo) {
    content.range.first = first + 1;
    content.modality = cue.Get("act") == "demand" ? v1::MODALITY_NORMATIVE : v1::MODALITY_INTENDED;
    content.found = first + 1 < last;
    return content;
  }
  const TokenRange object = NounPhraseAt(text, first, last);
  if (object.empty()) {
    return content;
  }
  if (cue.Has("objinf") && text.tag(object.last) == Tag::kTo && object.last < last) {
    content.modality = v1::MODALITY_NORMATIVE;
    content.found = true;
    return content;
  }
  for (const absl::string_view link : {"of", "for", "as"}) {
    if (cue.Has(link) && FindWord(text, link, first + 1, last) < last) {
      content.found = true;
      return content;
    }
  }
  if (cue.Has("small") && object.last + 1 < last) {
    content.modality = ModalityOf(cue.Get("np_modality"));
    content.found = true;
  } else if (cue.Has("np_modality") && (cue.Has("np") || text.Is(first, "that"))) {
    // "promised us a bypass": the one who is promised is no part of it.
    if (text.tag(first) == Tag::kPronoun && object.size() > 1) {
      content.range.first = first + 1;
    }
    content.modality = ModalityOf(cue.Get("np_modality"));
    content.found = text.tag(content.range.first) != Tag::kPronoun;
  }
  return content;
}

}  // namespace standpoint
