#include "analyze/stance/noun_attitudes.h"

#include <array>
#include <cstddef>

#include "absl/algorithm/container.h"
#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/arguments.h"
#include "analyze/stance/attitude_writer.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/mentions.h"
#include "analyze/stance/opinion_nouns.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {
namespace {

constexpr size_t kNear = 8;  // words before "neither" in which the subject stands
constexpr StanceRule kByNoun = {"attitude:noun", 0.75f, 0.7f};
constexpr StanceRule kByName = {"attitude:name", 0.75f, 0.7f};
constexpr StanceRule kByAdjective = {"attitude:adjective", 0.75f, 0.7f};
constexpr StanceRule kDoubt = {"attitude:doubt", 0.6f, 0.5f};

constexpr std::array<absl::string_view, 25> kHaving = {
    "have",     "voice", "express", "declare",   "announce", "show",   "lend",    "give",   "throw",
    "register", "state", "signal",  "reiterate", "offer",    "pledge", "harbour", "harbor", "feel",
    "share",    "raise", "repeat",  "hold",      "take",     "make",   "bear"};
constexpr std::array<absl::string_view, 24> kDrawing = {
    "draw",   "attract", "win",     "earn",      "provoke", "spark", "face",   "meet",
    "prompt", "trigger", "receive", "get",       "gain",    "enjoy", "garner", "cause",
    "arouse", "command", "elicit",  "encounter", "greet",   "stir",  "ignite", "unleash"};

// Whose object nobody has any more: "withdrew its support".
constexpr std::array<absl::string_view, 10> kDropping = {
    "lift", "drop", "withdraw", "abandon", "end", "lose", "remove", "pull", "waive", "shed"};

// "to", "of", "at": in front of what an attitude is about.
bool IsAbout(absl::string_view preposition) {
  return preposition == "to" || preposition == "for" || preposition == "over" ||
         preposition == "about" || preposition == "at" || preposition == "against" ||
         preposition == "with" || preposition == "towards" || preposition == "toward" ||
         preposition == "of" || preposition == "in" || preposition == "on";
}

bool IsOwn(absl::string_view word) {
  return word == "his" || word == "her" || word == "its" || word == "their";
}

bool IsFrom(absl::string_view preposition) {
  return preposition == "from" || preposition == "by" || preposition == "among" ||
         preposition == "amongst";
}

}  // namespace

bool NounAttitudes::IsHaving(absl::string_view lemma) {
  return absl::c_linear_search(kHaving, lemma);
}

bool NounAttitudes::IsDrawing(absl::string_view lemma) {
  return absl::c_linear_search(kDrawing, lemma);
}

size_t NounAttitudes::NounHolder(size_t noun, size_t governor) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  if (const size_t owner = tree.Child(noun, Relation::kNmodPoss); owner != kNoWord) {
    const size_t subject = governor == kNoWord ? kNoWord : SubjectOf(tree, governor);
    const bool own = subject != kNoWord && subject < noun && text.tag(subject) != Tag::kPronoun &&
                     IsOwn(text.word(owner));
    return own ? subject : owner;  // "the groups gave their backing to"
  }
  for (const size_t place : {noun, governor}) {
    for (size_t i = place == kNoWord ? kNoWord : tree.FirstChild(place); i != kNoWord;
         i = tree.NextChild(i)) {
      const Relation relation = text.relation(i);
      if (i > noun &&
          (relation == Relation::kNmod || relation == Relation::kObl ||
           relation == Relation::kAgent) &&
          IsFrom(tree.Case(i))) {
        return i;
      }
    }
  }
  if (governor != kNoWord && IsHaving(text.lemma(governor))) {
    return SubjectOf(tree, governor);
  }
  const size_t about = tree.Child(noun, Relation::kNmod);
  return IsAttending(noun) ? about : kNoWord;
}

// "passed with the support of the Greens", "approved it over the objections of the church": of the people, about what is done.
bool NounAttitudes::IsAttending(size_t noun) const {
  const ClauseTree& tree = source_.tree;
  const absl::string_view preposition = tree.Case(noun);
  const size_t about = tree.Child(noun, Relation::kNmod);
  return tree.text().relation(noun) == Relation::kObl && about != kNoWord && about > noun &&
         tree.Case(about) == "of" && source_.words.IsActor(tree, about) &&
         (preposition == "with" || preposition == "over" || preposition == "despite" ||
          preposition == "against" || preposition == "amid" || preposition == "without" ||
          preposition == "to");
}

