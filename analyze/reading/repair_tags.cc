#include "analyze/reading/repair_tags.h"

#include <cstddef>
#include <cstdint>

namespace standpoint {
namespace {

// What hangs on each word.
struct Dependents {
  std::vector<bool> subject;  // before it
  std::vector<bool> auxiliary;
};

Dependents DependentsOf(const std::vector<WordTag>& tags) {
  Dependents found{std::vector<bool>(tags.size()), std::vector<bool>(tags.size())};
  for (size_t i = 0; i < tags.size(); ++i) {
    const Relation relation = tags[i].relation;
    const uint32_t head = tags[i].head;
    if (relation == Relation::kNsubj && head > i) {
      found.subject[head] = true;
    }
    if (relation == Relation::kAux || relation == Relation::kAuxPass ||
        relation == Relation::kCop || tags[i].tag == Tag::kTo) {
      found.auxiliary[head] = true;
    }
  }
  return found;
}

void MakePast(WordTag& tag) {
  tag.tag = Tag::kVerb;
  tag.bits = (tag.bits & ~kVerbForms) | kVerbPast;
  tag.finite = true;
}

// Verbs that modify a noun or are one.
void RepairNominals(bool alone, WordTag& tag) {
  const bool finite_or_base = tag.tag == Tag::kVerb || tag.tag == Tag::kBase;
  const bool verbal = finite_or_base || tag.tag == Tag::kParticiple || tag.tag == Tag::kGerund;
  if (verbal && tag.relation == Relation::kAmod) {
    tag.tag = Tag::kAdjective;
    tag.finite = false;
  } else if (finite_or_base && (tag.bits & kNoun) != 0 && alone &&
             (tag.relation == Relation::kNsubj || tag.relation == Relation::kCompound ||
              tag.relation == Relation::kObj || tag.relation == Relation::kNmod)) {
    tag.tag = Tag::kNoun;  // "export controls", whatever the tagger took them for
    tag.finite = false;
    tag.bits &= ~kVerbForms;
  }
}

bool HeadsClause(Relation relation) {
  return relation == Relation::kRoot || relation == Relation::kCcomp ||
         relation == Relation::kConj || relation == Relation::kParataxis ||
         relation == Relation::kRelcl || relation == Relation::kAdvcl;
}

// Forms that only their place tells apart: of a verb with a subject and without an auxiliary a participle or base form is a finite
// one ("cut", "put", "come").
void RepairForms(std::vector<WordTag>& tags) {
  const Dependents dependents = DependentsOf(tags);
  for (size_t i = 0; i < tags.size(); ++i) {
    WordTag& tag = tags[i];
    const bool subject = dependents.subject[i];
    const bool auxiliary = dependents.auxiliary[i];
    RepairNominals(!subject && !auxiliary, tag);
    if (tag.tag == Tag::kParticiple && tag.relation == Relation::kConj && !auxiliary &&
        tags[tag.head].tag == Tag::kVerb && (tags[tag.head].bits & kVerbPast) != 0) {
      MakePast(tag);  // "called it a sham and put it off"
    }
    if (!HeadsClause(tag.relation) || !subject || auxiliary) {
      continue;
    }
    if (tag.tag == Tag::kParticiple) {
      MakePast(tag);
    } else if (tag.tag == Tag::kBase && tag.relation == Relation::kRoot) {
      tag.tag = Tag::kVerb;
      tag.finite = true;
    }
  }
}

// "Video shows that ...", where "shows" was taken for a noun.
void RepairReport(const Lexicon& lexicon, size_t i, std::vector<WordTag>& tags) {
  WordTag& tag = tags[i];
  const bool root = tag.relation == Relation::kRoot && tag.tag == Tag::kNoun && i > 0 &&
                    i + 2 < tags.size() && tags[i + 1].word == "that" &&
                    tags[i + 1].relation == Relation::kMark;
  const WordEntry* const entry = root ? lexicon.FindWord(tag.word) : nullptr;
  if (entry == nullptr || (entry->bits & kVerbS) == 0) {
    return;
  }
  const WordTag& clause = tags[tags[i + 1].head];
  if (clause.head == i && clause.relation == Relation::kCcomp) {
    tag.tag = Tag::kVerb;
    tag.finite = true;
    tag.bits = (tag.bits & ~kVerbForms) | kVerbS;
    tag.lemma = entry->lemma;
  }
}

// "that" before a clause, "have" and "do" that no other auxiliary asks for, "be" of a wish.
void RepairLinks(size_t i, std::vector<WordTag>& tags) {
  WordTag& tag = tags[i];
  if (tag.word == "that" && tag.relation == Relation::kMark) {
    tag.tag = Tag::kThat;
  }
  if (tag.tag != Tag::kAuxiliary || tag.finite ||
      (tag.word != "have" && tag.word != "do" && tag.word != "be")) {
    return;
  }
  size_t before = i;
  while (before > 0 && tags[before - 1].tag == Tag::kAdverb) {
    --before;
  }
  const bool wanted = before > 0 && (tags[before - 1].tag == Tag::kTo ||
                                     (tags[before - 1].bits & (kModal | kDo)) != 0);
  const bool after_noun =
      before > 0 && (tags[before - 1].tag == Tag::kNoun || tags[before - 1].tag == Tag::kProper ||
                     tags[before - 1].tag == Tag::kPronoun);
  tag.finite = !wanted && i > 0 && (tag.word != "be" || after_noun);
}

}  // namespace

void RepairTags(const Lexicon& lexicon, std::vector<WordTag>& tags) {
  RepairForms(tags);
  for (size_t i = 0; i < tags.size(); ++i) {
    RepairLinks(i, tags);
    RepairReport(lexicon, i, tags);
  }
}

}  // namespace standpoint
