#include "analyze/stance/valuation.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/arguments.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {
namespace {

constexpr int kDepth = 4;  // clauses and phrases inside each other that are looked into

bool IsLinking(absl::string_view lemma) {
  return lemma == "be" || lemma == "become" || lemma == "remain" || lemma == "seem" ||
         lemma == "look" || lemma == "appear" || lemma == "prove" || lemma == "stay" ||
         lemma == "sound" || lemma == "feel" || lemma == "get" || lemma == "grow" ||
         lemma == "turn";
}

// "make people ill", "leave families homeless", "keep water clean".
bool IsCausing(absl::string_view lemma) {
  return lemma == "make" || lemma == "leave" || lemma == "keep" || lemma == "render" ||
         lemma == "turn" || lemma == "drive" || lemma == "get" || lemma == "let" ||
         lemma == "allow" || lemma == "enable" || lemma == "help" || lemma == "cause" ||
         lemma == "lead" || lemma == "force" || lemma == "mean" || lemma == "ensure" ||
         lemma == "guarantee" || lemma == "push" || lemma == "drive";
}

bool IsLess(absl::string_view word) {
  return word == "less" || word == "fewer" || word == "little" || word == "few" || word == "no" ||
         word == "neither" || word == "least" || word == "lower" || word == "reduced" ||
         word == "falling" || word == "smaller";
}

}  // namespace

// "better lanes", "fewer deaths", "no faults".
int Valuation::Modified(size_t head, int value, TokenRange known) const {
  const TaggedText& text = tree_.text();
  int adjective = 0, turned = 1;
  for (size_t i = tree_.FirstChild(head); i != kNoWord; i = tree_.NextChild(i)) {
    const Relation relation = text.relation(i);
    if (known.Contains(i)) {
      continue;  // "sick pay"
    }
    if ((relation == Relation::kDet || relation == Relation::kAmod) && IsLess(text.word(i))) {
      turned = -1;
    } else if (relation == Relation::kAmod || relation == Relation::kNummod) {
      TokenRange words;
      bool fact = false;
      const int of = Adjective(i, words, fact);
      adjective = of != 0 && adjective >= 0 ? of : adjective;
    }
  }
  if (value > 0 && adjective < 0) {
    value = -1;  // "false hope"
  }
  return (value != 0 ? value : adjective) * turned;
}

// "the rate of crime", "crime figures": as what is measured; "an end to the violence": turned.
int Valuation::Inside(size_t head, int depth) const {
  const TaggedText& text = tree_.text();
  for (size_t i = tree_.FirstChild(head); i != kNoWord; i = tree_.NextChild(i)) {
    const Relation relation = text.relation(i);
    if (relation == Relation::kNmod || relation == Relation::kCompound) {
      if (const int value = Noun(i, depth + 1); value != 0) {
        return value;
      }
    }
  }
  return 0;
}

int Valuation::Noun(size_t head, int depth) const {
  if (depth >= kDepth) {
    return 0;
  }
  const StanceMatch noun = words_.Noun(tree_, head);
  int value = 0;
  if (noun && noun->act != 0) {
    const int inside = Inside(head, depth);
    value = inside != 0 ? inside * noun->act : noun->value;
  } else if (noun && noun->measure) {
    value = Inside(head, depth);
  } else if (noun) {
    value = noun->value;
  }
  return Modified(head, value, noun ? noun.range : TokenRange{});
}

int Valuation::Adjective(size_t head, TokenRange& words, bool& fact) const {
  const TaggedText& text = tree_.text();
  const StanceMatch adjective = words_.Adjective(tree_, head);
  words = adjective ? adjective.range : TokenRange{head, head + 1};
  int value = adjective ? adjective->value : 0;
  fact = adjective && adjective->fact;
  for (size_t i = tree_.FirstChild(head); i != kNoWord; i = tree_.NextChild(i)) {
    if (text.relation(i) != Relation::kAdvmod || words.Contains(i)) {
      continue;
    }
    if (text.Is(i, "too") && i < head) {
      value = -1;
      fact = false;
      words = Joined(words, {i, i + 1});
    } else if (text.Is(i, "enough") && i > head) {
      value = 1;
      fact = false;
      words = Joined(words, {i, i + 1});
    } else if ((text.Is(i, "less") || text.Is(i, "least")) && i < head) {
      value = -value;
      words = Joined(words, {i, i + 1});
    }
  }
  return value;
}

