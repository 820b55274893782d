#include "analyze/stance/target_names.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/coreference/mentions.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/mentions.h"

namespace standpoint {
namespace {

constexpr size_t kMentions = 16;   // of a noun that are compared
constexpr size_t kWordsBack = 60;  // in which the antecedent of a pronoun stands
constexpr size_t kLongest = 12;    // words of a full name

bool IsModifier(Relation relation) {
  return relation == Relation::kCompound || relation == Relation::kAmod ||
         relation == Relation::kNmodPoss || relation == Relation::kFlat ||
         relation == Relation::kNmod || relation == Relation::kNummod;
}

bool IsNoun(Tag tag) { return tag == Tag::kNoun || tag == Tag::kProper; }

}  // namespace

TargetNames::TargetNames(const ClauseTree& tree) : tree_(tree) {
  const TaggedText& text = tree.text();
  for (size_t i = 0; i < text.size(); ++i) {
    const Relation relation = text.relation(i);
    if (IsNoun(text.tag(i)) && relation != Relation::kCompound && relation != Relation::kFlat) {
      heads_[text.lemma(i)].push_back(static_cast<uint32_t>(i));
    }
  }
}

// The word that the others depend on; kNoWord for a clause.
size_t TargetNames::HeadOf(TokenRange target) const {
  for (size_t i = target.first; i < target.last; ++i) {
    const size_t head = tree_.Head(i);
    if (head != kNoWord && target.Contains(head)) {
      continue;
    }
    const Tag tag = tree_.text().tag(i);
    if (IsNoun(tag) && tree_.Child(i, {Relation::kCop, Relation::kNsubj}) == kNoWord) {
      return i;
    }
    return tag == Tag::kPronoun && target.size() == 1 ? i : kNoWord;
  }
  return kNoWord;
}

// "the controls" of "export controls": every modifier of the shorter one stands with the fuller one.
bool TargetNames::HasModifiersOf(size_t fuller, size_t shorter) const {
  const TaggedText& text = tree_.text();
  for (size_t i = tree_.FirstChild(shorter); i != kNoWord; i = tree_.NextChild(i)) {
    if (!IsModifier(text.relation(i)) || text.relation(i) == Relation::kNmod) {
      continue;
    }
    bool found = false;
    const TokenRange yield = tree_.Yield(fuller);
    for (size_t k = yield.first; k < yield.last && !found; ++k) {
      found = k != fuller && text.lemma(k) == text.lemma(i);
    }
    if (!found) {
      return false;
    }
  }
  return true;
}

TokenRange TargetNames::Fullest(size_t head) const {
  const TaggedText& text = tree_.text();
  TokenRange best = HolderMention(tree_, head);
  const auto it = heads_.find(text.lemma(head));
  if (it == heads_.end()) {
    return best;
  }
  const size_t det = tree_.Child(head, Relation::kDet);
  const bool indefinite =
      det != kNoWord && (text.Is(det, "a") || text.Is(det, "an") || text.Is(det, "any") ||
                         text.Is(det, "another") || text.Is(det, "every") || text.Is(det, "no"));
  const auto here = std::lower_bound(it->second.begin(), it->second.end(), head);
  const size_t last = static_cast<size_t>(here - it->second.begin());
  for (size_t i = last - std::min(last, kMentions); i < last && !indefinite; ++i) {
    const size_t other = it->second[i];
    if (!HasModifiersOf(other, head)) {
      continue;
    }
    const TokenRange mention = HolderMention(tree_, other);
    if (mention.size() > best.size() && mention.size() <= kLongest) {
      best = mention;
    }
  }
  return best;
}

bool TargetNames::IsPlural(size_t word) const {
  const TaggedText& text = tree_.text();
  return text.tag(word) == Tag::kNoun && text.word(word) != text.lemma(word);
}

// The subject of a clause before that agrees in number and is no pronoun.
size_t TargetNames::Resolve(size_t pronoun) const {
  const TaggedText& text = tree_.text();
  const absl::string_view word = text.word(pronoun);
  const bool plural = word == "they" || word == "them" || word == "these" || word == "those";
  if (!plural && word != "it" && word != "this") {
    return kNoWord;
  }
  for (size_t i = pronoun; i-- > pronoun - std::min(pronoun, kWordsBack);) {
    const Relation relation = text.relation(i);
    const bool subject = relation == Relation::kNsubj || relation == Relation::kNsubjPass;
    if (subject && IsNoun(text.tag(i)) && IsPlural(i) == plural &&
        tree_.Head(i) != tree_.Head(pronoun)) {
      return i;
    }
  }
  return kNoWord;
}

TokenRange TargetNames::PersonName(size_t word) const {
  const Coreference& coreference = tree_.text().syntax().coreference;
  const auto it = std::lower_bound(coreference.mentions.begin(), coreference.mentions.end(), word,
                                   [](const Mention& m, size_t at) { return m.last_word <= at; });
  if (it == coreference.mentions.end() || it->first_word > word) {
    return {};
  }
  const uint32_t full = coreference.referents[it->referent].full_name;
  if (full == Referent::kNoName) {
    return {};
  }
  const Mention& name = coreference.mentions[full];
  return {name.first_word, name.last_word};
}

TokenRange TargetNames::FullName(TokenRange target) const {
  const size_t head = target.empty() ? kNoWord : HeadOf(target);
  if (head == kNoWord) {
    return {};
  }
  if (const TokenRange person = PersonName(head); !person.empty()) {
    return person;
  }
  if (tree_.text().tag(head) != Tag::kPronoun) {
    return Fullest(head);
  }
  const size_t antecedent = Resolve(head);
  return antecedent == kNoWord ? TokenRange{} : Fullest(antecedent);
}

}  // namespace standpoint
