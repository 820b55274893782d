#include "analyze/stance/wish_stances.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/arguments.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/mentions.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_words.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr int kDepth = 4;  // infinitives inside each other
constexpr StanceRule kThing = {"wish:thing", 0.75f, 0.7f};
constexpr StanceRule kAct = {"wish:act", 0.75f, 0.7f};
constexpr StanceRule kState = {"wish:state", 0.65f, 0.6f};

bool IsFewer(absl::string_view word) { return word == "fewer" || word == "less" || word == "no"; }

// "an end to X": X, wherever the tree has it.
size_t Behind(const ClauseTree& tree, size_t noun, size_t last) {
  const TaggedText& text = tree.text();
  for (size_t i = noun + 1; i < last; ++i) {
    const absl::string_view word = text.word(i);
    if (word == "of" || word == "to" || word == "on" || word == "in" || word == "from") {
      return text.relation(i) == Relation::kCase || text.relation(i) == Relation::kMark
                 ? tree.Head(i)
                 : kNoWord;
    }
  }
  return kNoWord;
}

}  // namespace

// From the cue in front of the claim to the end of `words`.
TokenRange WishStances::EvidenceOf(uint32_t index, TokenRange words) const {
  const Claim& claim = source_.claims.claims()[index];
  if (!claim.cues.empty()) {
    const TokenRange cue = list_.TokensOf(claim.cues.back());
    if (!cue.empty() && cue.first < words.first) {
      return {cue.first, words.last};
    }
    if (!cue.empty() && words.empty()) {
      return cue;
    }
  }
  return words;
}

// "is to close the tank", "voted to keep the name", "urged the council to", "we need a pool": not told by the claim's modality.
bool WishStances::IsPlanned(size_t head) const {
  const ClauseTree& tree = source_.tree;
  if (!tree.IsVerb(head) || IsPassive(tree, head)) {
    return false;
  }
  if (tree.ChildWord(head, Relation::kMark, "to") != kNoWord) {
    return tree.Child(head, {Relation::kAux, Relation::kCop}) != kNoWord;
  }
  const StanceMatch verb = source_.words.Verb(tree, head);
  const absl::string_view lemma = tree.text().lemma(head);
  const bool needs =
      (lemma == "need" || lemma == "want") && tree.Child(head, Relation::kObj) != kNoWord;
  const bool refuses = lemma == "refuse" || lemma == "decline" || lemma == "agree" ||
                       lemma == "threaten" || lemma == "vow";
  return needs || ((refuses || (verb && (verb->wills || verb->asks))) &&
                   tree.Child(head, Relation::kXcomp) != kNoWord);
}

// For what is planned the one who plans it, where the claim itself is the author's.
const Holder* WishStances::HolderOf(uint32_t index, size_t head, bool due, Holder& actor) const {
  const Claim& claim = source_.claims.claims()[index];
  const bool planned =
      due || claim.modality == v1::MODALITY_INTENDED || claim.act == v1::ACT_PROMISE;
  if (!planned || !claim.holders.back().is_author()) {
    return &source_.claims.HolderOf(index);
  }
  const size_t subject = SubjectOf(source_.tree, head);
  if (subject == kNoWord) {
    return nullptr;
  }
  if (source_.tree.text().lemma(head) == "need") {
    return &source_.claims.HolderOf(index);
  }
  if (!CanBeHolder(source_.tree, subject)) {
    return nullptr;
  }
  if (IsFirstPerson(source_.tree, subject)) {
    return &source_.claims.HolderOf(index);
  }
  actor = list_.HolderOf(HolderMention(source_.tree, subject));
  return &actor;
}

// "It is high time the city got rid of", "it is vital to keep": as if it should.
bool WishStances::ReadUrged(uint32_t index, size_t head) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const StanceMatch adjective = source_.words.Adjective(tree, head);
  const size_t subject = tree.Child(head, {Relation::kExpl, Relation::kNsubj});
  if (!adjective || !adjective->urges || subject == kNoWord || !text.Is(subject, "it") ||
      tree.Negated(head)) {
    return false;
  }
  for (size_t i = tree.FirstChild(head); i != kNoWord; i = tree.NextChild(i)) {
    if (i > head && tree.IsVerb(i)) {
      return ReadWish(index, i, source_.claims.HolderOf(index), 1, 0);
    }
  }
  return false;
}

