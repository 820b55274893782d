#include "analyze/stance/verdict_stances.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
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
#include "analyze/stance/valuation.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr StanceRule kVerdict = {"verdict:claim", 0.85f, 0.8f};
constexpr StanceRule kSaid = {"verdict:predicate", 0.7f, 0.7f};
constexpr StanceRule kBefore = {"verdict:before", 0.6f, 0.7f};
constexpr StanceRule kAgreed = {"verdict:agreement", 0.65f, 0.65f};
constexpr StanceRule kRightly = {"verdict:adverb", 0.7f, 0.6f};
constexpr size_t kClaimsBack =
    4;  // claims before a verdict among which its proposition is looked for

bool IsPointer(absl::string_view word) {
  return word == "this" || word == "that" || word == "it" || word == "those" || word == "these" ||
         word == "such";
}

// A predicate with its auxiliaries to the end of `words`.
TokenRange Evidence(const ClauseTree& tree, size_t predicate, TokenRange words) {
  return Joined(VerbGroup(tree, predicate), words);
}

}  // namespace

void VerdictStances::ReadClaim(uint32_t index) const {
  const Claim& claim = source_.claims.claims()[index];
  if (claim.verdict.empty()) {
    return;
  }
  const int sign = claim.commitment == v1::COMMITMENT_REJECTED    ? -1
                   : claim.commitment == v1::COMMITMENT_COMMITTED ? 1
                                                                  : 0;
  const TokenRange words = list_.TokensOf(claim.verdict);
  bool turned = false;  // "does not stand up"
  for (size_t i = words.first - std::min<size_t>(words.first, 1); i < words.last && sign > 0; ++i) {
    turned = turned || source_.tree.text().Is(i, "not");
  }
  bool open = sign != 0;
  for (size_t i = words.first; i < words.last && sign == 0; ++i) {
    if (source_.tree.Child(i, Relation::kAgent) != kNoWord) {
      return;  // "is disputed by the dealer": his, as an attitude
    }
  }
  for (size_t i = words.first; i < words.last && !open; ++i) {
    const StanceMatch match = source_.words.Adjective(source_.tree, i);
    open = match && match->open;
  }
  if (open) {
    list_.Add(claim.holders.front(), source_.claims.Words(index), turned ? -sign : sign, words,
              kVerdict, index);
  }
}

// Whether a predicate calls its subject true or false: 1, -1; `content`: the subject is a claim, so that what is bad is false.
int VerdictStances::Verdict(size_t predicate, TokenRange& words, bool& open, bool content) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  open = false;
  words = {predicate, predicate + 1};
  int verdict = 0;
  if (const StanceMatch adjective = source_.words.Adjective(tree, predicate); adjective) {
    verdict = adjective->verdict;
    open = adjective->open;
    words = adjective.range;
    verdict = verdict == 0 && content && !adjective->fact ? adjective->value : verdict;
  }
  if (const StanceMatch verb = source_.words.Verb(tree, predicate);
      verdict == 0 && verb && tree.IsVerb(predicate)) {
    verdict = verb->verdict;
    words = verb.range;
  }
  if (verdict == 0 && !open && content) {
    const Valued valued = source_.valuation.Clause(predicate);
    verdict = valued.subject;
    words = valued.words.empty() ? words : valued.words;
  }
  if (verdict == 0 && !open && text.lemma(predicate) == "survive" && content) {
    verdict = 1;
    words = {predicate, tree.Yield(predicate).last};
  }
  return tree.Negated(predicate) ? -verdict : verdict;
}