int Valuation::Complement(size_t head, TokenRange& words, bool& fact) const {
  const TaggedText& text = tree_.text();
  fact = false;
  const int value = Adjective(head, words, fact);
  if (value != 0) {
    return value;
  }
  if (text.tag(head) == Tag::kNoun || text.tag(head) == Tag::kGerund ||
      text.tag(head) == Tag::kProper) {
    const StanceMatch noun = words_.Noun(tree_, head);
    words = tree_.Yield(head);
    words.first = std::min(head, noun ? noun.range.first : head);
    words.last = std::max(head + 1, noun ? noun.range.last : head + 1);
    fact = noun && noun->fact;
    return Noun(head, 0);
  }
  return 0;
}

Valued Valuation::Copular(size_t predicate, size_t complement) const {
  Valued valued;
  bool fact = false;
  TokenRange words;
  int value = Complement(complement, words, fact);
  if (value == 0) {
    return valued;
  }
  bool negated = tree_.Negated(predicate) != (complement != predicate && tree_.Negated(complement));
  for (size_t i = words.first; i < words.last && words.size() > 1; ++i) {
    const bool own = tree_.text().Is(i, "no") || tree_.text().Is(i, "not");
    negated = negated && !own;  // "is no bargain", as the entry has it
  }
  value = negated ? -value : value;
  valued.outcome = value;
  valued.subject = fact ? 0 : value;
  valued.target = SubjectOf(tree_, predicate);
  valued.words = Joined(VerbGroup(tree_, predicate), words);
  valued.rule = "valued:complement";
  return valued;
}

// What a verb does to its object, as good or bad as that is.
int Valuation::Changed(const StanceWord& verb, size_t object) const {
  const int value = object == kNoWord ? 0 : Noun(object, 0);
  switch (verb.effect) {
    case Effect::kGood:
      return value < 0 ? -1 : 1;
    case Effect::kBad:
      return value < 0 ? 1 : -1;
    case Effect::kMore:
      return value;
    case Effect::kLess:
      return -value;
    case Effect::kNone:
      return 0;
  }
  return 0;
}

// "makes people ill", "lets children sleep": the outcome for the object.
int Valuation::Resultative(size_t predicate, size_t object, int depth) const {
  const TaggedText& text = tree_.text();
  for (size_t i = tree_.FirstChild(predicate); i != kNoWord; i = tree_.NextChild(i)) {
    const Relation relation = text.relation(i);
    if (i < predicate || i == object ||
        (relation != Relation::kXcomp && relation != Relation::kCcomp &&
         relation != Relation::kAmod && relation != Relation::kAdvcl)) {
      continue;
    }
    if (tree_.IsVerb(i)) {
      if (relation != Relation::kAdvcl) {
        return Clause(i, depth + 1).outcome;
      }
      continue;
    }
    TokenRange words;
    bool fact = false;
    const int value = Complement(i, words, fact);
    if (value != 0) {
      return tree_.Negated(i) ? -value : value;
    }
  }
  return 0;
}

// Of a verb that hands on what its infinitive says, or turns it.
int Valuation::Moved(size_t /*predicate*/, const StanceMatch& verb, size_t complement,
                     int depth) const {
  const Valued inner = Clause(complement, depth + 1);
  const int value = inner.subject != 0 ? inner.subject : inner.outcome;
  return verb->flip ? (value != 0 ? -value : verb->of) : value;
}

