#include "analyze/stance/mentions.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {
namespace {

// What is no thing at all.
constexpr std::array<absl::string_view, 36> kNoTargets = {
    "there",      "nobody",  "none",       "nothing",   "something", "somebody",
    "someone",    "anybody", "anyone",     "anything",  "everybody", "everyone",
    "everything", "one",     "who",        "what",      "which",     "you",
    "me",         "us",      "myself",     "ourselves", "whoever",   "whatever",
    "thing",      "way",     "half",       "percent",   "third",     "quarter",
    "fifth",      "tenth",   "themselves", "himself",   "herself",   "itself"};

bool Is(const TaggedText& text, size_t word, absl::string_view form) { return text.Is(word, form); }

bool IsMark(const TaggedText& text, size_t word) {
  return text.tag(word) == Tag::kPunctuation && !Is(text, word, "(") && !Is(text, word, ")");
}

TokenRange Trimmed(const TaggedText& text, TokenRange range) {
  while (!range.empty() &&
         (IsMark(text, range.first) || text.tag(range.first) == Tag::kCoordinator)) {
    ++range.first;
  }
  while (!range.empty() && IsMark(text, range.last - 1)) {
    --range.last;
  }
  return range;
}

// A comma or dash stands in front of it, or is its first word.
bool SetOff(const TaggedText& text, size_t first) {
  const auto parts = [&text](size_t i) {
    return Is(text, i, ",") || IsDash(text, i) || Is(text, i, ";") || Is(text, i, ":");
  };
  return parts(first) || (first > 0 && parts(first - 1));
}

// The phrase's words side by side around its head: children that are not part of it end it.
TokenRange Phrase(const ClauseTree& tree, size_t head, bool clauses) {
  const TaggedText& text = tree.text();
  TokenRange range = {head, head + 1};
  for (size_t i = tree.FirstChild(head); i != kNoWord; i = tree.NextChild(i)) {
    const TokenRange yield = tree.Yield(i);
    switch (text.relation(i)) {
      case Relation::kAcl:
      case Relation::kRelcl:
        if (!clauses || SetOff(text, yield.first) ||
            (tree.Child(i, Relation::kMark) != kNoWord &&
             tree.ChildWord(i, Relation::kMark, "to") == kNoWord)) {
          if (i > head) {
            return Trimmed(text, range);
          }
          continue;
        }
        break;
      case Relation::kAppos:
      case Relation::kParataxis:
      case Relation::kPunct:
      case Relation::kCop:
      case Relation::kNsubj:
      case Relation::kAux:
      case Relation::kMark:
      case Relation::kAdvcl:
      case Relation::kDiscourse:
      case Relation::kCsubj:
      case Relation::kNsubjPass:
        if (i > head && text.relation(i) != Relation::kPunct) {
          return Trimmed(text, range);
        }
        continue;
      case Relation::kCase:
      case Relation::kAdvmod:
      case Relation::kCc:
        if (i < head && text.relation(i) != Relation::kAdvmod) {
          continue;
        }
        if (i < head && i + 1 != head && !range.Contains(i + 1)) {
          range.first = std::min(range.first, i);
          continue;
        }
        break;
      case Relation::kNmod:
        if (!clauses && i > head && absl::EndsWith(text.word(yield.first + 1), "ing") &&
            (tree.Case(i) == "of" || tree.Case(i) == "for")) {
          return Trimmed(text, range);  // "accused by the baker of hoarding flour"
        }
        if (i > head && tree.Child(i, Relation::kAcl) != kNoWord &&
            tree.Child(tree.Child(i, Relation::kAcl), Relation::kMark) != kNoWord) {
          return Trimmed(text, range);  // "on condition that no base is closed"
        }
        break;
      case Relation::kConj:
        if (tree.IsPredicate(i)) {
          return Trimmed(text, range);
        }
        break;
      default:
        break;
    }
    range.first = std::min(range.first, yield.first);
    range.last = std::max(range.last, yield.last);
  }
  // What was left out in front stays out: a preposition, a conjunction.
  while (range.first < head &&
         (text.tag(range.first) == Tag::kPreposition ||
          text.relation(range.first) == Relation::kCase) &&
         tree.Head(range.first) == head) {
    ++range.first;
  }
  return Trimmed(text, range);
}

}  // namespace