// The clause that is spoken of: "it is wrong to V", "the claim that P is", "critics who say P are"; kNoWord for none.
size_t VerdictStances::Proposition(size_t predicate) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const size_t subject =
      tree.Child(predicate, {Relation::kNsubj, Relation::kNsubjPass, Relation::kCsubj});
  const size_t expletive = tree.Child(predicate, Relation::kExpl);
  if (expletive != kNoWord || (subject != kNoWord && text.Is(subject, "it"))) {
    for (size_t i = tree.FirstChild(predicate); i != kNoWord; i = tree.NextChild(i)) {
      const Relation relation = text.relation(i);
      const size_t mark = tree.Child(i, Relation::kMark);
      if (i > predicate && mark != kNoWord &&
          (text.Is(mark, "to") || text.Is(mark, "that") || text.Is(mark, "whether")) &&
          (relation == Relation::kCsubj || relation == Relation::kCcomp ||
           relation == Relation::kAdvcl || relation == Relation::kXcomp ||
           relation == Relation::kAcl)) {
        return i;
      }
    }
    return kNoWord;
  }
  if (subject == kNoWord) {
    return kNoWord;
  }
  if (text.relation(subject) == Relation::kCsubj) {
    const size_t mark = tree.Child(subject, Relation::kMark);
    return mark != kNoWord && !text.Is(mark, "to") ? subject
                                                   : kNoWord;  // gerunds and infinitives are things
  }
  const StanceMatch noun = source_.words.Noun(tree, subject);
  if (noun && noun->content) {
    const size_t clause = tree.Child(subject, {Relation::kAcl, Relation::kCcomp});
    if (clause != kNoWord && tree.Child(clause, Relation::kMark) != kNoWord) {
      return clause;
    }
  }
  const size_t relative = tree.Child(subject, {Relation::kRelcl, Relation::kAcl});
  if (relative != kNoWord) {
    const size_t said = tree.Child(relative, Relation::kCcomp);
    return said;
  }
  return kNoWord;
}

// The claim that "that" and "the others" speak of: the last one before the word that somebody else puts forward, else the last.
uint32_t VerdictStances::ClaimBefore(size_t word, const Holder& holder) const {
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
bool VerdictStances::ReadBefore(size_t predicate) const {
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
  TokenRange words;
  bool open = false;
  const int verdict = Verdict(predicate, words, open, false);
  if (verdict == 0 || (own && !text.Is(predicate, "wrong") && !text.Is(predicate, "mistaken"))) {
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
  list_.Add(holder, source_.claims.Words(before), verdict, Evidence(tree, predicate, words),
            kBefore, source_.claims.At(predicate));
  return true;
}

// "His colleagues disagree", "are unconvinced".
bool VerdictStances::ReadAgreement(size_t verb) const {
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
  list_.Add(holder, source_.claims.Words(before), sign, Evidence(tree, verb, {verb, verb + 1}),
            kAgreed, source_.claims.At(verb));
  return true;
}

// "found the opposite", "says otherwise", "the reverse is true".
bool VerdictStances::ReadOpposite(size_t word) const {
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
bool VerdictStances::ReadAnswer(size_t word) const {
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

// "rightly note that P", "wrongly claims that P".
bool VerdictStances::ReadRightly(size_t adverb) const {
  const ClauseTree& tree = source_.tree;
  if (tree.text().relation(adverb) != Relation::kAdvmod) {
    return false;
  }
  const StanceMatch match = source_.words.Adjective(tree, adverb);
  if (!match || !match->rightly) {
    return false;
  }
  const size_t verb = tree.Head(adverb);
  const uint32_t cued = source_.claims.CueAt(verb);
  if (cued == Stance::kNoClaim) {
    return false;
  }
  list_.Add(source_.claims.VoiceAt(verb), source_.claims.Words(cued), match->value,
            Joined({adverb, adverb + 1}, {verb, verb + 1}), kRightly, cued);
  return true;
}

bool VerdictStances::Read(size_t word) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  if ((text.tag(word) == Tag::kAdverb && ReadRightly(word)) || ReadOpposite(word) ||
      ReadAnswer(word)) {
    return true;
  }
  if (!tree.IsPredicate(word)) {
    return false;
  }
  const uint32_t index = source_.claims.At(word);
  if (index != Stance::kNoClaim && source_.claims.claims()[index].act == v1::ACT_QUESTION) {
    return false;
  }
  const size_t proposition = Proposition(word);
  if (proposition == kNoWord) {
    return ReadBefore(word) || ReadAgreement(word);
  }
  if (tree.Child(word, Relation::kAgent) != kNoWord) {
    return false;  // "is disputed by the dealer": an attitude
  }
  TokenRange words;
  bool open = false;
  const int verdict = Verdict(word, words, open, true);
  if (verdict == 0 && !open) {
    return false;
  }
  TokenRange target = ClauseMention(tree, proposition);
  for (size_t i = target.first; i < target.last; ++i) {  // the claim's own words, where it is one
    const uint32_t claim = source_.claims.At(proposition);
    if (claim != Stance::kNoClaim && source_.claims.HeadOf(claim) == proposition) {
      target = source_.claims.Words(claim);
      break;
    }
  }
  list_.Add(source_.claims.VoiceAt(word), target, open ? 0 : verdict, Evidence(tree, word, words),
            kSaid, index);
  return true;
}

}  // namespace standpoint
