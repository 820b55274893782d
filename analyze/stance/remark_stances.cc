#include "analyze/stance/remark_stances.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/algorithm/container.h"
#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/mentions.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {
namespace {

constexpr StanceRule kFragment = {"remark:fragment", 0.65f, 0.65f};
constexpr StanceRule kExistence = {"remark:existence", 0.65f, 0.6f};
constexpr StanceRule kEpithet = {"remark:epithet", 0.6f, 0.6f};

// What a thing has, or has not, for whoever is for it or against it: "there is no merit in the plan".
constexpr std::array<absl::string_view, 23> kMerits = {
    "merit", "sense", "point", "virtue", "use",    "truth",         "charm",    "wisdom",
    "logic", "value", "good",  "future", "honour", "justification", "excuse",   "place",
    "need",  "case",  "room",  "glory",  "beauty", "dignity",       "substance"};

// An adjective that nobody puts in front of a noun without taking a side.
constexpr std::array<absl::string_view, 64> kEpithets = {
    "wretched",    "ghastly",     "dreadful",   "awful",       "appalling",  "disgraceful",
    "shameful",    "pathetic",    "sorry",      "dreary",      "glorious",   "splendid",
    "marvellous",  "marvelous",   "superb",     "magnificent", "wonderful",  "excellent",
    "admirable",   "shoddy",      "useless",    "idiotic",     "stupid",     "absurd",
    "ridiculous",  "ludicrous",   "misguided",  "botched",     "disastrous", "hare-brained",
    "reckless",    "dismal",      "lousy",      "rotten",      "beloved",    "ill-conceived",
    "ill-judged",  "senseless",   "pointless",  "cynical",     "shabby",     "laughable",
    "outrageous",  "scandalous",  "monstrous",  "heartless",   "callous",    "spineless",
    "gutless",     "incompetent", "half-baked", "inept",       "crackpot",   "fatuous",
    "visionary",   "exemplary",   "heroic",     "masterly",    "masterful",  "delightful",
    "superlative", "sneering",    "swaggering", "abominable"};

}  // namespace

// Of the adjectives in front of a noun: the first one that takes a side.
int RemarkStances::ValueOfAttributes(size_t noun, TokenRange& words) const {
  const ClauseTree& tree = source_.tree;
  for (size_t i = tree.FirstChild(noun); i != kNoWord && i < noun; i = tree.NextChild(i)) {
    if (tree.text().relation(i) != Relation::kAmod) {
      continue;
    }
    bool fact = false;
    const int value = source_.valuation.Complement(i, words, fact);
    if (value != 0 && !fact) {
      return value;
    }
  }
  return 0;
}

// A sentence, or the first parts of one, that is no more than what it speaks of.
bool RemarkStances::ReadFragment(size_t noun) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  const auto bare = [&](size_t word) {
    return text.tag(word) == Tag::kNoun &&
           tree.Child(word, {Relation::kNsubj, Relation::kNsubjPass, Relation::kCsubj,
                             Relation::kCop, Relation::kCase, Relation::kAux, Relation::kExpl}) ==
               kNoWord;
  };
  size_t root = noun;
  for (int steps = 0; steps < 3 && text.relation(root) == Relation::kConj && bare(root); ++steps) {
    root = tree.Head(root);
  }
  // Behind a colon as well: "our verdict: a dreary hotel".
  const size_t opens = tree.Yield(root).first;
  const bool behind =
      (text.relation(root) == Relation::kParataxis || text.relation(root) == Relation::kAppos) &&
      ((opens > 0 && text.Is(opens - 1, ":")) || text.Is(opens, ":"));
  if ((tree.Head(root) != kNoWord && !behind) || !bare(root) || !bare(noun)) {
    return false;
  }
  TokenRange words;
  const int value = ValueOfAttributes(noun, words);
  if (value == 0 || !CanBeTarget(source_.words, tree, noun)) {
    return false;
  }
  TokenRange target = TargetMention(tree, noun);
  const size_t next = tree.Child(noun, {Relation::kConj, Relation::kAppos});
  if (next != kNoWord && next > noun) {  // each part for itself
    target.last = std::max(noun + 1, std::min(target.last, tree.Yield(next).first));
  }
  while (target.last > noun + 1 && (text.tag(target.last - 1) == Tag::kPunctuation ||
                                    text.tag(target.last - 1) == Tag::kCoordinator)) {
    --target.last;
  }
  list_.Add(source_.claims.VoiceAt(noun), target, value, words, kFragment, source_.claims.At(noun));
  return true;
}

