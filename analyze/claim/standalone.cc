#include "analyze/claim/standalone.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/holder_names.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/segments.h"

namespace standpoint {
namespace {

bool IsFirstPerson(absl::string_view word) {
  return word == "i" || word == "me" || word == "my" || word == "myself";
}

bool IsPerson(absl::string_view word) {
  return word == "he" || word == "she" || word == "him" || word == "her" || word == "his" ||
         IsFirstPerson(word);
}

}  // namespace

StandaloneText::StandaloneText(const TaggedText& text, const HolderNames& names,
                               const Lexicon& lexicon)
    : text_(text), names_(names), modality_(lexicon.Phrases("modality")) {}

size_t StandaloneText::TokenAt(uint32_t byte) const {
  const std::vector<WordSpan>& words = text_.segments().words;
  const auto it = std::lower_bound(words.begin(), words.end(), byte,
                                   [](const WordSpan& w, uint32_t b) { return w.begin < b; });
  return static_cast<size_t>(it - words.begin());
}

// The stretches of `range` that attribute it: ", she said,".
std::vector<TokenRange> StandaloneText::Attribution(const Claim& claim, TokenRange range) const {
  std::vector<TokenRange> stretches;
  for (const ByteSpan& cue : claim.cues) {
    TokenRange stretch = {TokenAt(cue.begin), TokenAt(cue.end)};
    if (stretch.first <= range.first || stretch.last >= range.last) {
      continue;
    }
    while (stretch.first > range.first && !text_.Is(stretch.first - 1, ",")) {
      --stretch.first;
    }
    while (stretch.last < range.last && !text_.Is(stretch.last, ",")) {
      ++stretch.last;
    }
    // Between two commas, with its holder and nothing else to say: the rest stands on both sides.
    if (stretch.first > range.first + 1 && stretch.last + 1 < range.last) {
      stretches.push_back({stretch.first - 1, stretch.last + 1});
    }
  }
  return stretches;
}

bool StandaloneText::IsHedge(size_t i, TokenRange range) const {
  if (text_.tag(i) != Tag::kAdverb) {
    return false;
  }
  const auto [entry, size] = text_.Match(modality_, i, range.last);
  return entry != nullptr && size == 1 && entry->Get("modality") == "possible";
}

// What stands for word `i` outside its document; empty where the word itself does.
std::string StandaloneText::Name(size_t i, const Claim& claim) const {
  const Tag tag = text_.tag(i);
  const absl::string_view word = text_.word(i);
  const bool pronoun = (tag == Tag::kPronoun || tag == Tag::kDeterminer) && IsPerson(word);
  const bool short_name = tag == Tag::kProper && text_.tag(i + 1) != Tag::kProper &&
                          (i == 0 || text_.tag(i - 1) != Tag::kProper);
  if (!pronoun && !short_name) {
    return {};
  }
  ByteSpan full;
  if (IsFirstPerson(word)) {
    full = claim.holders.back().full_name;
  } else {
    full = names_.FullName({text_.begin({i, i + 1}), text_.end({i, i + 1})});
  }
  const absl::string_view name = text_.Slice(full.begin, full.end);
  if (name.empty() || (short_name && !absl::EndsWith(name, text_.Raw(i)))) {
    return {};
  }
  const bool possessive =
      word == "his" || word == "my" || (word == "her" && text_.relation(i) == Relation::kNmodPoss);
  return absl::StrCat(name, possessive ? "'s" : "");
}

void StandaloneText::Append(TokenRange range, const Claim& claim, std::string& out) const {
  const std::vector<TokenRange> left_out = Attribution(claim, range);
  for (size_t i = range.first; i < range.last; ++i) {
    const auto stretch =
        std::find_if(left_out.begin(), left_out.end(), [i](TokenRange r) { return r.Contains(i); });
    if (stretch != left_out.end()) {
      i = stretch->last - 1;
      continue;
    }
    if (IsHedge(i, range)) {
      continue;
    }
    const bool space = !out.empty() && !text_.glued(i);
    const std::string name = Name(i, claim);
    absl::StrAppend(&out, space ? " " : "", name.empty() ? text_.Raw(i) : name);
  }
}

std::string StandaloneText::Of(const Claim& claim) const {
  TokenRange range = {TokenAt(claim.span.begin), TokenAt(claim.span.end)};
  std::string out;
  if (!claim.subject.empty()) {
    Append({TokenAt(claim.subject.begin), TokenAt(claim.subject.end)}, claim, out);
    if (text_.tag(range.first) == Tag::kRelative) {  // "which flooded every winter"
      range.first += range.size() > 1 ? 1 : 0;
    }
  }
  Append(range, claim, out);
  return out.empty() ? std::string(text_.Slice(claim.span.begin, claim.span.end)) : out;
}

}  // namespace standpoint
