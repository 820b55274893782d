#include "analyze/stance/claim_stances.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/noun_phrases.h"
#include "analyze/claim/predicate.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/segment/segments.h"
#include "analyze/stance/stance.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

constexpr float kOutright = 0.8f;       // said by a verb or noun of attitude
constexpr float kImplied = 0.6f;        // follows from an evaluating predicate
constexpr size_t kNounWindow = 3;       // tokens in which the noun of a wanted thing stands
constexpr size_t kPredicateWindow = 6;  // tokens of a predicate in which the evaluating word stands

v1::Direction Opposite(v1::Direction direction) {
  return direction == v1::DIRECTION_SUPPORT  ? v1::DIRECTION_OPPOSE
         : direction == v1::DIRECTION_OPPOSE ? v1::DIRECTION_SUPPORT
                                             : direction;
}

v1::Direction DirectionOf(absl::string_view word) {
  return word == "support" || word == "have" ? v1::DIRECTION_SUPPORT
         : word.empty()                      ? v1::DIRECTION_UNSPECIFIED
                                             : v1::DIRECTION_OPPOSE;
}

bool IsFirstPerson(absl::string_view word) { return word == "i" || word == "we"; }

}  // namespace

ClaimStances::ClaimStances(const TaggedText& text, const Lexicon& lexicon,
                           std::vector<Stance>& stances)
    : text_(text),
      attitudes_(lexicon.Phrases("attitudes")),
      endings_(lexicon.Phrases("endings")),
      valence_(lexicon.Phrases("valence")),
      cues_(lexicon.Phrases("cues")),
      stances_(stances) {}

TokenRange ClaimStances::TokensOf(ByteSpan span) const {
  const std::vector<WordSpan>& tokens = text_.segments().words;
  const auto at = [&tokens](uint32_t byte) {
    const auto it = std::lower_bound(tokens.begin(), tokens.end(), byte,
                                     [](const WordSpan& t, uint32_t b) { return t.begin < b; });
    return static_cast<size_t>(it - tokens.begin());
  };
  return {at(span.begin), at(span.end)};
}

ClaimStances::Predicate ClaimStances::PredicateOf(const Claim& claim, TokenRange clause) const {
  Predicate predicate;
  predicate.clause = clause;
  std::vector<TokenRange> inserts;  // "the dam, engineers say, is leaking"
  if (!claim.cues.empty() && !claim.holders.back().is_author()) {
    const TokenRange cue = TokensOf(claim.cues.back());
    const TokenRange holder = TokensOf(claim.holders.back().mention);
    if (clause.first < holder.first && holder.last <= cue.first && cue.last < clause.last &&
        text_.Is(holder.first - 1, ",")) {
      inserts.push_back({holder.first, cue.last});
    }
  }
  predicate.verb = FindVerbGroup(text_, clause, inserts, clause.first);
  if (!predicate.verb.range.empty()) {
    predicate.subject = SubjectBefore(text_, clause, predicate.verb.range.first, inserts);
    predicate.topic = predicate.subject;
    // As a target the subject keeps its participles and relatives: "Grants aimed at living costs".
    bool plain = !predicate.topic.empty();
    for (size_t i = predicate.topic.last; plain && i < predicate.verb.range.first; ++i) {
      plain = text_.tag(i) != Tag::kPunctuation;
    }
    if (plain) {
      predicate.topic.last = predicate.verb.range.first;
      while (text_.tag(predicate.topic.last - 1) == Tag::kAdverb) {
        --predicate.topic.last;
      }
    }
    predicate.object = ObjectAt(predicate.verb.head + 1, clause.last);
  }
  return predicate;
}

// A noun phrase or a clause, not a time or place ("within hours") and not the speaker.
bool ClaimStances::IsTarget(TokenRange range) const {
  const Tag first = text_.tag(range.first);
  if (first == Tag::kPreposition || first == Tag::kAdverb || first == Tag::kPunctuation) {
    return false;
  }
  if (range.size() == 1 && (first == Tag::kNumber || IsFirstPerson(text_.word(range.first)))) {
    return false;
  }
  for (size_t i = range.first; i < range.last; ++i) {
    const Tag tag = text_.tag(i);
    if (IsNominal(tag) || tag == Tag::kBase || tag == Tag::kGerund || text_.finite(i)) {
      return true;
    }
  }
  return false;
}

