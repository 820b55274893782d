#include "analyze/stance/clause_tree.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {
namespace {

bool IsNegator(absl::string_view word) {
  return word == "not" || word == "never" || word == "hardly" || word == "barely" ||
         word == "scarcely" || word == "neither" || word == "nor" || word == "rarely" ||
         word == "seldom";
}

bool IsNoOne(absl::string_view word) {
  return word == "nobody" || word == "none" || word == "nothing" || word == "no" ||
         word == "neither" || word == "few" || word == "little";
}

}  // namespace

ClauseTree::ClauseTree(const TaggedText& text)
    : text_(text), first_child_(text.size(), kNone), next_child_(text.size(), kNone) {
  for (size_t i = text.size(); i-- > 0;) {
    const size_t head = text.head(i);
    if (head != i) {
      next_child_[i] = first_child_[head];
      first_child_[head] = static_cast<uint32_t>(i);
    }
  }
  FindYields();
}

// Leaves first, so that each word hands on what it has gathered once.
void ClauseTree::FindYields() {
  const size_t size = text_.size();
  std::vector<uint32_t> open(size, 0), ready;
  first_word_.resize(size);
  last_word_.resize(size);
  for (size_t i = 0; i < size; ++i) {
    first_word_[i] = last_word_[i] = static_cast<uint32_t>(i);
    if (Head(i) != kNoWord) {
      ++open[Head(i)];
    }
  }
  for (size_t i = 0; i < size; ++i) {
    if (open[i] == 0) {
      ready.push_back(static_cast<uint32_t>(i));
    }
  }
  while (!ready.empty()) {
    const uint32_t word = ready.back();
    ready.pop_back();
    const size_t head = Head(word);
    if (head == kNoWord) {
      continue;
    }
    first_word_[head] = std::min(first_word_[head], first_word_[word]);
    last_word_[head] = std::max(last_word_[head], last_word_[word]);
    if (--open[head] == 0) {
      ready.push_back(static_cast<uint32_t>(head));
    }
  }
}

size_t ClauseTree::Child(size_t word, Relation relation) const { return Child(word, {relation}); }

size_t ClauseTree::Child(size_t word, std::initializer_list<Relation> relations) const {
  for (size_t i = FirstChild(word); i != kNoWord; i = NextChild(i)) {
    if (std::find(relations.begin(), relations.end(), text_.relation(i)) != relations.end()) {
      return i;
    }
  }
  return kNoWord;
}

size_t ClauseTree::ChildWord(size_t word, Relation relation, absl::string_view form) const {
  for (size_t i = FirstChild(word); i != kNoWord; i = NextChild(i)) {
    if (text_.relation(i) == relation && (text_.Is(i, form) || text_.lemma(i) == form)) {
      return i;
    }
  }
  return kNoWord;
}

absl::string_view ClauseTree::Case(size_t word) const {
  const size_t mark = Child(word, Relation::kCase);
  return mark == kNoWord ? absl::string_view() : text_.word(mark);
}

bool ClauseTree::Negated(size_t predicate) const {
  bool negated = false;
  for (size_t i = FirstChild(predicate); i != kNoWord; i = NextChild(i)) {
    const Relation relation = text_.relation(i);
    if ((relation == Relation::kAdvmod || relation == Relation::kCc || relation == Relation::kDet ||
         relation == Relation::kOther) &&
        (IsNegator(text_.word(i)) || text_.Is(i, "no"))) {
      const bool only = text_.Is(i + 1, "only") || text_.Is(i + 1, "just") ||
                        text_.Is(i + 1, "merely") || text_.Is(i + 1, "simply");
      negated ^= !only;
    } else if (relation == Relation::kAdvmod && ChildWord(i, Relation::kAdvmod, "no") != kNoWord) {
      negated = !negated;  // "no longer"
    } else if (relation == Relation::kNsubj || relation == Relation::kNsubjPass) {
      size_t det = Child(i, {Relation::kDet, Relation::kAmod});
      det = det != kNoWord && text_.relation(det) == Relation::kAmod && !text_.Is(det, "few")
                ? kNoWord
                : det;
      const bool none = IsNoOne(text_.word(i)) || text_.Is(Yield(i).first, "neither") ||
                        (det != kNoWord &&
                         (text_.Is(det, "no") || text_.Is(det, "neither") || text_.Is(det, "few")));
      negated ^= none;
    }
  }
  return negated;
}

bool ClauseTree::Asked(size_t predicate) const {
  for (size_t word = predicate, steps = 0; word != kNoWord && steps < 3; ++steps) {
    const size_t mark = Child(word, Relation::kMark);
    if (mark != kNoWord && (text_.Is(mark, "whether") ||
                            (text_.Is(mark, "if") && text_.relation(word) == Relation::kCcomp))) {
      return true;
    }
    word = text_.relation(word) == Relation::kXcomp || text_.relation(word) == Relation::kConj
               ? Head(word)
               : kNoWord;
  }
  return false;
}

bool ClauseTree::IsVerb(size_t word) const {
  const Tag tag = text_.tag(word);
  return tag == Tag::kVerb || tag == Tag::kBase || tag == Tag::kParticiple || tag == Tag::kGerund;
}

bool ClauseTree::IsPredicate(size_t word) const {
  const Relation relation = text_.relation(word);
  if (relation == Relation::kAux || relation == Relation::kAuxPass || relation == Relation::kCop ||
      (relation == Relation::kAmod && Child(word, Relation::kAux) == kNoWord) ||
      relation == Relation::kCase || relation == Relation::kMark ||
      relation == Relation::kCompound || relation == Relation::kFixed ||
      relation == Relation::kAdvmod) {
    return false;
  }
  return IsVerb(word) || Child(word, {Relation::kCop, Relation::kNsubj, Relation::kNsubjPass,
                                      Relation::kCsubj}) != kNoWord;
}

}  // namespace standpoint