TokenRange HolderMention(const ClauseTree& tree, size_t head) { return Phrase(tree, head, false); }

TokenRange TargetMention(const ClauseTree& tree, size_t head) {
  const TaggedText& text = tree.text();
  const Relation relation = text.relation(head);
  const bool clause = relation == Relation::kCsubj || relation == Relation::kCcomp ||
                      (tree.IsVerb(head) && relation != Relation::kRelcl &&
                       relation != Relation::kAmod && relation != Relation::kCompound);
  return clause ? ClauseMention(tree, head) : Phrase(tree, head, true);
}

TokenRange ClauseMention(const ClauseTree& tree, size_t predicate) {
  const TaggedText& text = tree.text();
  TokenRange range = tree.Yield(predicate);
  for (bool again = true; again && !range.empty();) {
    const Tag tag = text.tag(range.first);
    again =
        tag == Tag::kThat || tag == Tag::kTo || tag == Tag::kConditional ||
        tag == Tag::kSubordinator || tag == Tag::kCoordinator || tag == Tag::kPunctuation ||
        (text.relation(range.first) == Relation::kMark && tree.Head(range.first) == predicate) ||
        (tag == Tag::kPreposition && tree.Head(range.first) == predicate);
    range.first += again ? 1 : 0;
  }
  return Trimmed(text, range);
}

bool IsFirstPerson(const ClauseTree& tree, size_t head) {
  const absl::string_view word = tree.text().word(head);
  return word == "i" || word == "we" || word == "us" || word == "me" || word == "my" ||
         word == "our";
}

bool CanBeHolder(const ClauseTree& tree, size_t head) {
  const absl::string_view word = tree.text().word(head);
  const size_t det = tree.Child(head, Relation::kDet);
  const bool none = word == "nobody" || word == "none" || word == "nothing" || word == "who" ||
                    word == "what" || word == "which" || word == "there" || word == "whoever" ||
                    word == "anyone" || word == "anybody" || word == "you" || word == "one" ||
                    word == "everyone" || word == "everybody";
  return (!none || tree.Child(head, {Relation::kNmod, Relation::kRelcl}) != kNoWord) &&
         !(det != kNoWord && tree.text().Is(det, "no"));
}

bool CanBeMeant(const ClauseTree& tree, size_t head) {
  const TaggedText& text = tree.text();
  if (IsFirstPerson(tree, head) || text.tag(head) == Tag::kNumber ||
      text.tag(head) == Tag::kSymbol || text.tag(head) == Tag::kAdverb) {
    return false;
  }
  for (const absl::string_view none : kNoTargets) {
    if (text.Is(head, none) || text.lemma(head) == none) {
      return false;
    }
  }
  return true;
}

bool CanBeTarget(const StanceWords& words, const ClauseTree& tree, size_t head) {
  if (!CanBeMeant(tree, head)) {
    return false;
  }
  const TaggedText& text = tree.text();
  const StanceMatch noun = words.Noun(tree, head);
  const bool nature = (noun && noun->nature) || words.Kind(tree, head) == NounKind::kNature;
  // "the night" has nobody chosen, "twelve-hour nights" somebody.
  if (!nature || tree.Child(head, Relation::kNmodPoss) != kNoWord) {
    return true;
  }
  for (size_t i = tree.FirstChild(head); i != kNoWord && i < head; i = tree.NextChild(i)) {
    const bool counted =
        text.tag(tree.Yield(i).first) == Tag::kNumber && i + 1 != tree.Yield(i).first + 1;
    if (counted ||
        (text.relation(i) == Relation::kCompound && words.Kind(tree, i) != NounKind::kNature)) {
      return true;
    }
  }
  return false;
}

}  // namespace standpoint
