#include "analyze/stance/attitude_writer.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/algorithm/container.h"
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

namespace standpoint {
namespace {

constexpr std::array<absl::string_view, 20> kJudging = {
    "blame",   "credit",   "praise",   "criticise",    "criticize", "thank",  "condemn",
    "fault",   "commend",  "applaud",  "castigate",    "rebuke",    "attack", "lambast",
    "censure", "denounce", "chastise", "congratulate", "salute",    "admire"};

// What stands behind "for" is why: "blamed the firm for the leak".
bool IsJudging(absl::string_view lemma) { return absl::c_linear_search(kJudging, lemma); }

}  // namespace

TokenRange AttitudeWriter::Evidence(size_t predicate, size_t other) const {
  const ClauseTree& tree = source_.tree;
  TokenRange range = VerbGroup(tree, predicate);
  if (other != kNoWord && other > predicate) {
    range.last = std::max(range.last, TargetMention(tree, other).last);
  }
  return range;
}

bool AttitudeWriter::Add(size_t holder, size_t target, int sign, size_t predicate,
                         const StanceRule& rule) const {
  const ClauseTree& tree = source_.tree;
  const bool neutral = rule.name == kTakesNoSide.name;
  if ((sign == 0 && !neutral) || holder == kNoWord || target == kNoWord ||
      !CanBeMeant(tree, target)) {
    return false;
  }
  if (neutral && tree.IsVerb(target)) {  // "would not say whether she favours a cap": the cap
    const StanceMatch asked = source_.words.Verb(tree, target);
    const size_t object = asked && asked->to != 0
                              ? ReadArguments(tree, target, asked.range, asked.object).theme()
                              : kNoWord;
    target = object != kNoWord && CanBeMeant(tree, object) ? object : target;
  }
  const bool own = IsFirstPerson(tree, holder);
  if (!own && !CanBeHolder(tree, holder)) {
    return false;  // "nobody supports it"
  }
  const Holder who = HolderAt(holder, predicate);
  TokenRange mention = TargetMention(tree, target);
  if (IsJudging(tree.text().lemma(predicate)) && target > predicate) {
    for (size_t i = tree.FirstChild(target); i != kNoWord; i = tree.NextChild(i)) {
      if (i > target && tree.text().relation(i) == Relation::kNmod && tree.Case(i) == "for") {
        mention.last = std::max(target + 1, std::min(mention.last, tree.Yield(i).first));
      }
    }
  }
  list_.Add(who, mention, sign, Evidence(predicate, std::max(target, predicate)), rule,
            source_.claims.At(predicate));
  return true;
}

Holder AttitudeWriter::HolderAt(size_t head, size_t predicate) const {
  const ClauseTree& tree = source_.tree;
  const Holder voice = source_.claims.VoiceAt(predicate);
  const absl::string_view word = tree.text().word(head);
  const bool pronoun = word == "it" || word == "he" || word == "she" || word == "they";
  if (IsFirstPerson(tree, head) ||
      (pronoun && !voice.is_author() && source_.claims.At(predicate) != Stance::kNoClaim)) {
    return voice;
  }
  // "Oslo signalled that it would not": Oslo.
  const size_t above = tree.Head(predicate);
  if (pronoun && tree.text().relation(predicate) == Relation::kCcomp && above != kNoWord) {
    const size_t teller = SubjectOf(tree, above);
    if (teller != kNoWord && tree.text().tag(teller) != Tag::kPronoun) {
      head = teller;
    }
  }
  TokenRange mention = HolderMention(tree, head);
  for (size_t i = head + 1; i < mention.last; ++i) {  // "applause from A and scorn from B"
    const StanceMatch noun = source_.words.Noun(tree, i);
    if (tree.text().relation(i) == Relation::kConj && noun && noun->to != 0) {
      mention.last = std::max(head + 1, tree.Yield(i).first);
      while (mention.last > head + 1 && tree.text().tag(mention.last - 1) == Tag::kCoordinator) {
        --mention.last;
      }
    }
  }
  return list_.HolderOf(mention);
}

}  // namespace standpoint
