#include "analyze/stance/attitude_stances.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/arguments.h"
#include "analyze/stance/attitude_writer.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/mentions.h"
#include "analyze/stance/noun_attitudes.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_words.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

constexpr StanceRule kByVerb = {"attitude:verb", 0.8f, 0.75f};
constexpr StanceRule kByAppraisal = {"attitude:appraisal", 0.8f, 0.75f};
constexpr StanceRule kDoubt = {"attitude:doubt", 0.6f, 0.5f};
constexpr StanceRule kMoved = {"attitude:moved", 0.7f, 0.65f};
constexpr StanceRule kCompared = {"attitude:compared", 0.6f, 0.5f};

bool IsMaybe(const ClauseTree& tree, size_t predicate) {
  if (tree.Negated(predicate) && tree.ChildWord(predicate, Relation::kAux, "could") != kNoWord) {
    return false;  // "could not vote for it"
  }
  for (const absl::string_view modal : {"may", "might", "could"}) {
    if (tree.ChildWord(predicate, Relation::kAux, modal) != kNoWord) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool AttitudeStances::Read(size_t word) const {
  const TaggedText& text = source_.tree.text();
  if (nouns_.ReadNeither(word) || nouns_.ReadCheer(word)) {
    return true;
  }
  switch (text.tag(word)) {
    case Tag::kVerb:
    case Tag::kBase:
    case Tag::kGerund:
      return ReadVerb(word);
    case Tag::kParticiple:
      return nouns_.ReadDoubting(word) || ReadVerb(word) || nouns_.ReadAdjective(word);
    case Tag::kNoun:
      return nouns_.ReadNoun(word) || nouns_.ReadWho(word) || nouns_.ReadAdjective(word);
    case Tag::kAdjective:
    case Tag::kAdverb:
    case Tag::kPreposition:
      return nouns_.ReadDoubting(word) || nouns_.ReadAdjective(word);
    default:
      return false;
  }
}

// What the verbs above an infinitive do to it: "refused to ban", "was forced to ban".
int AttitudeStances::ChainSign(size_t predicate) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  int sign = 1;
  for (size_t word = predicate, steps = 0; steps < 4; ++steps) {
    const size_t above = tree.Head(word);
    if (above == kNoWord || text.relation(word) != Relation::kXcomp) {
      return sign;
    }
    const absl::string_view lemma = text.lemma(above);
    const StanceMatch verb = source_.words.Verb(tree, above);
    if (verb && verb->flip) {
      sign = lemma == "refuse" || lemma == "decline" || lemma == "stop" ? -sign : 0;
    } else if (!verb || !verb->keep || IsPassive(tree, above)) {
      return 0;  // "urged the council to ban": a wish
    }
    sign = tree.Negated(above) ? -sign : sign;
    word = above;
  }
  return 0;
}

// A claim that is denied, regretted or welcomed: "rejects the idea that the ban works".
void AttitudeStances::AddRejected(size_t verb, size_t holder, int sign) const {
  const ClauseTree& tree = source_.tree;
  const size_t clause = tree.Child(verb, Relation::kCcomp);
  if (clause != kNoWord && tree.Child(clause, Relation::kMark) != kNoWord) {
    writer_.Add(holder, clause, sign, verb, kByVerb);
  }
}

bool AttitudeStances::ReadVerb(size_t verb) const {
  const ClauseTree& tree = source_.tree;
  const StanceMatch match = source_.words.Verb(tree, verb);
  if (!match || tree.text().relation(verb) == Relation::kAmod || IsMaybe(tree, verb) ||
      tree.Asked(verb)) {
    return false;
  }
  Arguments arguments = ReadArguments(tree, verb, match.range, match.object);
  arguments.negated = arguments.negated != match.turned;
  if (match->doubt && arguments.theme() != kNoWord && !arguments.negated) {
    const Holder voice = source_.claims.VoiceAt(verb);
    if (CanBeTarget(source_.words, tree, arguments.theme())) {
      list_.Add(voice, TargetMention(tree, arguments.theme()), -1, {verb, verb + 1}, kDoubt,
                source_.claims.At(verb));
    }
    return true;
  }
  if (const uint32_t cued = source_.claims.CueAt(verb);
      cued != Stance::kNoClaim && source_.claims.claims()[cued].act != v1::ACT_ASSERT &&
      (arguments.object == kNoWord || match->to == 0 ||
       tree.text().relation(arguments.object) != Relation::kObj ||
       source_.claims.Words(cued).Contains(arguments.object) ||
       arguments.object > source_.claims.Words(cued).first)) {
    return false;  // of what is demanded, denied, feared: by the claim
  }
  if (match->appraise && ReadAppraisal(verb, match, arguments)) {
    return true;
  }
  if (match->neutral) {
    return !arguments.negated &&
           writer_.Add(arguments.subject, arguments.object, 0, verb, kTakesNoSide);
  }
  if (const size_t other = NeitherNor(verb); other != kNoWord) {
    return other == verb || AddNeither(verb, other);
  }
  if (match->moves != 0 && !arguments.passive &&
      tree.ChildWord(verb, Relation::kAux, "will") == kNoWord &&
      tree.ChildWord(verb, Relation::kAux, "would") == kNoWord && arguments.object != kNoWord &&
      arguments.subject != kNoWord && !tree.IsVerb(arguments.subject) &&
      (source_.words.IsActor(tree, arguments.object) || IsFirstPerson(tree, arguments.object))) {
    const StanceMatch noun = source_.words.Noun(tree, arguments.subject);
    const size_t clause =
        noun && noun->content ? tree.Child(arguments.subject, Relation::kAcl) : kNoWord;
    return writer_.Add(arguments.object, clause != kNoWord ? clause : arguments.subject,
                       match->moves * ChainSign(verb) * (arguments.negated ? -1 : 1), verb, kMoved);
  }
  if (match->to == 0) {
    return false;
  }
  const uint32_t claim = source_.claims.At(verb);
  if (claim != Stance::kNoClaim && source_.claims.claims()[claim].act == v1::ACT_DEMAND) {
    return false;  // what somebody else is to do
  }
  if (tree.ChildWord(verb, Relation::kAux, "should") != kNoWord ||
      tree.ChildWord(verb, Relation::kAux, "must") != kNoWord) {
    return false;
  }
  // A thing that blocks or attacks does so by what it brings about: no attitude of its own.
  const size_t actor = arguments.actor();
  const bool clause = actor != kNoWord && tree.IsVerb(actor);  // "keeping them insults"
  if (clause) {
    return false;
  }
  const bool speaker = actor != kNoWord && tree.text().Is(actor, "it") &&
                       !source_.claims.VoiceAt(verb).is_author();  // "Labour said it would scrap"
  if (actor != kNoWord && (match->effect != Effect::kNone || match->of != 0) && !speaker &&
      !source_.words.IsActor(tree, actor)) {
    return false;
  }
  const int sign = match->to * ChainSign(verb) * (arguments.negated ? -1 : 1);
  size_t theme = arguments.theme();
  const size_t inner = arguments.complement;
  if (theme == kNoWord && inner != kNoWord && tree.text().tag(inner) == Tag::kGerund) {
    theme = inner;  // "opposes burying waste"
  }
  if (theme == kNoWord) {
    if (!match->says) {
      AddRejected(verb, arguments.actor(), sign);
    }
    return false;
  }
  // "the idea that P": the idea itself is what P says.
  const StanceMatch noun = source_.words.Noun(tree, theme);
  size_t target = theme;
  if (noun && noun->content) {
    const size_t clause = tree.Child(theme, Relation::kAcl);
    target = clause != kNoWord && tree.Child(clause, Relation::kMark) != kNoWord ? clause : theme;
  }
  if (noun && noun->to != 0 &&
      (NounAttitudes::IsHaving(tree.text().lemma(verb)) ||
       NounAttitudes::IsDrawing(tree.text().lemma(verb)))) {
    return false;  // "enjoys her confidence"
  }
  const bool added = writer_.Add(arguments.actor(), target, sign, verb, kByVerb);
  if (added && match->to > 0 && tree.text().Is(verb, "prefer")) {
    for (size_t i = tree.FirstChild(verb); i != kNoWord; i = tree.NextChild(i)) {
      if (tree.text().relation(i) == Relation::kObl &&
          (tree.Case(i) == "to" || tree.Case(i) == "over")) {
        writer_.Add(arguments.actor(), i, -sign, verb, kCompared);
      }
    }
  }
  return added;
}

// "endorsed", "rejected"; of both, "confirmed nor denied".
bool AttitudeStances::TakeSides(size_t first, size_t second) const {
  const StanceMatch one = source_.words.Verb(source_.tree, first);
  const StanceMatch other = source_.words.Verb(source_.tree, second);
  return (one && one->to != 0) || (other && other->to != 0) ||
         (source_.words.IsSpeech(source_.tree, first) &&
          source_.words.IsSpeech(source_.tree, second));
}

// "neither endorsed nor rejected": the second verb, for the first one as well; kNoWord where none of the two is there.
size_t AttitudeStances::NeitherNor(size_t verb) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const bool second = text.relation(verb) == Relation::kConj && tree.Head(verb) != kNoWord;
  const size_t first = second ? tree.Head(verb) : verb;
  if (tree.ChildWord(first, Relation::kCc, "neither") == kNoWord &&
      tree.ChildWord(first, Relation::kAdvmod, "neither") == kNoWord) {
    return kNoWord;
  }
  for (size_t i = tree.FirstChild(first); i != kNoWord; i = tree.NextChild(i)) {
    if (text.relation(i) == Relation::kConj && tree.IsVerb(i) &&
        tree.ChildWord(i, Relation::kCc, "nor") != kNoWord) {
      return TakeSides(first, i) ? i : kNoWord;
    }
  }
  return kNoWord;
}

