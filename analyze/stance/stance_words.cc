#include "analyze/stance/stance_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_table.h"

namespace standpoint {
namespace {

constexpr size_t kReach =
    4;  // words between two words of an entry, and before the word that it covers

// Stands between the words of an entry without changing what it says.
bool IsFiller(const TaggedText& text, size_t word) {
  const Tag tag = text.tag(word);
  return tag == Tag::kDeterminer || tag == Tag::kAdverb ||
         (tag == Tag::kAdjective && !text.Is(word, "other") && !text.Is(word, "more"));
}

// Between the words of an entry it turns what they say: "have little faith in".
bool IsLittle(const TaggedText& text, size_t word) {
  return text.Is(word, "no") || text.Is(word, "little") || text.Is(word, "scant") ||
         text.Is(word, "zero");
}

bool IsSpell(absl::string_view lemma) {
  return lemma == "year" || lemma == "month" || lemma == "week" || lemma == "day" ||
         lemma == "decade" || lemma == "hour" || lemma == "age" || lemma == "time";
}

bool TurnedAt(const ClauseTree& tree, size_t noun) {
  for (size_t i = tree.FirstChild(noun); i != kNoWord && i < noun; i = tree.NextChild(i)) {
    if (IsLittle(tree.text(), i)) {
      return true;
    }
  }
  return false;
}

bool Reads(const TaggedText& text, size_t i, absl::string_view word) {
  return text.Is(i, word) || text.lemma(i) == word || (word == "be" && (text.bits(i) & kBe) != 0);
}

// "well-designed": the words that hyphens join with `word`, as written in lower case.
std::string Hyphenated(const TaggedText& text, size_t word, TokenRange& range) {
  range = {word, word + 1};
  while (range.first > 0 && text.glued(range.first) &&
         (text.Is(range.first - 1, "-") || text.Is(range.first, "-"))) {
    --range.first;
  }
  while (text.glued(range.last) && (text.Is(range.last, "-") || text.Is(range.last - 1, "-"))) {
    ++range.last;
  }
  std::string joined;
  for (size_t i = range.first; i < range.last && range.size() > 1; ++i) {
    joined += std::string(text.word(i));
  }
  return joined;
}

}  // namespace

StanceWords::StanceWords(const Lexicon& lexicon)
    : lexicon_(lexicon),
      cues_(lexicon.Phrases("cues")),
      verbs_(ReadStanceTable({&lexicon.Phrases("stance_verbs")})),
      nouns_(ReadStanceTable(
          {&lexicon.Phrases("stance_nouns"), &lexicon.Phrases("more_stance_nouns")})),
      adjectives_(ReadStanceTable(
          {&lexicon.Phrases("stance_adjectives"), &lexicon.Phrases("more_stance_adjectives")})) {
  for (const PhraseEntry* const entry : lexicon.Phrases("noun_kinds").All()) {
    kinds_[entry->words.front()] = entry->Has("person")  ? NounKind::kPerson
                                   : entry->Has("group") ? NounKind::kGroup
                                                         : NounKind::kNature;
  }
}

// The entries of one word, and of the longer ones those whose second word can be read behind `first`; in their order.
std::vector<uint32_t> StanceWords::Candidates(const TaggedText& text,
                                              const StanceBeginning& beginning, size_t first) {
  std::vector<uint32_t> found;
  const auto add = [&](absl::string_view second) {
    const auto it = beginning.by_second.find(second);
    if (it != beginning.by_second.end()) {
      found.insert(found.end(), it->second.begin(), it->second.end());
    }
  };
  const size_t last = std::min(first + 1 + kReach, text.size());
  for (size_t at = first + 1; at < last && !beginning.by_second.empty(); ++at) {
    add(text.word(at));
    if (text.lemma(at) != text.word(at)) {
      add(text.lemma(at));
    }
    if ((text.bits(at) & kBe) != 0) {
      add("be");
    }
    if (!IsFiller(text, at)) {
      break;
    }
  }
  std::sort(found.begin(), found.end());
  for (size_t i = beginning.longer; i < beginning.entries.size(); ++i) {
    found.push_back(static_cast<uint32_t>(i));
  }
  return found;
}

// Irregular verbs as the lexicon has them; what it does not know, as the engine says.
absl::string_view StanceWords::VerbLemma(const ClauseTree& tree, size_t word) const {
  const TaggedText& text = tree.text();
  const WordEntry* const entry = tree.IsVerb(word) ? lexicon_.FindWord(text.word(word)) : nullptr;
  return entry == nullptr || entry->lemma.empty() ? text.lemma(word)
                                                  : absl::string_view(entry->lemma);
}

// The longest entry that begins at `first` and covers `word`.
StanceMatch StanceWords::At(const ClauseTree& tree, const StanceTable& table, size_t first,
                            size_t word) const {
  const TaggedText& text = tree.text();
  StanceMatch best;
  size_t longest = 0;
  const std::array<absl::string_view, 3> keys = {text.lemma(first), text.word(first),
                                                 VerbLemma(tree, first)};
  for (auto key = keys.begin(); key != keys.end(); ++key) {
    const auto it = std::find(keys.begin(), key, *key) == key ? table.find(*key) : table.end();
    if (it == table.end()) {
      continue;
    }
    for (const uint32_t candidate : Candidates(text, it->second, first)) {
      const StanceEntry& entry = it->second.entries[candidate];
      if (entry.words.size() <= longest) {
        break;
      }
      size_t at = first + 1, k = 1;
      bool turned = false;
      for (; k < entry.words.size(); ++k, ++at) {
        const size_t last = std::min(at + kReach, text.size());
        while (at < last && !Reads(text, at, entry.words[k]) && IsFiller(text, at)) {
          turned = turned || IsLittle(text, at);
          ++at;
        }
        if (at >= last || !Reads(text, at, entry.words[k])) {
          break;
        }
      }
      if (k == entry.words.size() && word < at) {
        best = {&entry.word, {first, at}, kNoWord, turned};
        longest = entry.words.size();
        break;
      }
    }
  }
  return best;
}

StanceMatch StanceWords::Verb(const ClauseTree& tree, size_t word) const {
  const TaggedText& text = tree.text();
  const StanceMatch side_by_side = At(tree, verbs_, word, word);
  if (side_by_side && side_by_side.range.size() > 1) {
    return side_by_side;
  }
  const auto it = verbs_.find(VerbLemma(tree, word));
  if (it == verbs_.end()) {
    return side_by_side;
  }
  // "put riders off", "protect them from floods", "put them in danger"
  for (size_t n = 0; n < it->second.longer; ++n) {
    const StanceEntry& entry = it->second.entries[n];
    for (size_t i = tree.FirstChild(word); i != kNoWord; i = tree.NextChild(i)) {
      const Relation relation = text.relation(i);
      const bool particle = relation == Relation::kParticle || relation == Relation::kAdvmod;
      const bool oblique = relation == Relation::kObl || relation == Relation::kNmod;
      // "owes the voters an apology": what stands between is its object.
      const size_t between = relation == Relation::kObj && i > word
                                 ? tree.Child(word, {Relation::kObj, Relation::kIobj})
                                 : kNoWord;
      const bool second = between != kNoWord && between < i && between > word;
      if (i < word || (entry.words.size() > 2 && !oblique && !second)) {
        continue;
      }
      if (entry.words.size() == 2 && second && Reads(text, i, entry.words[1])) {
        return {&entry.word, {word, word + 1}, between, TurnedAt(tree, i)};
      }
      const bool result = relation == Relation::kXcomp || relation == Relation::kAmod;
      if (entry.words.size() == 2 && (particle || (result && !tree.IsVerb(i))) &&
          text.Is(i, entry.words[1])) {
        return {&entry.word, {word, word + 1}};  // "keep the library open"
      }
      const bool about = entry.words.size() == 2 && oblique;
      // "sued the state over its failure": the state, where that says the same.
      const bool plain = about && side_by_side && side_by_side->to != 0 &&
                         side_by_side->to == entry.word.to &&
                         tree.Child(word, Relation::kObj) != kNoWord;
      if (about && !plain && tree.Case(i) == entry.words[1]) {
        return {&entry.word, {word, word + 1}, i};
      }
      // "complained for years about the app", where the tree has the years complained about.
      const size_t inner =
          about && !plain && IsSpell(text.lemma(i)) ? tree.Child(i, Relation::kNmod) : kNoWord;
      if (inner != kNoWord && tree.Case(inner) == entry.words[1]) {
        return {&entry.word, {word, word + 1}, inner};
      }
      size_t at = tree.Yield(i).first, k = 1;
      for (; k < entry.words.size() && at < text.size(); ++at) {
        if (Reads(text, at, entry.words[k])) {
          ++k;
        } else if (!IsFiller(text, at)) {
          break;
        }
      }
      if (entry.words.size() > 2 && k == entry.words.size()) {
        return {
            &entry.word, {word, word + 1}, second ? between : kNoWord, second && TurnedAt(tree, i)};
      }
    }
  }
  return side_by_side;
}

StanceMatch StanceWords::Covering(const ClauseTree& tree, const StanceTable& table,
                                  size_t word) const {
  const TaggedText& text = tree.text();
  StanceMatch best;
  size_t longest = 0;
  for (size_t first = word - std::min(word, kReach); first <= word; ++first) {
    const StanceMatch match = At(tree, table, first, word);
    if (match && match.range.size() > longest && match.range.Contains(word)) {
      best = match;
      longest = match.range.size();
    }
  }
  TokenRange range;
  if (const std::string joined = Hyphenated(text, word, range); !joined.empty()) {
    const auto it = table.find(joined);
    if (it != table.end() && it->second.entries.back().words.size() == 1) {
      return {&it->second.entries.back().word, range};
    }
    if (best && best.range.size() == 1) {
      return {};  // "long-dead": another word
    }
  }
  return best;
}

bool StanceWords::IsSpeech(const ClauseTree& tree, size_t verb) const {
  const TaggedText& text = tree.text();
  if (!tree.IsVerb(verb)) {
    return false;
  }
  const auto [entry, size] = text.Match(cues_, verb, text.size());
  const StanceMatch match = Verb(tree, verb);
  return (entry != nullptr && entry->Has("clause")) || (match && match->says);
}

NounKind StanceWords::Kind(const ClauseTree& tree, size_t word) const {
  const auto it = kinds_.find(tree.text().lemma(word));
  return it == kinds_.end() ? NounKind::kOther : it->second;
}

bool StanceWords::IsActor(const ClauseTree& tree, size_t word) const {
  const TaggedText& text = tree.text();
  const absl::string_view form = text.word(word);
  if (text.tag(word) == Tag::kProper || form == "he" || form == "she" || form == "i" ||
      form == "we" || form == "you" || form == "who" || form == "they" || form == "most" ||
      form == "many" || form == "some" || form == "others") {
    return true;
  }
  const size_t of = tree.Child(word, Relation::kNmod);  // "two thirds of nurses", "one in ten"
  if (of != kNoWord &&
      (text.tag(word) == Tag::kNumber || tree.Child(word, Relation::kNummod) != kNoWord ||
       form == "majority" || form == "half")) {
    return text.tag(word) == Tag::kNumber || IsActor(tree, of);
  }
  const NounKind kind = Kind(tree, word);
  return kind == NounKind::kPerson || kind == NounKind::kGroup;
}

StanceMatch StanceWords::Noun(const ClauseTree& tree, size_t word) const {
  return Covering(tree, nouns_, word);
}

StanceMatch StanceWords::Adjective(const ClauseTree& tree, size_t word) const {
  StanceMatch match = Covering(tree, adjectives_, word);
  if (!match) {  // "fairer"
    const std::string base(tree.text().syntax().morphology.Lemma(word));
    const auto it = adjectives_.find(base);
    if (it != adjectives_.end() && it->second.entries.back().words.size() == 1) {
      match = {&it->second.entries.back().word, {word, word + 1}};
    }
  }
  return match;
}

}  // namespace standpoint
