#include "analyze/stance/arguments.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"
#include "analyze/stance/clause_tree.h"

namespace standpoint {
namespace {

constexpr int kClauses = 6;  // above a predicate in which its subject is looked for

bool IsRelativeWord(absl::string_view word) {
  return word == "who" || word == "which" || word == "that" || word == "whom";
}

// Its own subject: not "there", not "it" for a clause that follows.
size_t OwnSubject(const ClauseTree& tree, size_t predicate) {
  size_t nearest = kNoWord;
  for (size_t i = tree.FirstChild(predicate); i != kNoWord; i = tree.NextChild(i)) {
    const Relation relation = tree.text().relation(i);
    if ((relation == Relation::kNsubj || relation == Relation::kNsubjPass ||
         relation == Relation::kCsubj) &&
        (nearest == kNoWord || i < predicate)) {
      nearest = i;
    }
  }
  return nearest;
}

// Verbs of making somebody do something: the infinitive's subject is their object.
size_t ControllerOf(const ClauseTree& tree, size_t verb) {
  const size_t object = tree.Child(verb, {Relation::kObj, Relation::kIobj});
  return object;
}

size_t FindSubject(const ClauseTree& tree, size_t predicate, int clauses) {
  if (clauses == 0) {
    return kNoWord;
  }
  if (const size_t own = OwnSubject(tree, predicate); own != kNoWord) {
    return Antecedent(tree, own);
  }
  const size_t head = tree.Head(predicate);
  if (head == kNoWord || tree.Child(predicate, Relation::kExpl) != kNoWord) {
    return kNoWord;
  }
  switch (tree.text().relation(predicate)) {
    case Relation::kXcomp: {
      const size_t object = ControllerOf(tree, head);
      return object != kNoWord && object < predicate ? object
                                                     : FindSubject(tree, head, clauses - 1);
    }
    case Relation::kConj:
    case Relation::kAdvcl:
    case Relation::kParataxis:
      return FindSubject(tree, head, clauses - 1);
    case Relation::kCcomp:
      return tree.Child(predicate, Relation::kMark) == kNoWord ||
                     tree.text().tag(predicate) == Tag::kBase
                 ? FindSubject(tree, head, clauses - 1)
                 : kNoWord;
    case Relation::kAcl: {
      if (tree.text().tag(predicate) != Tag::kBase) {
        return head;  // "grants aimed at", "those asking for"
      }
      // "its plan to scrap fees", "has a plan to scrap fees"
      const size_t owner = tree.Child(head, Relation::kNmodPoss);
      const size_t above = tree.Head(head);
      return owner != kNoWord   ? owner
             : above != kNoWord ? FindSubject(tree, above, clauses - 1)
                                : kNoWord;
    }
    case Relation::kRelcl:
      return kNoWord;
    default:
      return kNoWord;
  }
}

// The phrase behind the preposition that ends `words`, or that stands behind the verb for them.
size_t ObjectBehind(const ClauseTree& tree, size_t predicate, TokenRange words) {
  const TaggedText& text = tree.text();
  const size_t last = words.last - 1;
  if (last > predicate && text.relation(last) == Relation::kCase) {
    return tree.Head(last);
  }
  if (last > predicate && tree.IsVerb(last)) {
    return tree.Child(last, Relation::kObj);  // "refused to endorse the programme"
  }
  return last > predicate && text.relation(last) == Relation::kMark ? tree.Head(last) : kNoWord;
}

}  // namespace

size_t Antecedent(const ClauseTree& tree, size_t word) {
  const TaggedText& text = tree.text();
  if (word == kNoWord || !IsRelativeWord(text.word(word)) || text.tag(word) == Tag::kDeterminer) {
    return word;
  }
  size_t clause = tree.Head(word);
  for (int i = 0; i < kClauses && clause != kNoWord; ++i, clause = tree.Head(clause)) {
    if (text.relation(clause) == Relation::kRelcl || text.relation(clause) == Relation::kAcl) {
      return tree.Head(clause);
    }
  }
  return word;
}

size_t SubjectOf(const ClauseTree& tree, size_t predicate) {
  return FindSubject(tree, predicate, kClauses);
}

TokenRange VerbGroup(const ClauseTree& tree, size_t predicate) {
  TokenRange range = {predicate, predicate + 1};
  for (size_t i = tree.FirstChild(predicate); i != kNoWord && i < predicate;
       i = tree.NextChild(i)) {
    const Relation relation = tree.text().relation(i);
    if (relation == Relation::kAux || relation == Relation::kAuxPass ||
        relation == Relation::kCop) {
      range.first = std::min(range.first, i);
    }
  }
  return range;
}

bool IsPassive(const ClauseTree& tree, size_t predicate) {
  const TaggedText& text = tree.text();
  if (text.tag(predicate) != Tag::kParticiple) {
    return false;
  }
  if (tree.Child(predicate, {Relation::kNsubjPass, Relation::kAuxPass, Relation::kAgent}) !=
      kNoWord) {
    return true;
  }
  const Relation relation = text.relation(predicate);
  const bool plain = tree.Child(predicate, {Relation::kAux, Relation::kNsubj}) == kNoWord;
  if (relation == Relation::kConj && plain) {
    const size_t head = tree.Head(predicate);
    return text.tag(head) == Tag::kParticiple && IsPassive(tree, head);
  }
  return plain && (relation == Relation::kAcl || relation == Relation::kAmod ||
                   relation == Relation::kXcomp || relation == Relation::kAdvcl ||
                   tree.Child(predicate, Relation::kCop) != kNoWord);
}

Arguments ReadArguments(const ClauseTree& tree, size_t predicate, TokenRange words, size_t object) {
  const TaggedText& text = tree.text();
  Arguments arguments;
  arguments.passive = IsPassive(tree, predicate);
  arguments.negated = tree.Negated(predicate);
  arguments.subject = SubjectOf(tree, predicate);
  arguments.object = object != kNoWord ? object : ObjectBehind(tree, predicate, words);
  for (size_t i = tree.FirstChild(predicate); i != kNoWord; i = tree.NextChild(i)) {
    const Relation relation = text.relation(i);
    const bool inside = words.Contains(i);
    if (relation == Relation::kAgent ||
        (relation == Relation::kObl && arguments.passive && tree.Case(i) == "by")) {
      arguments.agent = i;
    } else if (relation == Relation::kObl && !inside && i > predicate && words.size() > 1 &&
               tree.Child(i, Relation::kCase) == kNoWord && arguments.object == kNoWord &&
               text.relation(words.last - 1) == Relation::kParticle) {
      arguments.object = i;  // "switch off its cameras"
    } else if (relation == Relation::kObj && !inside && arguments.object == kNoWord) {
      arguments.object = i;
    } else if (relation == Relation::kCcomp || relation == Relation::kXcomp) {
      arguments.complement = arguments.complement == kNoWord ? i : arguments.complement;
    }
  }
  // "the rules have harmed students", where the tree takes the verb for an adjective.
  if (text.relation(predicate) == Relation::kAmod && arguments.object == kNoWord &&
      tree.Child(predicate, Relation::kAux) != kNoWord) {
    arguments.passive = false;
    arguments.object = tree.Head(predicate);
  }
  // The object of a relative clause is what it describes: "the plan that critics oppose".
  if (!arguments.passive && text.relation(predicate) == Relation::kRelcl) {
    if (arguments.object == kNoWord && arguments.subject != tree.Head(predicate) &&
        arguments.complement == kNoWord) {
      arguments.object = tree.Head(predicate);
    } else if (arguments.object != kNoWord) {
      arguments.object = Antecedent(tree, arguments.object);
    }
  }
  return arguments;
}

}  // namespace standpoint
