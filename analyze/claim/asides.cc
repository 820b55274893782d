#include "analyze/claim/asides.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/claim/clause_range.h"
#include "analyze/claim/noun_phrases.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {
namespace {

constexpr size_t kLongestAside = 24;  // tokens

class AsideFinder {
 public:
  AsideFinder(const TaggedText& text, TokenRange sentence, const Lexicon& lexicon)
      : text_(text),
        sentence_(sentence),
        cues_(lexicon.Phrases("cues")),
        sources_(lexicon.Phrases("sources")) {}

  std::vector<Aside> Run() {
    for (size_t i = sentence_.first; i < sentence_.last; ++i) {
      Aside aside;
      if (FindAt(i, aside)) {
        asides_.push_back(aside);
        i = std::max(i, aside.range.last - 1);
      }
    }
    return asides_;
  }

 private:
  // "... reputation." - Anna Holm: behind a quotation a dash and a name to the end.
  bool FindSignature(size_t i, Aside& aside) const {
    if (i < sentence_.first + 2 || !IsDash(text_, i) || !IsQuoteMark(text_.word(i - 1))) {
      return false;
    }
    aside.holder = NounPhraseAt(text_, i + 1, sentence_.last);
    if (aside.holder.empty() || text_.tag(aside.holder.first) != Tag::kProper ||
        !EndsSentence(aside.holder.last)) {
      return false;
    }
    static const PhraseEntry& signature = *new PhraseEntry{{}, {{"act", "assert"}}};
    aside.entry = &signature;
    aside.range = {i, aside.holder.last};
    return true;
  }

  bool FindAt(size_t i, Aside& aside) const {
    if (FindSignature(i, aside)) {
      return true;
    }
    if (const auto [source, size] = text_.Match(sources_, i, sentence_.last); source != nullptr) {
      return FindSource(i, size, source, aside);
    }
    if (!(i == sentence_.first ? text_.Is(i, "as") : OpensAside(i))) {
      return false;
    }
    size_t first = i;
    if (text_.Is(i, "as")) {
      aside.as = true;
      ++first;
    }
    aside.range.first = i;
    const bool found = SubjectFirst(first, aside) || (!aside.as && VerbFirst(first, aside));
    if (!found) {
      return false;
    }
    aside.range.first = i;
    return Fits(aside);
  }

  // After a comma, a dash or a closing quotation mark.
  bool OpensAside(size_t i) const {
    const absl::string_view before = text_.word(i - 1);
    return before == "," || (IsQuoteMark(before) && !text_.glued(i)) || IsDash(text_, i - 1);
  }

  bool FindSource(size_t i, size_t size, const PhraseEntry* source, Aside& aside) const {
    aside.holder = NounPhraseAt(text_, i + size, sentence_.last);
    const size_t head = text_.head(i);
    if (text_.relation(i) == Relation::kCase && head >= i + size && head < sentence_.last &&
        head < aside.holder.last && IsNominal(text_.tag(head)) && text_.tag(head) != Tag::kNumber) {
      const TokenRange whole = NounPhraseOf(text_, head, {i + size, sentence_.last});
      aside.holder = whole.first == i + size ? whole : aside.holder;
    }
    if (aside.holder.empty()) {
      aside.holder = {i + size, i + size};
      while (!IsEnd(aside.holder.last) && !text_.finite(aside.holder.last)) {
        ++aside.holder.last;
      }
    }
    if (aside.holder.empty()) {
      return false;
    }
    const Tag opening = text_.tag(aside.holder.first);
    if (size == 1 && opening != Tag::kProper && opening != Tag::kDeterminer) {
      return false;  // "per year"
    }
    aside.cue = {i, i + size};
    aside.entry = source;
    aside.range = {i, aside.holder.last};
    // A relative or participle that belongs to the holder goes with it: "two people who have seen it".
    while (aside.range.last < sentence_.last && text_.tag(aside.range.last) != Tag::kPunctuation) {
      ++aside.range.last;
    }
    aside.inside = i > sentence_.first && !HasFinite(text_, {sentence_.first, i}) &&
                   aside.range.last < sentence_.last;
    return true;
  }

  bool IsEnd(size_t i) const {
    if (text_.Is(i, ".") && text_.glued(i) && i + 1 < sentence_.last &&
        !IsQuoteMark(text_.word(i + 1))) {
      return false;  // of an abbreviation: "(D-Mo.)"
    }
    return i >= sentence_.last ||
           (text_.tag(i) == Tag::kPunctuation && !(text_.Is(i, "-") && text_.glued(i)) &&
            !text_.Is(i, "'") && !text_.Is(i, "(") && !text_.Is(i, ")"));
  }

  // The end of what may follow the cue: an addressee, time, place. False when a clause follows it.
  bool Tail(size_t from, Aside& aside) const {
    size_t i = from;
    // Behind a quotation there is nothing else that the clause could be reported of: "..., she said after the meeting broke up".
    const bool speech = aside.range.first > sentence_.first && text_.tag(from) != Tag::kThat &&
                        IsQuoteMark(text_.word(aside.range.first - 1));
    for (; !IsEnd(i); ++i) {
      const Tag tag = text_.tag(i);
      if (!speech &&
          (text_.finite(i) || tag == Tag::kThat || tag == Tag::kTo || i > from + kLongestAside)) {
        return false;
      }
    }
    aside.range.last = i;
    return !text_.Is(i, ":");
  }

