#include "analyze/stance/claim_map.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/arguments.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/mentions.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {

ClaimMap::ClaimMap(const StanceWords& words, const ClauseTree& tree, absl::Span<const Claim> claims,
                   const StanceList& spans)
    : lexicon_(words),
      tree_(tree),
      spans_(spans),
      claims_(claims),
      at_(tree.text().size(), Stance::kNoClaim),
      cue_(tree.text().size(), Stance::kNoClaim),
      author_() {
  for (const Claim& claim : claims) {
    words_.push_back(spans.TokensOf(claim.span));
    heads_.push_back(FindHead(words_.back()));
    holders_.push_back(IsWaved(claim) ? Holder{} : claim.holders.back());
    const size_t speaker =
        claim.holders.size() == 1 && heads_.back() != kNoWord ? SpeakerOf(heads_.back()) : kNoWord;
    if (speaker != kNoWord) {
      holders_.back() = spans.HolderOf(HolderMention(tree, speaker));
    }
    about_.push_back(FindAbout(claim));
    const TokenRange mention = spans.TokensOf(holders_.back().mention);
    if (!about_.back().empty() && mention.Contains(about_.back().first)) {
      holders_.back() = spans.HolderOf({mention.first, about_.back().first - 1});
    }
  }
  // Longer ones first, so that the innermost claim comes last.
  std::vector<uint32_t> order(claims.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [this](uint32_t a, uint32_t b) { return words_[a].size() > words_[b].size(); });
  for (const uint32_t claim : order) {
    std::fill(
        at_.begin() + static_cast<ptrdiff_t>(words_[claim].first),
        at_.begin() + static_cast<ptrdiff_t>(std::max(words_[claim].first, words_[claim].last)),
        claim);
    for (const ByteSpan& cue : claims[claim].cues) {
      const TokenRange words = spans.TokensOf(cue);
      for (size_t i = words.first; i < words.last; ++i) {
        cue_[i] = claim;
      }
    }
  }
}

// "P, whatever the adverts say", "contrary to what the maker claims, P": P is the author's.
bool ClaimMap::IsWaved(const Claim& claim) const {
  const size_t mention = spans_.TokensOf(claim.holders.back().mention).first;
  const TaggedText& text = tree_.text();
  return claim.holders.size() > 1 && mention > 0 &&
         (text.Is(mention - 1, "whatever") ||
          (mention > 2 && text.Is(mention - 1, "what") && text.Is(mention - 3, "contrary")));
}

Holder ClaimMap::VoiceAt(size_t word) const {
  if (at_[word] != Stance::kNoClaim) {
    const Holder& holder = holders_[at_[word]];
    const size_t speaker =
        holder.is_author() && word != heads_[at_[word]] ? SpeakerOf(word) : kNoWord;
    return speaker == kNoWord ? holder : spans_.HolderOf(HolderMention(tree_, speaker));
  }
  if (cue_[word] != Stance::kNoClaim) {
    const std::vector<Holder>& holders = claims_[cue_[word]].holders;
    return holders[holders.size() - std::min<size_t>(holders.size(), 2)];
  }
  return author_;
}

// "ruling that P": who rules; "P, she argues": she; "advice from the bank that P": the bank. kNoWord where the tree names nobody.
size_t ClaimMap::SpeakerOf(size_t head) const {
  const TaggedText& text = tree_.text();
  const auto subject_of = [&](size_t verb) {
    if (!lexicon_.IsSpeech(tree_, verb) || tree_.Negated(verb) || IsPassive(tree_, verb)) {
      return kNoWord;
    }
    const size_t subject = SubjectOf(tree_, verb);
    const bool named = subject != kNoWord && CanBeHolder(tree_, subject) &&
                       !IsFirstPerson(tree_, subject) && lexicon_.IsActor(tree_, subject);
    return named ? subject : kNoWord;
  };
  const size_t aside = tree_.Child(head, Relation::kParataxis);
  if (aside != kNoWord &&
      tree_.Child(aside, {Relation::kObj, Relation::kCcomp, Relation::kXcomp}) == kNoWord) {
    if (const size_t subject = subject_of(aside); subject != kNoWord) {
      return subject;
    }
  }
  for (size_t word = head, steps = 0; steps < 4; ++steps) {
    const size_t above = tree_.Head(word);
    if (above == kNoWord) {
      return kNoWord;
    }
    switch (text.relation(word)) {
      case Relation::kCcomp:
        return subject_of(above);
      case Relation::kAcl: {
        if (tree_.Child(word, Relation::kMark) == kNoWord) {
          return kNoWord;
        }
        for (size_t i = tree_.FirstChild(above); i != kNoWord; i = tree_.NextChild(i)) {
          if (text.relation(i) == Relation::kNmodPoss ||
              (text.relation(i) == Relation::kNmod && tree_.Case(i) == "from")) {
            return i;
          }
        }
        return kNoWord;
      }
      case Relation::kConj:
        word = above;
        continue;
      default:
        return kNoWord;
    }
  }
  return kNoWord;
}

// "he said of the plan", "said Ms Ruiz of the plan": the plan.
TokenRange ClaimMap::FindAbout(const Claim& claim) const {
  const TaggedText& text = tree_.text();
  const TokenRange cue = claim.cues.empty() ? TokenRange{} : spans_.TokensOf(claim.cues.back());
  for (size_t verb = cue.first; verb < cue.last; ++verb) {
    for (size_t i = tree_.FirstChild(verb); i != kNoWord && tree_.IsVerb(verb);
         i = tree_.NextChild(i)) {
      if (text.relation(i) == Relation::kObl && i > verb && tree_.Case(i) == "of") {
        return TargetMention(tree_, i);
      }
    }
  }
  const TokenRange mention = spans_.TokensOf(claim.holders.back().mention);
  if (cue.empty() || cue.last != mention.first) {
    return {};
  }
  for (size_t i = mention.first + 1; i + 2 < mention.last; ++i) {
    if (text.Is(i, "of") && text.tag(i - 1) == Tag::kProper &&
        (text.tag(i + 1) == Tag::kDeterminer || text.relation(i + 1) == Relation::kNmodPoss) &&
        text.tag(mention.last - 1) != Tag::kProper) {
      return {i + 1, mention.last};  // no "Bishop of Durham"
    }
  }
  return {};
}

size_t ClaimMap::FindHead(TokenRange words) const {
  const TaggedText& text = tree_.text();
  size_t best = kNoWord, most = 0;
  for (size_t i = words.first; i < words.last; ++i) {
    const size_t head = tree_.Head(i);
    if ((head != kNoWord && words.Contains(head)) || text.tag(i) == Tag::kPunctuation) {
      continue;
    }
    // Of predicates the one with most words; of other words the first: "an end to" before what it ends.
    const TokenRange yield = tree_.Yield(i);
    const size_t inside = std::min(yield.last, words.last) - std::max(yield.first, words.first);
    const bool function = text.tag(i) == Tag::kPreposition || text.tag(i) == Tag::kDeterminer;
    const size_t weight = tree_.IsPredicate(i) ? words.size() + inside : function ? 0 : 1;
    if (best == kNoWord || weight > most) {
      best = i;
      most = weight;
    }
  }
  return best;
}

}  // namespace standpoint