// True: the two take no side, whatever each of them says.
bool AttitudeStances::AddNeither(size_t first, size_t second) const {
  const ClauseTree& tree = source_.tree;
  const StanceMatch match = source_.words.Verb(tree, second);
  const Arguments arguments = ReadArguments(
      tree, second, match ? match.range : TokenRange{second, second + 1}, match.object);
  const size_t own = tree.Child(first, {Relation::kObj, Relation::kCcomp});
  const size_t object = arguments.object != kNoWord       ? arguments.object
                        : arguments.complement != kNoWord ? arguments.complement
                                                          : own;
  writer_.Add(SubjectOf(tree, first), object, 0, first, kTakesNoSide);
  return true;
}

// "called the response a shambles", "dismissed the complaint as baseless".
bool AttitudeStances::ReadAppraisal(size_t verb, const StanceMatch& match,
                                    const Arguments& arguments) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const size_t indirect = tree.Child(verb, Relation::kIobj);  // "called the inquiry a witch-hunt"
  size_t theme = indirect != kNoWord && !arguments.passive ? indirect : arguments.theme();
  const size_t small = arguments.complement;  // "thought the breakfast overpriced"
  if (theme == kNoWord && small != kNoWord && small > verb && !tree.IsVerb(small) &&
      tree.Child(small, {Relation::kCop, Relation::kMark}) == kNoWord) {
    theme = tree.Child(small, {Relation::kNsubj, Relation::kNsubjPass});
  }
  if (theme == kNoWord || arguments.actor() == kNoWord) {
    return false;
  }
  int value = 0;
  size_t said = kNoWord;
  for (size_t i = tree.FirstChild(theme); i != kNoWord && value == 0; i = tree.NextChild(i)) {
    const Relation relation = text.relation(i);
    if (i > theme && i > verb &&
        (tree.Case(i) == "as" || relation == Relation::kAppos || relation == Relation::kXcomp ||
         (relation == Relation::kAmod && text.tag(i) == Tag::kAdjective))) {
      TokenRange words;
      bool fact = false;
      value = source_.valuation.Complement(i, words, fact);
      said = i;
    }
  }
  for (size_t i = tree.FirstChild(verb); i != kNoWord && value == 0; i = tree.NextChild(i)) {
    const Relation relation = text.relation(i);
    if (i < verb || i == theme || i == arguments.agent || tree.IsVerb(i)) {
      continue;
    }
    if (relation == Relation::kXcomp || relation == Relation::kObj || tree.Case(i) == "as" ||
        relation == Relation::kCcomp ||
        (relation == Relation::kObl && text.Is(tree.Yield(i).first, "as"))) {
      TokenRange words;
      bool fact = false;
      value = source_.valuation.Complement(i, words, fact);
      const StanceMatch verdict = source_.words.Adjective(tree, i);
      value = value == 0 && verdict ? verdict->verdict : value;
      value = tree.Negated(i) ? -value : value;
      said = i;
    }
  }
  value = value == 0 ? match->to : value;
  if (value == 0) {
    return false;
  }
  value *= arguments.negated ? -1 : 1;
  if (!CanBeMeant(tree, theme)) {
    return false;
  }
  const size_t holder = arguments.actor();
  const Holder who = writer_.HolderAt(holder, verb);
  TokenRange target = TargetMention(tree, theme);
  if (said != kNoWord && target.Contains(said)) {  // "the complaint as baseless" is not all object
    target.last = tree.Yield(said).first;
  }
  list_.Add(who, target, value, writer_.Evidence(verb, said != kNoWord ? said : theme),
            kByAppraisal, source_.claims.At(verb));
  return true;
}

}  // namespace standpoint