  bool MatchCue(size_t verb, Aside& aside, size_t& after) const {
    size_t head = verb;
    while (text_.tag(head) == Tag::kAuxiliary || text_.tag(head) == Tag::kAdverb) {
      if ((text_.bits(head) & kNegator) != 0) {
        return false;
      }
      ++head;
    }
    const auto [entry, size] = text_.Match(cues_, head, sentence_.last);
    if (entry == nullptr || !entry->Has("quote")) {
      return false;
    }
    aside.cue = {head, head + size};
    aside.entry = entry;
    aside.past = (text_.bits(head) & kVerbPast) != 0;
    after = head + size;
    return true;
  }

  // Not the relative word or the age behind the one who is spoken of: "the panel, which asked members,".
  bool IsSpeaker(TokenRange holder) const {
    const Tag tag = text_.tag(holder.first);
    return tag != Tag::kRelative && tag != Tag::kPreposition &&
           !(tag == Tag::kNumber && holder.size() == 1);
  }

  // "she told the committee", "Nils Orre, a farmer, said".
  bool SubjectFirst(size_t first, Aside& aside) const {
    bool appositive = false;
    for (size_t i = first; i < std::min(first + kLongestAside, sentence_.last); ++i) {
      if (text_.Is(i, ",")) {
        if (i == first) {
          return false;
        }
        appositive = true;
      } else if (text_.finite(i)) {
        size_t after = 0;
        if (i == first || !MatchCue(i, aside, after) || !Tail(after, aside)) {
          return false;
        }
        aside.holder = appositive ? NounPhraseAt(text_, first, i)
                                  : SubjectBefore(text_, {first, sentence_.last}, i, {});
        for (size_t k = aside.holder.first; k > first;
             --k) {  // a title or role that the tree leaves out
          const Tag tag = text_.tag(k - 1);
          if (tag != Tag::kProper && tag != Tag::kNoun && tag != Tag::kAdjective) {
            break;
          }
          aside.holder.first = k - 1;
        }
        return !aside.holder.empty() && aside.holder.first <= first + 1 && IsSpeaker(aside.holder);
      } else if (text_.tag(i) == Tag::kThat || text_.tag(i) == Tag::kTo ||
                 text_.tag(i) == Tag::kCoordinator || text_.tag(i) == Tag::kSubordinator ||
                 (IsEnd(i) && !text_.Is(i, ","))) {
        return false;
      }
    }
    return false;
  }

  // "said Rupert Castellane, chief executive of Halcyon".
  bool VerbFirst(size_t first, Aside& aside) const {
    size_t after = 0;
    if ((text_.bits(first) & (kVerbPast | kVerbS)) == 0 || !MatchCue(first, aside, after)) {
      return false;
    }
    aside.holder = NounPhraseAt(text_, after, sentence_.last);
    if (aside.holder.empty() || !Tail(after, aside)) {
      return false;
    }
    // The holder ends where a time or an addressee begins.
    for (size_t i = aside.holder.first + 1; i < aside.holder.last; ++i) {
      if (text_.Is(i, "on") || text_.Is(i, "to") || text_.Is(i, "during") || text_.Is(i, "after")) {
        aside.holder.last = i;
      }
    }
    if (text_.Is(aside.range.last, ",") && !HasFinite(text_, {aside.range.last, sentence_.last})) {
      aside.range.last = sentence_.last;  // an appositive closes the sentence
      while (aside.range.last > aside.holder.last &&
             text_.tag(aside.range.last - 1) == Tag::kPunctuation) {
        --aside.range.last;
      }
    }
    return true;
  }

  bool HasVerb(TokenRange range) const {
    for (size_t i = range.first; i < range.last; ++i) {
      const Tag tag = text_.tag(i);
      if (tag == Tag::kParticiple || tag == Tag::kBase || tag == Tag::kGerund) {
        return true;
      }
    }
    return false;
  }

  bool EndsSentence(size_t i) const {
    while (i < sentence_.last && text_.tag(i) == Tag::kPunctuation) {
      ++i;
    }
    return i == sentence_.last;
  }

  // Whether there is something beside the aside that it can attribute; settles whether it stands inside a clause.
  bool Fits(Aside& aside) const {
    const size_t from = asides_.empty() ? sentence_.first : asides_.back().range.last;
    const bool quoted =
        aside.range.first > sentence_.first && (IsQuoteMark(text_.word(aside.range.first - 1)) ||
                                                (aside.range.first > sentence_.first + 1 &&
                                                 IsQuoteMark(text_.word(aside.range.first - 2))));
    const bool clause_before = HasFinite(text_, {from, aside.range.first});
    const bool clause_after = HasFinite(text_, {aside.range.last, sentence_.last});
    if (aside.range.first == sentence_.first) {
      return clause_after;
    }
    const bool ends = EndsSentence(aside.range.last) && HasVerb({from, aside.range.first});
    if (!clause_before && !quoted && !ends) {
      aside.inside = true;
      return clause_after && text_.Is(aside.range.last, ",");
    }
    // "A second cup does not, a study suggests, ruin your sleep": the clause goes on behind it.
    const Tag next = text_.tag(aside.range.last + 1);
    aside.inside = clause_before && !quoted && text_.Is(aside.range.last, ",") &&
                   (next == Tag::kBase || next == Tag::kParticiple || next == Tag::kGerund ||
                    (text_.bits(aside.range.first - 2) & kNegator) != 0);
    return true;
  }

  const TaggedText& text_;
  const TokenRange sentence_;
  const PhraseTable& cues_;
  const PhraseTable& sources_;
  std::vector<Aside> asides_;
};

}  // namespace

std::vector<Aside> FindAsides(const TaggedText& text, TokenRange sentence, const Lexicon& lexicon) {
  return AsideFinder(text, sentence, lexicon).Run();
}

}  // namespace standpoint