// The noun phrase at `first` with the restrictive relative clause behind it: "any truce that leaves troops in the port".
TokenRange ClaimStances::ObjectAt(size_t first, size_t last) const {
  TokenRange object = NounPhraseAt(text_, first, last);
  if (object.empty() || text_.tag(first) == Tag::kPreposition) {
    return {};
  }
  if (object.last < last && text_.tag(object.last) == Tag::kRelative) {
    while (object.last < last && text_.tag(object.last) != Tag::kPunctuation) {
      ++object.last;
    }
  }
  return object;
}

// "an end to unpaid work": wanting that is being against what the noun ends.
TokenRange ClaimStances::Ended(TokenRange wanted) const {
  for (size_t i = wanted.first; i < std::min(wanted.first + kNounWindow, wanted.last); ++i) {
    if (const auto [entry, size] = text_.Match(endings_, i, wanted.last); entry != nullptr) {
      return {i + size, wanted.last};
    }
  }
  return {};
}

void ClaimStances::AddWanted(const Claim& claim, TokenRange wanted, ByteSpan evidence) {
  if (const TokenRange ended = Ended(wanted); !ended.empty()) {
    const TokenRange target = ObjectAt(ended.first, ended.last);
    Add(claim.holders.back(), target, v1::DIRECTION_OPPOSE, evidence, kOutright);
    return;
  }
  Add(claim.holders.back(), wanted, v1::DIRECTION_SUPPORT, evidence, kOutright);
}

// "cut waiting times", "raised output": more or less of what is good or bad.
v1::Direction ClaimStances::Effect(TokenRange verb, TokenRange object) const {
  const auto [entry, size] = text_.Match(attitudes_, verb.first, verb.last);
  if (entry == nullptr || !entry->Has("effect")) {
    return v1::DIRECTION_UNSPECIFIED;
  }
  for (size_t i = object.first; i < object.last && text_.tag(i) != Tag::kPreposition; ++i) {
    const PhraseEntry* const value = valence_.Word(text_.lemma(i));
    if (value == nullptr || text_.tag(i) != Tag::kNoun) {
      continue;
    }
    const bool good = value->Has("plus") == (entry->Get("effect") == "more");
    return good ? v1::DIRECTION_SUPPORT : v1::DIRECTION_OPPOSE;
  }
  return v1::DIRECTION_UNSPECIFIED;
}

void ClaimStances::Add(const Holder& holder, TokenRange target, v1::Direction direction,
                       ByteSpan evidence, float confidence) {
  if (target.empty() || direction == v1::DIRECTION_UNSPECIFIED || !IsTarget(target) ||
      Bytes(target) == holder.mention) {
    return;
  }
  assert(evidence.begin < evidence.end);
  Stance stance;
  stance.holder = holder;
  stance.target = Bytes(target);
  if (target.size() == 1 && text_.finite(target.first)) {  // the pronoun of "it's"
    const size_t word = text_.Raw(target.first).find_first_of("'\xE2");
    if (word != absl::string_view::npos && word > 0) {
      stance.target.end = stance.target.begin + static_cast<uint32_t>(word);
    }
  }
  stance.direction = direction;
  stance.evidence = evidence;
  stance.confidence = confidence;
  stances_.push_back(stance);
}

void ClaimStances::Read(const Claim& claim) {
  const TokenRange clause = TokensOf(claim.span);
  if (clause.empty() || claim.act == v1::ACT_QUESTION) {
    if (clause.empty() || !claim.verdict.empty()) {
      ReadVerdict(claim);
      return;
    }
  }
  const Predicate predicate = PredicateOf(claim, clause);
  if (ReadVerdict(claim) && claim.commitment == v1::COMMITMENT_REJECTED) {
    return;  // what the rejected claim says is nobody's view that the text vouches for
  }
  if (ReadAct(claim, predicate) || ReadNeutral(claim, predicate)) {
    return;
  }
  ReadWish(claim, predicate);
  ReadAttitude(claim, predicate);
}

// What the author says of the proposition: "is a fiction", "is an open question".
bool ClaimStances::ReadVerdict(const Claim& claim) {
  if (claim.verdict.empty()) {
    return false;
  }
  const v1::Direction direction = claim.commitment == v1::COMMITMENT_REJECTED ? v1::DIRECTION_OPPOSE
                                  : claim.commitment == v1::COMMITMENT_COMMITTED
                                      ? v1::DIRECTION_SUPPORT
                                      : v1::DIRECTION_NEUTRAL;
  Add(claim.holders.front(), TokensOf(claim.span), direction, claim.verdict, kOutright);
  return true;
}