// "want the shop gone", "the arbitrator off the case": what stands in front of where it is wanted.
bool WishStances::ReadAway(uint32_t index) const {
  const TaggedText& text = source_.tree.text();
  const Claim& claim = source_.claims.claims()[index];
  const TokenRange words = source_.claims.Words(index);
  for (size_t i = words.first; i < words.last && claim.act == v1::ACT_DEMAND; ++i) {
    const absl::string_view word = text.word(i);
    const bool last = i + 1 == words.last;
    const bool away =
        word == "off" || (last && (word == "gone" || word == "out" || word == "dead"));
    if (away && i > words.first) {
      list_.Add(source_.claims.HolderOf(index), {words.first, i}, -1, EvidenceOf(index, words),
                kThing, index);
      return true;
    }
    if (source_.tree.IsVerb(i)) {
      return false;  // "turn it off"
    }
  }
  return false;
}

// "What we want is private money": what is wanted.
bool WishStances::ReadCleft(uint32_t index, size_t head) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const size_t first = source_.claims.Words(index).first;
  if (!text.Is(first, "what") || tree.IsVerb(head) || tree.Child(head, Relation::kCop) == kNoWord) {
    return false;
  }
  for (size_t i = first + 1; i < head; ++i) {
    if (text.lemma(i) != "want" && text.lemma(i) != "need" && text.lemma(i) != "demand") {
      continue;
    }
    const size_t subject = SubjectOf(tree, i);
    if (subject == kNoWord) {
      return false;
    }
    const Holder holder = IsFirstPerson(tree, subject) || text.lemma(i) == "need"
                              ? source_.claims.claims()[index].holders.back()
                              : list_.HolderOf(HolderMention(tree, subject));
    list_.Add(holder, TargetMention(tree, head), 1, {first, head}, kThing, index);
    return true;
  }
  return false;
}

void WishStances::Read(uint32_t index) const {
  const ClauseTree& tree = source_.tree;
  const Claim& claim = source_.claims.claims()[index];
  if (ReadAway(index)) {
    return;
  }
  if (const size_t main = source_.claims.HeadOf(index);
      main != kNoWord && (ReadCleft(index, main) || ReadUrged(index, main))) {
    return;
  }
  const size_t head = source_.claims.HeadOf(index);
  const bool due = head != kNoWord && IsPlanned(head);
  const bool asked = claim.act == v1::ACT_QUESTION || claim.modality == v1::MODALITY_QUESTIONED;
  const bool wished = claim.act == v1::ACT_DEMAND || claim.act == v1::ACT_PROMISE ||
                      claim.modality == v1::MODALITY_NORMATIVE ||
                      claim.modality == v1::MODALITY_INTENDED || due;
  if (asked || !wished || head == kNoWord ||
      (claim.commitment == v1::COMMITMENT_REJECTED && claim.holders.back().is_author())) {
    return;
  }
  const Relation relation = tree.text().relation(head);
  const bool aside = (relation == Relation::kRelcl || relation == Relation::kParataxis ||
                      relation == Relation::kAppos) &&
                     !claim.holders.back().is_author() && index > 0 &&
                     source_.claims.claims()[index - 1].cues == claim.cues;
  if (aside) {
    return;  // "promised a review, a step that pleased the nurses"
  }
  Holder actor;
  const Holder* const holder = HolderOf(index, head, due, actor);
  if (holder == nullptr) {
    return;
  }
  const TokenRange words = source_.claims.Words(index);
  const bool thing = !tree.IsVerb(head) && tree.Child(head, {Relation::kCop, Relation::kNsubj,
                                                             Relation::kNsubjPass}) == kNoWord;
  if (thing && !claim.cues.empty()) {
    ReadWishedThing(index, head, *holder, words);
    return;
  }
  ReadWish(index, head, *holder, 1, 0);
}

// "a nine percent raise": itself; "an end to unpaid checks": what it ends.
bool WishStances::ReadWishedThing(uint32_t index, size_t head, const Holder& holder,
                                  TokenRange words) const {
  const ClauseTree& tree = source_.tree;
  const Claim& claim = source_.claims.claims()[index];
  if ((claim.act != v1::ACT_DEMAND && claim.act != v1::ACT_PROMISE) || words.empty() ||
      tree.text().tag(words.first) == Tag::kPreposition) {
    return false;  // "begged for since the crash": when
  }
  // "want the levy on fuel scrapped", "the unit restored": whatever noun the tree hangs it on.
  const size_t last = words.last - 1;
  const bool done = last > head && tree.text().relation(last) == Relation::kAcl &&
                    tree.text().tag(last) == Tag::kParticiple;
  if (const int wish = done ? WishOf(last, head) : 0; wish != 0) {
    list_.Add(holder, {words.first, last}, wish, EvidenceOf(index, words), kThing, index);
    return true;
  }
  const StanceMatch noun = source_.words.Noun(tree, head);
  if (noun && noun->act < 0) {
    if (const size_t behind = Behind(tree, head, words.last); behind != kNoWord) {
      list_.Add(holder, TargetMention(tree, behind), -1, EvidenceOf(index, words), kThing, index);
      return true;
    }
  }
  bool less = false;
  for (size_t i = tree.FirstChild(head); i != kNoWord; i = tree.NextChild(i)) {
    less = less || (i < head && IsFewer(tree.text().word(i)));
  }
  list_.Add(holder, words, less ? -1 : 1, EvidenceOf(index, words), kThing, index);
  return true;
}