size_t NounAttitudes::NounTarget(size_t noun, size_t governor) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  if (governor != kNoWord && IsDrawing(text.lemma(governor))) {
    return IsPassive(tree, governor) || text.relation(noun) == Relation::kObj ||
                   text.relation(noun) == Relation::kObl || text.relation(noun) == Relation::kConj
               ? SubjectOf(tree, governor)
               : kNoWord;
  }
  const size_t given =
      governor == kNoWord ? kNoWord : tree.Child(governor, {Relation::kIobj, Relation::kObj});
  if (given != kNoWord && given > governor && given < noun &&
      text.relation(noun) == Relation::kObj && text.lemma(governor) == "give") {
    return given;  // "gave the plan a cautious welcome"
  }
  if (governor != kNoWord && IsAttending(noun)) {
    const size_t object = tree.Child(governor, Relation::kObj);
    return object != kNoWord ? object : SubjectOf(tree, governor);
  }
  for (const size_t place : {noun, governor}) {
    for (size_t i = place == kNoWord ? kNoWord : tree.FirstChild(place); i != kNoWord;
         i = tree.NextChild(i)) {
      const Relation relation = text.relation(i);
      if (i > noun &&
          (relation == Relation::kNmod || relation == Relation::kObl ||
           relation == Relation::kAcl) &&
          IsAbout(tree.Case(i)) && !tree.IsVerb(i)) {
        return i;
      }
    }
  }
  return kNoWord;
}

// "drew applause from the lobby", "the union's opposition to the bill", "voiced support for it".
bool NounAttitudes::ReadNoun(size_t noun) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const StanceMatch match = source_.words.Noun(tree, noun);
  const int said = match && match->to != 0 ? match->to : OpinionOf(tree, noun);
  if (said == 0 || text.relation(noun) == Relation::kCompound) {
    return false;
  }
  size_t governor = noun;
  for (int i = 0; i < 3 && governor != kNoWord && !tree.IsVerb(governor) &&
                  (governor == noun || tree.Child(governor, Relation::kCop) == kNoWord);
       ++i) {
    governor = tree.Head(governor);  // "opposition is fierce among herders": as of a verb
  }
  governor =
      governor != kNoWord && governor != noun && tree.IsPredicate(governor) ? governor : kNoWord;
  const size_t holder = NounHolder(noun, governor);
  const size_t target = NounTarget(noun, governor);
  if (holder == kNoWord || target == kNoWord || holder == target) {
    return false;
  }
  const size_t det = tree.Child(noun, {Relation::kDet, Relation::kAmod});
  bool turned = det != kNoWord && (text.Is(det, "no") || text.Is(det, "little"));
  turned = turned != (governor != kNoWord && IsHaving(text.lemma(governor)) &&
                      tree.Negated(governor));  // "never had a good word for"
  // "dropped its objections to"
  turned =
      turned != (governor != kNoWord && absl::c_linear_search(kDropping, text.lemma(governor)) &&
                 text.relation(noun) == Relation::kObj);
  return writer_.Add(holder, target, turned ? -said : said, noun, kByNoun);
}

// "the senator, a critic of the agency", "as a champion of the bill, she", "I am no fan of it".
bool NounAttitudes::ReadWho(size_t noun) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const StanceMatch match = source_.words.Noun(tree, noun);
  const size_t head = tree.Head(noun);
  if (!match || match->who == 0 || head == kNoWord) {
    return false;
  }
  size_t about = tree.Child(noun, Relation::kNmodPoss);
  int sign = match->who;
  for (size_t i = tree.FirstChild(noun); i != kNoWord && about == kNoWord; i = tree.NextChild(i)) {
    const absl::string_view preposition = tree.Case(i);
    if (i > noun && text.relation(i) == Relation::kNmod &&
        (preposition == "of" || preposition == "for" || preposition == "against")) {
      about = i;
      sign = preposition == "against" ? -1 : sign;
    }
  }
  const Relation relation = text.relation(noun);
  const size_t holder =
      relation == Relation::kAppos && !tree.IsVerb(head) ? head
      : relation == Relation::kObl && tree.Case(noun) == "as" && tree.IsVerb(head) && noun < head
          ? SubjectOf(tree, head)
      : tree.Child(noun, Relation::kCop) != kNoWord ? SubjectOf(tree, noun)
      : relation == Relation::kNsubj && tree.Child(noun, Relation::kNmod) == about
          ? noun  // "critics of the dam say"
          : kNoWord;
  if (tree.ChildWord(noun, Relation::kDet, "no") != kNoWord ||
      (tree.Child(noun, Relation::kCop) != kNoWord && tree.Negated(noun))) {
    sign = -sign;
  }
  return holder != kNoWord && about != kNoWord && writer_.Add(holder, about, sign, noun, kByName);
}

