#include "analyze/stance/reply_stances.h"

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/arguments.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/mentions.h"
#include "analyze/stance/predicate_verdict.h"
#include "analyze/stance/stance_words.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr StanceRule kBefore = {"verdict:before", 0.6f, 0.7f};
constexpr StanceRule kAgreed = {"verdict:agreement", 0.65f, 0.65f};
constexpr size_t kClaimsBack =
    4;  // claims before a reply among which its proposition is looked for

bool IsPointer(absl::string_view word) {
  return word == "this" || word == "that" || word == "it" || word == "those" || word == "these" ||
         word == "such";
}

}  // namespace

// The claim that "that" and "the others" speak of: the last one before the word that somebody else puts forward, else the last.
uint32_t ReplyStances::ClaimBefore(size_t word, const Holder& holder) const {
  const absl::Span<const Claim> claims = source_.claims.claims();
  uint32_t last = Stance::kNoClaim;
  size_t seen = 0;
  for (size_t i = claims.size(); i-- > 0 && seen < kClaimsBack;) {
    const TokenRange words = source_.claims.Words(static_cast<uint32_t>(i));
    if (words.empty() || words.last > word) {
      continue;
    }
    ++seen;
    const bool other =
        !(source_.claims.HolderOf(static_cast<uint32_t>(i)).mention == holder.mention);
    if (other || claims[i].act == v1::ACT_BELIEVE) {
      return static_cast<uint32_t>(i);
    }
    last = last == Stance::kNoClaim ? static_cast<uint32_t>(i) : last;
  }
  return last;
}

// "That is nonsense", "This claim is false", "I was wrong".
bool ReplyStances::ReadBefore(size_t predicate) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const size_t subject = tree.Child(predicate, Relation::kNsubj);
  if (subject == kNoWord ||
      (tree.IsVerb(predicate) && tree.Child(predicate, Relation::kCop) == kNoWord)) {
    return false;
  }
  const size_t det = tree.Child(subject, Relation::kDet);
  const StanceMatch noun = source_.words.Noun(tree, subject);
  const bool claim = noun && noun->content && det != kNoWord;
  const bool own = IsFirstPerson(tree, subject);
  if (!claim && !own && !IsPointer(text.word(subject))) {
    return false;
  }
  const PredicateVerdict verdict = VerdictOf(source_, predicate, /*content=*/false);
  if (verdict.sign == 0 ||
      (own && !text.Is(predicate, "wrong") && !text.Is(predicate, "mistaken"))) {
    return false;
  }
  const Holder holder = source_.claims.VoiceAt(predicate);
  const uint32_t before = ClaimBefore(predicate, holder);
  if (before == Stance::kNoClaim) {
    return false;
  }
  const Claim& said = source_.claims.claims()[before];
  const bool others = !(source_.claims.HolderOf(before).mention == holder.mention) ||
                      said.act == v1::ACT_BELIEVE || said.commitment == v1::COMMITMENT_REJECTED ||
                      said.modality == v1::MODALITY_POSSIBLE || !said.cues.empty();
  if (!others) {
    return false;  // "That is wrong" of what he himself reports: of the thing
  }
  list_.Add(holder, source_.claims.Words(before), verdict.sign,
            Joined(VerbGroup(tree, predicate), verdict.words), kBefore,
            source_.claims.At(predicate));
  return true;
}

