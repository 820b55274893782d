#include "analyze/stance/verdict_stances.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/arguments.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/mentions.h"
#include "analyze/stance/predicate_verdict.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_words.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr StanceRule kVerdict = {"verdict:claim", 0.85f, 0.8f};
constexpr StanceRule kSaid = {"verdict:predicate", 0.7f, 0.7f};
constexpr StanceRule kRightly = {"verdict:adverb", 0.7f, 0.6f};

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
  if ((text.tag(word) == Tag::kAdverb && ReadRightly(word)) || replies_.ReadWord(word)) {
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
    return replies_.ReadPredicate(word);
  }
  if (tree.Child(word, Relation::kAgent) != kNoWord) {
    return false;  // "is disputed by the dealer": an attitude
  }
  const PredicateVerdict verdict = VerdictOf(source_, word, /*content=*/true);
  if (verdict.sign == 0 && !verdict.open) {
    return false;
  }
  TokenRange target = ClauseMention(tree, proposition);
  const uint32_t claim = source_.claims.At(proposition);
  if (!target.empty() && claim != Stance::kNoClaim && source_.claims.HeadOf(claim) == proposition) {
    target = source_.claims.Words(claim);  // its own words
  }
  list_.Add(source_.claims.VoiceAt(word), target, verdict.open ? 0 : verdict.sign,
            Joined(VerbGroup(tree, word), verdict.words), kSaid, index);
  return true;
}

}  // namespace standpoint