// "Hats off to the drivers", "Shame on the council".
bool NounAttitudes::ReadCheer(size_t word) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const bool opens = word == 0 || text.tag(word - 1) == Tag::kPunctuation;
  const StanceMatch match = opens ? source_.words.Noun(tree, word) : StanceMatch{};
  if (!match || match->cheer == 0 || match.range.first != word) {
    return false;
  }
  const size_t last = match.range.last - 1;
  const size_t target =
      text.relation(last) == Relation::kCase || text.relation(last) == Relation::kMark
          ? tree.Head(last)
          : kNoWord;
  if (target == kNoWord || target < last || !CanBeTarget(source_.words, tree, target)) {
    return false;
  }
  list_.Add(source_.claims.VoiceAt(word), TargetMention(tree, target), match->cheer, match.range,
            kByNoun, source_.claims.At(word));
  return true;
}

// "is critical of the plan", "furious at the delay".
bool NounAttitudes::ReadAdjective(size_t adjective) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const StanceMatch match = source_.words.Adjective(tree, adjective);
  if (!match || (match->to == 0 && !match->neutral) || !match.range.Contains(adjective)) {
    return false;
  }
  const size_t last = match.range.last - 1;
  const bool governs =
      text.relation(last) == Relation::kCase || text.relation(last) == Relation::kMark;
  size_t about = governs ? tree.Head(last) : kNoWord;
  if (last > adjective && tree.IsVerb(last)) {
    about = tree.Child(last, Relation::kObj);  // "keen to kill it"
  }
  if (about == kNoWord && tree.ChildWord(adjective, Relation::kCcomp, text.word(last)) == kNoWord &&
      match->neutral) {
    about = tree.Child(adjective, {Relation::kCcomp, Relation::kAdvcl,
                                   Relation::kXcomp});  // "divided over whether"
  }
  if (about == kNoWord) {
    return false;
  }
  // What is said with it: itself, or for "in favour of the plan" and "against the plan" their noun.
  const bool bare = text.tag(adjective) == Tag::kPreposition;
  const size_t predicate = bare ? about : adjective;
  if ((about == adjective && !bare) || (bare && adjective != last)) {
    return false;
  }
  if (bare && tree.Child(about, Relation::kCop) == kNoWord) {
    return false;  // "the case against the plan"
  }
  if (bare && text.Is(adjective, "for") && tree.Child(about, Relation::kCop) != kNoWord &&
      text.tag(about) != Tag::kNoun && text.tag(about) != Tag::kPronoun) {
    return false;
  }
  if (match->neutral) {
    return writer_.Add(SubjectOf(tree, predicate), about, 0, predicate, kTakesNoSide);
  }
  const bool told = text.Is(match.range.first, "no");  // "no lover of" has its negation in the list
  const int sign = tree.Negated(predicate) && !told ? -match->to : match->to;
  return writer_.Add(SubjectOf(tree, predicate), about, sign, predicate, kByAdjective);
}

bool NounAttitudes::ReadNeither(size_t word) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  if (!text.Is(word, "neither") || !text.Is(word + 1, "for") || !text.Is(word + 2, "nor") ||
      !text.Is(word + 3, "against")) {
    return false;
  }
  const size_t target = tree.Head(word + 3);
  if (target == kNoWord || target < word) {
    return false;
  }
  size_t holder = SubjectOf(tree, target);
  if (holder == kNoWord && tree.Head(target) != kNoWord) {
    holder = SubjectOf(tree, tree.Head(target));
  }
  for (size_t i = word; i > 0 && word - i < kNear; --i) {
    if (text.relation(i - 1) == Relation::kNsubj) {
      holder = i - 1;  // wherever the tree has hung it
      break;
    }
  }
  return writer_.Add(holder, target, 0, target, kTakesNoSide);
}

// "the supposed syndrome": who says so does not believe in it.
bool NounAttitudes::ReadDoubting(size_t adjective) const {
  const ClauseTree& tree = source_.tree;
  if (tree.text().relation(adjective) != Relation::kAmod) {
    return false;
  }
  const StanceMatch match = source_.words.Adjective(tree, adjective);
  if (!match || !match->doubting) {
    return false;
  }
  const size_t noun = tree.Head(adjective);
  list_.Add(source_.claims.VoiceAt(adjective), TargetMention(tree, noun), -1, match.range, kDoubt,
            source_.claims.At(adjective));
  return true;
}

}  // namespace standpoint