Valued Valuation::Verbal(size_t predicate, int depth) const {
  const TaggedText& text = tree_.text();
  const StanceMatch verb = words_.Verb(tree_, predicate);
  const TokenRange own = verb ? verb.range : TokenRange{predicate, predicate + 1};
  Arguments arguments = ReadArguments(tree_, predicate, own, verb.object);
  arguments.negated = arguments.negated != verb.turned;
  Valued valued;
  valued.words = Joined(VerbGroup(tree_, predicate), own);
  valued.target = arguments.passive ? arguments.agent : arguments.subject;
  const size_t theme = arguments.theme();
  int value = 0;
  if (const bool causing = IsCausing(text.lemma(predicate));
      causing && (!arguments.passive || arguments.agent != kNoWord)) {
    value = Resultative(predicate, arguments.object, depth);
    valued.rule = "valued:result";
    if (value != 0) {
      valued.words = Joined(valued.words, {predicate, tree_.Yield(predicate).last});
      if (arguments.negated && value > 0 && text.lemma(predicate) == "make" &&
          arguments.object != kNoWord) {
        valued.target = arguments.object;
      }
    }
  }
  if (value == 0 && verb && (verb->flip || verb->keep) && arguments.complement != kNoWord &&
      tree_.IsPredicate(arguments.complement)) {
    value = Moved(predicate, verb, arguments.complement, depth);
    valued.rule = "valued:complement clause";
    valued.words = Joined(valued.words, {predicate, tree_.Yield(arguments.complement).last});
  }
  const bool priced = text.lemma(predicate) == "cost" && theme != kNoWord &&
                      tree_.Child(theme, Relation::kNummod) != kNoWord;
  if (value == 0 && verb && verb->effect != Effect::kNone && theme != kNoWord && !verb->appraise &&
      !priced &&
      (text.tag(theme) != Tag::kAdjective || tree_.Child(theme, Relation::kDet) != kNoWord) &&
      text.tag(theme) != Tag::kNumber) {
    value = Changed(*verb.word, theme);
    valued.rule = "valued:effect";
    if (!arguments.passive) {
      valued.words = Joined(valued.words, TokenRange{predicate, tree_.Yield(theme).last});
    }
  }
  const bool alone = theme == kNoWord && tree_.Child(predicate, Relation::kObl) == kNoWord;
  const bool actor = valued.target != kNoWord && words_.IsActor(tree_, valued.target) &&
                     !text.Is(valued.target, "they");
  for (size_t i = arguments.object == kNoWord ? kNoWord : tree_.FirstChild(arguments.object);
       i != kNoWord && value == 0; i = tree_.NextChild(i)) {
    const bool amount =
        text.Is(i, "many") || text.Is(i, "much") || text.Is(i, "few") || text.Is(i, "little");
    if (amount && tree_.ChildWord(i, Relation::kAdvmod, "too") != kNoWord) {
      value = -1;  // "takes too many deer"
      valued.rule = "valued:predicate";
      valued.words = Joined(valued.words, tree_.Yield(arguments.object));
    }
  }
  if (value == 0 && verb && verb->of != 0 && (alone || !verb->alone) && (!actor || !verb->thing)) {
    value = verb->of;
    valued.rule = "valued:predicate";
  }
  if (value == 0 && verb && verb->to < 0 && valued.target != kNoWord &&
      tree_.IsVerb(valued.target)) {
    value = -1;  // "keeping them insults the people"
    valued.rule = "valued:predicate";
  }
  if (value == 0 && (text.lemma(predicate) == "have" || text.lemma(predicate) == "offer") &&
      arguments.object != kNoWord) {
    const StanceMatch noun = words_.Noun(tree_, arguments.object);
    const int of = Noun(arguments.object, 0);
    valued.outcome = arguments.negated ? -of : of;
    if (noun && !noun->fact && !(of > 0 && noun->value < 0)) {
      value = of;
      valued.rule = "valued:having";
      valued.words = Joined(valued.words, tree_.Yield(arguments.object));
    }
  }
  // "couriers will get sick pay", "the town lost 400 jobs": nobody's doing.
  const absl::string_view lemma = text.lemma(predicate);
  int got = 0;
  if (value == 0 && valued.outcome == 0 && arguments.object != kNoWord) {
    const bool gains = lemma == "get" || lemma == "receive" || lemma == "gain" || lemma == "win" ||
                       lemma == "earn" || lemma == "keep" || lemma == "enjoy";
    const bool loses = lemma == "lose" || lemma == "miss" || lemma == "forfeit";
    got = gains ? Noun(arguments.object, 0) : loses ? -Noun(arguments.object, 0) : 0;
  }
  // "does not make people ill" is a fact, and no praise.
  const bool harmless = arguments.negated && value < 0 && valued.rule != "valued:predicate";
  value = arguments.negated ? -value : value;
  valued.subject = harmless ? 0 : value;
  if (value != 0) {
    valued.outcome = value;
  } else if (got != 0) {
    valued.outcome = arguments.negated ? -got : got;
    valued.rule = "valued:event";
  } else if (verb && verb->event != 0) {
    valued.outcome = arguments.negated ? -verb->event : verb->event;
    valued.rule = "valued:event";
  }
  return valued;
}

Valued Valuation::Clause(size_t predicate, int depth) const {
  if (depth >= kDepth) {
    return {};
  }
  const TaggedText& text = tree_.text();
  const bool copular =
      tree_.Child(predicate, Relation::kCop) != kNoWord || !tree_.IsVerb(predicate);
  const bool described = text.tag(predicate) == Tag::kParticiple &&
                         tree_.Child(predicate, {Relation::kAuxPass, Relation::kCop}) != kNoWord &&
                         tree_.Child(predicate, Relation::kAgent) == kNoWord;
  if (copular || described) {
    const Valued valued = Copular(predicate, predicate);
    if (copular || valued.outcome != 0) {
      return valued;
    }
  }
  if (IsLinking(text.lemma(predicate))) {
    const size_t complement =
        tree_.Child(predicate, {Relation::kXcomp, Relation::kAdvmod, Relation::kObj});
    if (complement != kNoWord && complement > predicate && !tree_.IsVerb(complement)) {
      const Valued valued = Copular(predicate, complement);
      if (valued.outcome != 0) {
        return valued;
      }
    }
  }
  return Verbal(predicate, depth);
}

}  // namespace standpoint
