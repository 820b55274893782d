#include "analyze/stance/value_stances.h"

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

constexpr StanceRule kPredicate = {"value:predicate", 0.65f, 0.6f};
constexpr StanceRule kEffect = {"value:effect", 0.6f, 0.55f};
constexpr StanceRule kComplement = {"value:complement", 0.65f, 0.65f};
constexpr StanceRule kCondition = {"value:condition", 0.55f, 0.45f};
constexpr StanceRule kPossible = {"value:possible", 0.4f, 0.35f};

bool IsInfinitive(const ClauseTree& tree, size_t word) {
  return tree.text().tag(word) == Tag::kBase &&
         tree.ChildWord(word, Relation::kMark, "to") != kNoWord;
}

// "nobody doubts that it works"
bool IsDoubting(absl::string_view lemma) {
  return lemma == "doubt" || lemma == "deny" || lemma == "dispute" || lemma == "question";
}

bool IsThinking(absl::string_view lemma) {
  return lemma == "think" || lemma == "believe" || lemma == "feel" || lemma == "find" ||
         lemma == "consider" || lemma == "reckon";
}

}  // namespace

// Its speaker puts it forward as his own: not asked, demanded, denied, nor rejected by himself.
bool ValueStances::Speaks(uint32_t index, size_t predicate) const {
  if (index == Stance::kNoClaim) {
    return false;
  }
  const ClauseTree& tree = source_.tree;
  const Claim& claim = source_.claims.claims()[index];
  const bool main = source_.claims.HeadOf(index) == predicate;
  if (claim.act == v1::ACT_QUESTION || claim.act == v1::ACT_DEMAND || claim.act == v1::ACT_DENY ||
      claim.act == v1::ACT_PROMISE || claim.modality == v1::MODALITY_QUESTIONED ||
      (claim.modality == v1::MODALITY_INTENDED && main)) {
    return false;
  }
  if (claim.commitment == v1::COMMITMENT_REJECTED && claim.holders.back().is_author()) {
    return false;
  }
  if (claim.modality == v1::MODALITY_NORMATIVE && main && tree.text().lemma(predicate) != "need") {
    return false;
  }
  // "the argument that": nobody's voice.
  if (!claim.holders.back().is_author() && claim.commitment == v1::COMMITMENT_REJECTED) {
    const TokenRange holder = list_.TokensOf(claim.holders.back().mention);
    const StanceMatch noun = source_.words.Noun(tree, holder.last - 1);
    return !(noun && noun->content);
  }
  return true;
}

// A person or group, no pronoun.
bool ValueStances::IsNamedActor(size_t word) const {
  const TaggedText& text = source_.tree.text();
  return source_.words.IsActor(source_.tree, word) && text.tag(word) != Tag::kPronoun &&
         text.lemma(word) != "law";
}

// "The minister listened to growers", "ignoring advice": what people do, as a report tells it.
bool ValueStances::IsMereConduct(size_t word, const Valued& valued) const {
  const TaggedText& text = source_.tree.text();
  if (!source_.claims.VoiceAt(word).is_author()) {
    return false;
  }
  const StanceMatch verb = source_.words.Verb(source_.tree, word);
  const bool wants = verb && (verb->wills || verb->flip);  // "wants to turn it into flats"
  const bool adjunct = text.tag(word) == Tag::kGerund && (text.relation(word) == Relation::kAdvcl ||
                                                          text.relation(word) == Relation::kAcl);
  return (valued.rule == "valued:effect" && IsNamedActor(valued.target)) ||
         ((adjunct || wants) && source_.words.IsActor(source_.tree, valued.target));
}

// "The senator said she was proud": of what people say of themselves.
bool ValueStances::IsOfSelf(size_t word, const Valued& valued) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const size_t verb = tree.Head(word);
  if (text.relation(word) != Relation::kCcomp || verb == kNoWord || verb > word ||
      (!text.Is(valued.target, "he") && !text.Is(valued.target, "she"))) {
    return false;
  }
  for (size_t i = verb; i < word; ++i) {
    if (IsQuoteMark(text.Raw(i))) {
      return false;
    }
  }
  const size_t teller = tree.Child(verb, Relation::kNsubj);
  return teller != kNoWord &&
         (text.tag(teller) == Tag::kProper || text.Is(teller, "he") || text.Is(teller, "she") ||
          source_.words.Kind(tree, teller) == NounKind::kPerson);
}