// Behind a preposition, from `word` on in the clause.
size_t RemarkStances::About(size_t word, size_t last) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  for (size_t i = word + 1; i < std::min(last, word + 4); ++i) {
    const bool governs = text.relation(i) == Relation::kCase || text.relation(i) == Relation::kMark;
    if (governs && (text.Is(i, "about") || text.Is(i, "in") || text.Is(i, "for") ||
                    text.Is(i, "to") || text.Is(i, "with"))) {
      const size_t about = tree.Head(i);
      // "about burning trees": the deed, where the tree has it as an adjective
      return text.tag(i + 1) == Tag::kGerund && tree.Head(i + 1) == about ? i + 1 : about;
    }
  }
  return kNoWord;
}

// "There is nothing green about it", "there is no excuse for the delay".
bool RemarkStances::ReadExistence(size_t predicate) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  if (text.lemma(predicate) != "be" ||
      tree.ChildWord(predicate, Relation::kExpl, "there") == kNoWord) {
    return false;
  }
  const size_t thing = tree.Child(predicate, Relation::kNsubj);
  if (thing == kNoWord || thing < predicate) {
    return false;
  }
  int value = 0;
  size_t last = thing;
  if (text.Is(thing, "nothing") || text.Is(thing, "something") || text.Is(thing, "little")) {
    const size_t adjective = tree.Child(thing, {Relation::kAmod, Relation::kAdvmod});
    TokenRange words;
    bool fact = false;
    value = adjective == kNoWord || adjective < thing
                ? 0
                : source_.valuation.Complement(adjective, words, fact);
    // Of nothing a quality is denied, whatever it is, as none is asked for in vain that is bad.
    value = text.Is(thing, "something") ? value : value < 0 ? 1 : adjective == kNoWord ? 0 : -1;
    last = adjective == kNoWord ? thing : adjective;
  } else if (absl::c_linear_search(kMerits, text.lemma(thing))) {
    const size_t det = tree.Child(thing, {Relation::kDet, Relation::kAmod, Relation::kNummod});
    const bool none = tree.Negated(predicate) ||
                      (det != kNoWord && det < thing &&
                       (text.Is(det, "no") || text.Is(det, "little") || text.Is(det, "scant")));
    value = none ? -1 : 1;
  }
  const size_t about = value == 0 ? kNoWord : About(last, tree.Yield(predicate).last);
  if (about == kNoWord || !CanBeTarget(source_.words, tree, about)) {
    return false;
  }
  TokenRange target = text.tag(about) == Tag::kGerund
                          ? TokenRange{about, TargetMention(tree, tree.Head(about)).last}
                          : TargetMention(tree, about);
  target = tree.IsVerb(about) && text.relation(about) != Relation::kAmod
               ? ClauseMention(tree, about)
               : target;
  list_.Add(source_.claims.VoiceAt(predicate), target, value, {predicate, last + 1}, kExistence,
            source_.claims.At(predicate));
  return true;
}

// "those wretched capsules": whatever else is said of them.
bool RemarkStances::ReadEpithet(size_t adjective) const {
  const ClauseTree& tree = source_.tree;
  const TaggedText& text = tree.text();
  if (text.relation(adjective) != Relation::kAmod ||
      !absl::c_linear_search(kEpithets, text.word(adjective))) {
    return false;
  }
  const size_t noun = tree.Head(adjective);
  TokenRange words;
  bool fact = false;
  const int value = source_.valuation.Complement(adjective, words, fact);
  const Relation relation = text.relation(noun);
  const bool thing = relation == Relation::kNsubj || relation == Relation::kObj ||
                     relation == Relation::kNsubjPass || relation == Relation::kObl ||
                     relation == Relation::kNmod || relation == Relation::kAgent;
  if (value == 0 || !thing || adjective > noun || tree.Child(noun, Relation::kCop) != kNoWord ||
      tree.Case(noun) == "as" || !CanBeTarget(source_.words, tree, noun)) {
    return false;
  }
  list_.Add(source_.claims.VoiceAt(adjective), TargetMention(tree, noun), value,
            {adjective, adjective + 1}, kEpithet, source_.claims.At(adjective));
  return true;
}

bool RemarkStances::Read(size_t word) const {
  switch (source_.tree.text().tag(word)) {
    case Tag::kNoun:
      return ReadFragment(word);
    case Tag::kAdjective:
    case Tag::kParticiple:
      return ReadEpithet(word);
    case Tag::kVerb:
    case Tag::kAuxiliary:
    case Tag::kBase:
      return ReadExistence(word);
    default:
      return false;
  }
}

}  // namespace standpoint