// Having or ending: of the verb alone, or of what it makes more or less of.
int WishStances::WishOf(size_t predicate, size_t theme) const {
  const StanceMatch verb = source_.words.Verb(source_.tree, predicate);
  if (!verb) {
    return 0;
  }
  if (verb->wish != 0) {
    return verb->wish;
  }
  if (verb->to != 0) {
    return verb->to;
  }
  if (theme == kNoWord) {
    return 0;
  }
  switch (verb->effect) {
    case Effect::kLess:
      return -1;
    default:
      return 0;  // mere conduct
  }
}

// "should not be compulsory", "must be free", "ought to be better".
bool WishStances::ReadWishedState(uint32_t index, size_t head, const Holder& holder,
                                  int sign) const {
  const ClauseTree& tree = source_.tree;
  const StanceMatch adjective = source_.words.Adjective(tree, head);
  const size_t subject = SubjectOf(tree, head);
  if (!adjective || subject == kNoWord || !CanBeTarget(source_.words, tree, subject)) {
    return false;
  }
  const int wish = adjective->wish;
  if (wish == 0) {
    return false;
  }
  sign *= wish * (tree.Negated(head) ? -1 : 1);
  TokenRange evidence = {head, std::max(head + 1, adjective.range.last)};
  for (size_t i = tree.FirstChild(head); i != kNoWord && i < head; i = tree.NextChild(i)) {
    if (tree.text().relation(i) == Relation::kAux || tree.text().relation(i) == Relation::kCop) {
      evidence.first = std::min(evidence.first, i);
    }
  }
  list_.Add(holder, TargetMention(tree, subject), sign, evidence, kState, index);
  return true;
}

bool WishStances::ReadWish(uint32_t index, size_t head, const Holder& holder, int sign,
                           int depth) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  if (depth >= kDepth) {
    return false;
  }
  const bool copular = !tree.IsVerb(head) || tree.Child(head, Relation::kCop) != kNoWord;
  if (copular) {
    return ReadWishedState(index, head, holder, sign);
  }
  const StanceMatch verb = source_.words.Verb(tree, head);
  const Arguments arguments =
      ReadArguments(tree, head, verb ? verb.range : TokenRange{head, head + 1}, verb.object);
  sign *= arguments.negated ? -1 : 1;
  const bool needed =
      text.lemma(head) == "need" || text.lemma(head) == "require" || text.lemma(head) == "want";
  if (needed && arguments.passive && arguments.subject != kNoWord &&
      CanBeTarget(source_.words, tree, arguments.subject)) {
    list_.Add(holder, TargetMention(tree, arguments.subject), sign,
              EvidenceOf(index, {head, head + 1}), kState, index);
    return true;  // "are needed to prevent theft"
  }
  if (verb && (verb->flip || verb->keep || verb->asks || verb->wills) &&
      arguments.complement != kNoWord && tree.IsVerb(arguments.complement)) {
    return ReadWish(index, arguments.complement, holder, verb->flip ? -sign : sign, depth + 1);
  }
  size_t theme = arguments.theme();
  int wish = needed && !arguments.passive ? (theme != kNoWord ? 1 : 0) : WishOf(head, theme);
  if (theme == kNoWord && !arguments.passive) {
    theme = arguments.subject;  // "the toll should go"
    wish = verb ? verb->wish : 0;
    if (theme == kNoWord) {
      theme = tree.Child(head, Relation::kObl);  // "asked for the patrols to continue"
      theme = theme != kNoWord && theme < head ? theme : kNoWord;
    }
  }
  if (wish == 0 || theme == kNoWord || !CanBeTarget(source_.words, tree, theme)) {
    return false;
  }
  TokenRange evidence = {head, head + 1};
  for (size_t i = tree.FirstChild(head); i != kNoWord && i < head; i = tree.NextChild(i)) {
    if (text.relation(i) == Relation::kAux || text.relation(i) == Relation::kAuxPass) {
      evidence.first = std::min(evidence.first, i);
    }
  }
  const TokenRange target = TargetMention(tree, theme);
  evidence.last = std::max({evidence.last, verb ? verb.range.last : evidence.last,
                            theme > head ? target.last : evidence.last});
  // More of a thing is wanted, or less of it: "more buses".
  list_.Add(holder, target, sign * wish, EvidenceOf(index, evidence), kAct, index);
  return true;
}

}  // namespace standpoint