// A holder that stands for no one in particular.
bool ValueStances::IsNobody(const Holder& holder) const {
  const TokenRange mention = list_.TokensOf(holder.mention);
  if (mention.empty()) {
    return false;
  }
  const absl::string_view first = source_.tree.text().word(mention.first);
  if (first == "anyone" || first == "anybody" || first == "whoever" || first == "somebody" ||
      first == "someone") {
    return true;
  }
  const StanceMatch noun =
      mention.size() == 1 ? source_.words.Noun(source_.tree, mention.first) : StanceMatch{};
  return noun && noun->content && !source_.words.IsActor(source_.tree, mention.first);
}

// "If the co-op takes over", "without the crew", "under the new rules": what the outcome speaks for or against.
bool ValueStances::ReadCondition(size_t predicate, const Valued& valued, uint32_t claim) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const Holder holder = source_.claims.VoiceAt(predicate);
  // "prices will rise and shops will close, if": the condition of the first holds for both.
  const size_t place =
      text.relation(predicate) == Relation::kConj ? tree.Head(predicate) : predicate;
  for (size_t i = tree.FirstChild(place); i != kNoWord; i = tree.NextChild(i)) {
    const size_t mark = tree.Child(i, Relation::kMark);
    const bool conditional = text.relation(i) == Relation::kAdvcl && mark != kNoWord &&
                             (text.Is(mark, "if") || text.Is(mark, "unless"));
    const bool without =
        text.relation(i) == Relation::kObl && tree.Case(i) == "without" && i < predicate;
    const bool under = text.relation(i) == Relation::kObl && i < predicate &&
                       tree.Case(i) == "under" && CanBeTarget(source_.words, tree, i);
    if (!conditional && !without && !under) {
      continue;
    }
    const size_t subject =
        conditional ? SubjectOf(tree, i) : i;  // "if rain comes": nobody's choice
    if (subject != kNoWord && !CanBeTarget(source_.words, tree, subject) &&
        !IsFirstPerson(tree, subject)) {
      return true;
    }
    if (valued.outcome != 0) {
      const int sign =
          under || (conditional && text.Is(mark, "if")) ? valued.outcome : -valued.outcome;
      const TokenRange target = conditional ? ClauseMention(tree, i) : TargetMention(tree, i);
      list_.Add(holder, target, sign, valued.words, kCondition, claim);
    }
    return true;
  }
  return false;
}

// "For the dockers the wharf is a lifeline", "among farmers it is a joke": whose view it is; kNoWord where nobody stands so in
// front of the subject.
size_t ValueStances::ViewerOf(size_t predicate) const {
  const ClauseTree& tree = source_.tree;
  const size_t subject = SubjectOf(tree, predicate);
  for (size_t i = tree.FirstChild(predicate); i != kNoWord && subject != kNoWord && i < subject;
       i = tree.NextChild(i)) {
    const absl::string_view preposition = tree.Case(i);
    if (tree.text().relation(i) == Relation::kObl && !IsFirstPerson(tree, i) &&
        (preposition == "for" || preposition == "among") && source_.words.IsActor(tree, i) &&
        CanBeHolder(tree, i)) {
      return i;
    }
  }
  return kNoWord;
}

// "Thanks to the wage, a cleaner can now afford a flat".
bool ValueStances::ReadThanks(size_t predicate, const Valued& valued, uint32_t claim) const {
  const ClauseTree& tree = source_.tree;
  for (size_t i = tree.FirstChild(predicate); i != kNoWord; i = tree.NextChild(i)) {
    const size_t first = tree.Yield(i).first;
    // "Morale has collapsed because of the rota": as good or bad as what it has brought about.
    const bool cause = valued.outcome != 0 &&
                       ((tree.text().Is(first, "because") && tree.text().Is(first + 1, "of")) ||
                        (tree.text().Is(first, "due") && tree.text().Is(first + 1, "to")) ||
                        (tree.text().Is(first, "owing") && tree.text().Is(first + 1, "to")));
    if (tree.text().relation(i) != Relation::kObl || (!tree.text().Is(first, "thanks") && !cause) ||
        !CanBeTarget(source_.words, tree, i)) {
      continue;
    }
    TokenRange target = TargetMention(tree, i);
    target.first = std::max(target.first, first + 2);
    list_.Add(source_.claims.VoiceAt(predicate), target, valued.outcome < 0 ? -1 : 1,
              {first, first + 2}, kCondition, claim);
    return true;
  }
  return false;
}