// "neither for nor against the move".
bool ClaimStances::ReadNeutral(const Claim& claim, const Predicate& predicate) {
  for (size_t i = predicate.clause.first; i + 4 < predicate.clause.last; ++i) {
    if (text_.Is(i, "neither") && text_.Is(i + 1, "for") && text_.Is(i + 2, "nor") &&
        text_.Is(i + 3, "against")) {
      const TokenRange target = NounPhraseAt(text_, i + 4, predicate.clause.last);
      if (!target.empty() && !predicate.subject.empty()) {
        const ByteSpan subject = Bytes(predicate.subject);
        Add({subject, subject}, target, v1::DIRECTION_NEUTRAL,
            Bytes({std::min(predicate.verb.range.first, i), i + 4}), kOutright);
        return true;
      }
    }
  }
  return false;
}

// Denials, doubts, demands and promises of things, and "accuse X of Y", "call X Y".
bool ClaimStances::ReadAct(const Claim& claim, const Predicate& predicate) {
  const Holder& holder = claim.holders.back();
  if (holder.is_author() || claim.cues.empty()) {
    return false;
  }
  const ByteSpan cue = claim.cues.back();
  const ByteSpan evidence =
      cue.begin < claim.span.begin ? ByteSpan{cue.begin, claim.span.end} : cue;
  if (claim.act == v1::ACT_DENY) {
    Add(holder, predicate.clause, v1::DIRECTION_OPPOSE, evidence, kOutright);
    return true;
  }
  const TokenRange cue_tokens = TokensOf(cue);
  if (predicate.verb.range.Contains(cue_tokens.first)) {
    return ReadPassive(claim, predicate, cue_tokens);
  }
  if (predicate.clause.Contains(cue_tokens.first)) {
    return false;  // of an attribution inside the clause: "the dam, engineers say, is leaking"
  }
  const bool clausal =
      !predicate.verb.range.empty() && (text_.finite(predicate.verb.range.first) ||
                                        text_.tag(predicate.verb.range.first) == Tag::kAuxiliary);
  if (clausal) {
    return false;
  }
  if (claim.act == v1::ACT_QUESTION) {
    Add(holder, predicate.clause, v1::DIRECTION_OPPOSE, evidence, kOutright);
    return true;
  }
  const bool verbal =
      !predicate.verb.range.empty() && predicate.verb.head == predicate.clause.first;
  if (verbal) {
    return false;  // "promised to cut fares": a wish
  }
  if (claim.act == v1::ACT_DEMAND || claim.act == v1::ACT_PROMISE) {
    if (predicate.verb.range.empty() || text_.tag(predicate.verb.head) != Tag::kBase) {
      AddWanted(claim, predicate.clause, evidence);
      return true;
    }
    return false;
  }
  if (claim.act == v1::ACT_WARN) {
    Add(holder, predicate.clause, v1::DIRECTION_OPPOSE, evidence, kOutright);
    return true;
  }
  if (cue_tokens.last > predicate.clause.first) {
    return false;
  }
  const auto [entry, size] = text_.Match(cues_, cue_tokens.first, cue_tokens.last);
  if (entry == nullptr ||
      !(entry->Has("of") || entry->Has("for") || entry->Has("as") || entry->Has("small"))) {
    return false;
  }
  return ReadObjectComplement(claim, predicate);
}

// "The brother was accused by the dealer of forging receipts".
bool ClaimStances::ReadPassive(const Claim& claim, const Predicate& predicate, TokenRange cue) {
  const auto [attitude, size] = text_.Match(attitudes_, cue.first, predicate.clause.last);
  if (attitude == nullptr || !attitude->Has("object") || !predicate.verb.passive) {
    return false;
  }
  Add(claim.holders.back(), predicate.topic, DirectionOf(attitude->Get("object")),
      Bytes({predicate.verb.range.first, cue.last}), kOutright);
  return true;
}

bool ClaimStances::ReadObjectComplement(const Claim& claim, const Predicate& predicate) {
  const TokenRange cue = TokensOf(claim.cues.back());
  const auto [attitude, size] = text_.Match(attitudes_, cue.first, predicate.clause.last);
  v1::Direction direction =
      attitude != nullptr ? DirectionOf(attitude->Get("object")) : v1::DIRECTION_UNSPECIFIED;
  // The target ends where "of", "for", "as" or a second noun phrase begins.
  TokenRange target = predicate.clause;
  for (size_t i = target.first + 1; i < target.last; ++i) {
    const bool second = text_.tag(i) == Tag::kDeterminer && IsNominal(text_.tag(i - 1));
    if (text_.Is(i, "of") || text_.Is(i, "for") || text_.Is(i, "as") || second) {
      target.last = i;
    }
  }
  if (direction == v1::DIRECTION_UNSPECIFIED) {
    TokenRange found;
    direction = Evaluation({target.last, predicate.clause.last}, true, found);
  }
  Add(claim.holders.back(), target, direction, {claim.cues.back().begin, claim.span.end},
      kOutright);
  return true;
}