// "His colleagues disagree", "are unconvinced".
bool ReplyStances::ReadAgreement(size_t verb) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  int sign = 0;
  if (verb > 0 && text.Is(verb - 1, "neither")) {
    return false;  // "neither confirmed nor denied"
  }
  if (tree.IsVerb(verb)) {
    const StanceMatch match = source_.words.Verb(tree, verb);
    sign = match ? match->agree : 0;
    const Arguments arguments = ReadArguments(tree, verb, {verb, verb + 1});
    const bool quoted = arguments.complement != kNoWord && arguments.complement > verb &&
                        tree.Child(arguments.complement, Relation::kMark) == kNoWord;
    if (arguments.object != kNoWord || (arguments.complement != kNoWord && !quoted) ||
        arguments.passive) {
      return false;
    }
    for (size_t i = tree.FirstChild(verb); i != kNoWord; i = tree.NextChild(i)) {
      if (text.relation(i) == Relation::kObl) {
        return false;
      }
    }
  } else if (text.Is(verb, "unconvinced") || text.Is(verb, "sceptical") ||
             text.Is(verb, "skeptical") || text.Is(verb, "unpersuaded")) {
    sign = tree.Child(verb, Relation::kObl) == kNoWord ? -1 : 0;
  }
  const size_t subject = sign == 0 ? kNoWord : SubjectOf(tree, verb);
  if (subject == kNoWord || !CanBeTarget(source_.words, tree, subject)) {
    return false;
  }
  const Holder holder = IsFirstPerson(tree, subject) ? source_.claims.VoiceAt(verb)
                                                     : list_.HolderOf(HolderMention(tree, subject));
  const uint32_t before = ClaimBefore(verb, holder);
  if (before == Stance::kNoClaim) {
    return false;
  }
  sign *= tree.Negated(verb) ? -1 : 1;
  list_.Add(holder, source_.claims.Words(before), sign, VerbGroup(tree, verb), kAgreed,
            source_.claims.At(verb));
  return true;
}

// "found the opposite", "says otherwise", "the reverse is true".
bool ReplyStances::ReadOpposite(size_t word) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const bool otherwise = text.Is(word, "otherwise") && text.relation(word) == Relation::kAdvmod &&
                         word > tree.Head(word);
  if (!otherwise && !text.Is(word, "opposite") && !text.Is(word, "reverse") &&
      !text.Is(word, "contrary")) {
    return false;
  }
  const size_t governor = tree.Head(word);
  if (governor == kNoWord) {
    return false;
  }
  const Relation relation = text.relation(word);
  Holder holder = source_.claims.VoiceAt(word);
  if (otherwise || relation == Relation::kObj || relation == Relation::kXcomp) {
    const size_t subject = tree.IsVerb(governor) ? SubjectOf(tree, governor) : kNoWord;
    if (subject == kNoWord || text.lemma(governor) == "do") {
      return false;
    }
    if (!IsFirstPerson(tree, subject)) {
      holder = list_.HolderOf(HolderMention(tree, subject));
    }
  } else if (relation != Relation::kNsubj || !text.Is(governor, "true")) {
    return false;
  }
  const uint32_t before = ClaimBefore(word, holder);
  if (before == Stance::kNoClaim) {
    return false;
  }
  list_.Add(holder, source_.claims.Words(before), -1,
            Joined({word, word + 1}, {governor, governor + 1}), kAgreed, source_.claims.At(word));
  return true;
}

// "No." and "Yes." to a question.
bool ReplyStances::ReadAnswer(size_t word) const {
  const TaggedText& text = source_.tree.text();
  const bool no = text.Is(word, "no") || text.Is(word, "hardly") || text.Is(word, "nonsense") ||
                  text.Is(word, "rubbish") || text.Is(word, "never");
  if ((!no && !text.Is(word, "yes") && !text.Is(word, "absolutely") &&
       !text.Is(word, "certainly")) ||
      text.tag(word + 1) != Tag::kPunctuation ||
      (word > 0 && text.tag(word - 1) != Tag::kPunctuation)) {
    return false;
  }
  const absl::Span<const Claim> claims = source_.claims.claims();
  uint32_t asked = Stance::kNoClaim, next = Stance::kNoClaim;
  for (uint32_t i = 0; i < claims.size(); ++i) {
    const TokenRange words = source_.claims.Words(i);
    if (words.last <= word) {
      asked = i;
    } else if (words.first > word && next == Stance::kNoClaim) {
      next = i;
    }
  }
  if (asked == Stance::kNoClaim || next == Stance::kNoClaim ||
      claims[asked].act != v1::ACT_QUESTION) {
    return false;
  }
  list_.Add(source_.claims.HolderOf(next), source_.claims.Words(asked), no ? -1 : 1,
            {word, word + 1}, kBefore, asked);
  return true;
}

}  // namespace standpoint