bool ValueStances::Read(size_t word) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  if (!tree.IsPredicate(word) || IsInfinitive(tree, word)) {
    return false;
  }
  const uint32_t index = source_.claims.At(word);
  if (!Speaks(index, word) || tree.Asked(word)) {
    return false;
  }
  const Claim& claim = source_.claims.claims()[index];
  const Relation relation = text.relation(word);
  if (relation == Relation::kAcl && tree.Child(word, Relation::kMark) != kNoWord &&
      source_.claims.VoiceAt(word).is_author()) {
    return false;  // "reports that it had spied": nobody's voice
  }
  if (relation == Relation::kXcomp || relation == Relation::kCompound) {
    return false;  // what it says has been counted with the verb above it
  }
  Valued valued = source_.valuation.Clause(word);
  // "Replacing them, she added, would cost ...": what stands in front is what is spoken of.
  const size_t first = source_.claims.Words(index).first;
  if (text.tag(first) == Tag::kGerund && first != word &&
      tree.Child(word, {Relation::kNsubj, Relation::kNsubjPass, Relation::kCsubj}) == kNoWord &&
      text.relation(first) != Relation::kAmod && word > first) {
    valued.target = first;
  }
  if (ReadThanks(word, valued, index)) {
    return true;
  }
  if (claim.modality == v1::MODALITY_CONDITIONAL || claim.modality == v1::MODALITY_PREDICTED) {
    if (ReadCondition(word, valued, index)) {
      return true;
    }
  }
  if (relation == Relation::kRelcl && valued.rule == "valued:effect") {
    return false;  // "officers who raised the alarm" tells who they are
  }
  const size_t mark = tree.Child(word, Relation::kMark);
  if (relation == Relation::kAdvcl && mark != kNoWord && text.tag(mark) == Tag::kConditional) {
    return false;  // "if the sceptics were right"
  }
  if (valued.target != kNoWord && (IsMereConduct(word, valued) || IsOfSelf(word, valued))) {
    return false;
  }
  if (!source_.claims.VoiceAt(word).is_author() && IsNobody(source_.claims.VoiceAt(word))) {
    return false;  // "fears that it would bring crime", "anyone who tells you it drags"
  }
  if (valued.subject == 0 || valued.target == kNoWord ||
      !CanBeTarget(source_.words, tree, valued.target)) {
    return false;
  }
  size_t thinker = kNoWord;
  if (relation == Relation::kCcomp && tree.Head(word) != kNoWord && tree.Negated(tree.Head(word)) &&
      !IsDoubting(text.lemma(tree.Head(word)))) {
    if (!IsThinking(text.lemma(tree.Head(word)))) {
      return false;  // "did not say that it works"
    }
    valued.subject = -valued.subject;  // "did not think the plan was prudent"
    thinker = SubjectOf(tree, tree.Head(word));
  }
  if (thinker == kNoWord && source_.claims.VoiceAt(word).is_author()) {
    thinker = ViewerOf(word);
  }
  const bool maybe = tree.ChildWord(word, Relation::kAux, "may") != kNoWord ||
                     tree.ChildWord(word, Relation::kAux, "might") != kNoWord ||
                     tree.ChildWord(word, Relation::kAux, "could") != kNoWord;
  const StanceRule& rule = maybe                                ? kPossible
                           : valued.rule == "valued:complement" ? kComplement
                           : valued.rule == "valued:predicate"  ? kPredicate
                                                                : kEffect;
  if (maybe && (valued.rule == "valued:complement" || claim.act != v1::ACT_WARN)) {
    return false;  // "might be right" takes no side
  }
  TokenRange evidence = valued.words;
  evidence.last = std::min(evidence.last, std::max(source_.claims.Words(index).last, word + 1));
  const TokenRange target = TargetMention(tree, valued.target);
  const TokenRange carried = source_.claims.Words(index);
  if (target.first <= carried.first && target.last >= carried.last) {
    return false;  // "an outcome that suits the party": the claim itself
  }
  const bool other =
      thinker != kNoWord && !IsFirstPerson(tree, thinker) && CanBeHolder(tree, thinker);
  list_.Add(other ? list_.HolderOf(HolderMention(tree, thinker)) : source_.claims.VoiceAt(word),
            target, valued.subject, evidence, rule, index);
  return true;
}

}  // namespace standpoint