// Who acts in the sentence: of a purpose that is cut off from its main clause.
TokenRange ClaimStances::SentenceSubject(const Claim& claim) const {
  const SentenceSpan& sentence = text_.segments().sentences[claim.sentence];
  const TokenRange range = {sentence.first_word, sentence.last_word};
  const VerbGroup verb = FindVerbGroup(text_, range, {}, range.first);
  return verb.range.empty() ? TokenRange{} : SubjectBefore(text_, range, verb.range.first, {});
}

// The first evaluating word of a predicate, `complement`: behind a form of be.
v1::Direction ClaimStances::Evaluation(TokenRange range, bool complement, TokenRange& found) const {
  const size_t last = std::min(range.last, range.first + kPredicateWindow);
  for (size_t i = range.first; i < last; ++i) {
    const auto [entry, size] = text_.Match(attitudes_, i, range.last);
    if (entry != nullptr && entry->Has("subject") && (complement || !entry->Has("complement"))) {
      found = {i, i + size};
      return DirectionOf(entry->Get("subject"));
    }
    if (text_.tag(i) == Tag::kPunctuation && !text_.glued(i)) {
      break;
    }
  }
  return v1::DIRECTION_UNSPECIFIED;
}

// "should be lifted", "demand that it stay", "promised to keep the counters open": what is to be had or ended.
void ClaimStances::ReadWish(const Claim& claim, const Predicate& predicate) {
  const VerbGroup& verb = predicate.verb;
  const bool wished = claim.modality == v1::MODALITY_NORMATIVE ||
                      claim.modality == v1::MODALITY_INTENDED || claim.act == v1::ACT_PROMISE;
  if (!wished || verb.range.empty()) {
    return;
  }
  size_t head = verb.head;
  if (claim.modality == v1::MODALITY_INTENDED) {  // "plans to raise"
    for (size_t i = head + 1; i < std::min(head + 4, predicate.clause.last); ++i) {
      if (text_.tag(i) == Tag::kBase) {
        head = i;
      }
    }
  }
  const auto [entry, size] = text_.Match(attitudes_, head, predicate.clause.last);
  if (entry == nullptr || !(entry->Has("demand") || entry->Has("object"))) {
    return;
  }
  v1::Direction direction = DirectionOf(entry->Get(entry->Has("demand") ? "demand" : "object"));
  direction = claim.polarity == v1::POLARITY_NEGATED ? Opposite(direction) : direction;
  const TokenRange object = ObjectAt(head + size, predicate.clause.last);
  const bool on_subject = verb.passive || object.empty() || text_.tag(object.first) == Tag::kAdverb;
  Holder holder = claim.holders.back();
  if (claim.modality == v1::MODALITY_INTENDED && holder.is_author()) {
    const TokenRange actor = predicate.subject.empty() ? SentenceSubject(claim) : predicate.subject;
    if (!actor.empty()) {
      holder = {Bytes(actor), Bytes(actor)};
    }
  }
  const size_t evidence_last = on_subject ? std::max(head + size, verb.range.last) : object.last;
  const uint32_t begin = !claim.cues.empty() && claim.cues.back().begin < claim.span.begin
                             ? claim.cues.back().begin
                             : text_.begin(verb.range);
  Add(holder, on_subject ? predicate.topic : object, direction,
      {begin, text_.end({predicate.clause.first, evidence_last})}, kOutright);
}

// Evaluations of the subject by the claim's holder, and attitudes of the subject towards the object.
void ClaimStances::ReadAttitude(const Claim& claim, const Predicate& predicate) {
  const VerbGroup& verb = predicate.verb;
  if (verb.range.empty() || claim.modality == v1::MODALITY_QUESTIONED ||
      claim.act == v1::ACT_DEMAND) {
    return;
  }
  // A verb that denies by itself ("failed to") is an evaluation already, and is not turned.
  const bool negated = claim.polarity == v1::POLARITY_NEGATED &&
                       (verb.negated || (text_.bits(predicate.clause.first) & kNegator) != 0 ||
                        text_.lemma(verb.head) != "fail");
  const auto [entry, size] = text_.Match(attitudes_, verb.head, predicate.clause.last);
  const v1::Direction to_object =
      entry != nullptr ? DirectionOf(entry->Get("object")) : v1::DIRECTION_UNSPECIFIED;
  if (to_object != v1::DIRECTION_UNSPECIFIED && !predicate.subject.empty() && !verb.passive) {
    const TokenRange object = ObjectAt(verb.head + size, predicate.clause.last);
    const ByteSpan subject = Bytes(predicate.subject);
    const bool own = IsFirstPerson(text_.word(predicate.subject.first));
    const Holder holder = own ? claim.holders.back() : Holder{subject, subject};
    if (!object.empty()) {
      Add(holder, object, negated ? Opposite(to_object) : to_object,
          Bytes({verb.range.first, object.last}), kOutright);
      return;
    }
  }
  if (claim.act == v1::ACT_SUGGEST && claim.commitment == v1::COMMITMENT_REJECTED &&
      claim.holders.back().is_author()) {
    return;
  }
  ReadInnerVerbs(claim, predicate);
  const absl::string_view modal = text_.word(verb.range.first);
  if (modal == "may" || modal == "might" || modal == "could") {
    return;  // "might be right" takes no side
  }
  const bool copula = (text_.bits(verb.head) & kBe) != 0 || text_.lemma(verb.head) == "become" ||
                      text_.lemma(verb.head) == "prove" || text_.lemma(verb.head) == "seem" ||
                      text_.lemma(verb.head) == "look" || text_.lemma(verb.head) == "remain" ||
                      text_.lemma(verb.head) == "make" || text_.tag(verb.head) == Tag::kPronoun;
  TokenRange found;
  const size_t from =
      copula && text_.tag(verb.head) != Tag::kParticiple ? verb.range.first : verb.head;
  const size_t last =
      copula ? predicate.clause.last : std::min(verb.head + 4, predicate.clause.last);
  v1::Direction direction = Evaluation({from, last}, copula || verb.passive, found);
  if (direction == v1::DIRECTION_UNSPECIFIED && !verb.passive) {
    direction = Effect({verb.head, predicate.clause.last}, predicate.object);
    found = {verb.head, predicate.object.last};
  }
  if (direction == v1::DIRECTION_UNSPECIFIED) {
    return;
  }
  if (negated && found.first >= verb.range.first) {
    direction = Opposite(direction);
  }
  TokenRange target = predicate.topic;
  if (verb.passive && text_.tag(found.first) == Tag::kParticiple &&
      !text_.Match(attitudes_, found.first, found.last).first->Has("complement")) {
    // "were misled by a blog": the one who did it; without one there is nobody to be against.
    target = text_.Is(found.last, "by") ? NounPhraseAt(text_, found.last + 1, predicate.clause.last)
                                        : TokenRange{};
    found.last = target.empty() ? found.last : target.last;
  }
  if (target.empty() && text_.tag(verb.head) == Tag::kPronoun) {
    target = {verb.head, verb.head + 1};  // "it's an embarrassment"
  }
  Add(claim.holders.back(), target, direction, Bytes({verb.range.first, found.last}), kImplied);
}

// "tries to counter the policy", "the countries that scrapped fees": attitudes of verbs besides the main one.
void ClaimStances::ReadInnerVerbs(const Claim& claim, const Predicate& predicate) {
  for (size_t i = predicate.clause.first + 1; i + 1 < predicate.clause.last; ++i) {
    const bool relative = text_.tag(i) == Tag::kVerb && text_.tag(i - 1) == Tag::kRelative;
    const bool infinitive = text_.tag(i) == Tag::kBase && text_.tag(i - 1) == Tag::kTo;
    if (i == predicate.verb.head || !(relative || infinitive)) {
      continue;
    }
    const auto [entry, size] = text_.Match(attitudes_, i, predicate.clause.last);
    if (entry == nullptr || !entry->Has("object")) {
      continue;
    }
    const TokenRange actor =
        relative ? NounPhraseBefore(text_, predicate.clause.first, i - 1) : predicate.subject;
    const TokenRange object = ObjectAt(i + size, predicate.clause.last);
    if (!actor.empty() && !object.empty()) {
      Add({Bytes(actor), Bytes(actor)}, object, DirectionOf(entry->Get("object")),
          Bytes({i, object.last}), kImplied);
    }
  }
}

}  // namespace standpoint
