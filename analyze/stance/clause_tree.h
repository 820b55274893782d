// The trees of a text, downwards: from a word to what depends on it.

#ifndef STANDPOINT_ANALYZE_STANCE_CLAUSE_TREE_H_
#define STANDPOINT_ANALYZE_STANCE_CLAUSE_TREE_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/reading/tagging.h"

namespace standpoint {

// No word.
inline constexpr size_t kNoWord = static_cast<size_t>(-1);

// Made once for a text, in time linear in its words. Threads: safe. Lifetime: what `text` views outlives it.
class ClauseTree {
 public:
  explicit ClauseTree(const TaggedText& text);

  const TaggedText& text() const { return text_; }

  // The first word that depends on `word`, and the one behind `child` that depends on the same word; kNoWord for none. In text
  // order.
  size_t FirstChild(size_t word) const { return Of(first_child_[word]); }
  size_t NextChild(size_t child) const { return Of(next_child_[child]); }

  // The first one in that relation.
  size_t Child(size_t word, Relation relation) const;
  size_t Child(size_t word, std::initializer_list<Relation> relations) const;
  // The first one in that relation that reads so.
  size_t ChildWord(size_t word, Relation relation, absl::string_view form) const;

  // What `word` depends on; kNoWord for the root of a sentence.
  size_t Head(size_t word) const { return text_.head(word) == word ? kNoWord : text_.head(word); }

  // From the first to the last word that depends on `word`, whatever lies between.
  TokenRange Yield(size_t word) const { return {first_word_[word], last_word_[word] + size_t{1}}; }

  // The preposition in front of `word`, and "'s" behind it; empty for none.
  absl::string_view Case(size_t word) const;

  // A word with its negators: "not", "never", "no longer", "no" of its object or subject, "nobody".
  bool Negated(size_t predicate) const;

  // It stands in a clause that "whether" opens, or "if" behind a verb.
  bool Asked(size_t predicate) const;

  // It has a form of be, or it is a verb, or it has a subject: something is said with it.
  bool IsPredicate(size_t word) const;
  bool IsVerb(size_t word) const;

 private:
  static size_t Of(uint32_t word) { return word == kNone ? kNoWord : word; }
  void FindYields();

  static constexpr uint32_t kNone = 0xffffffff;
  const TaggedText text_;
  std::vector<uint32_t> first_child_, next_child_;
  std::vector<uint32_t> first_word_, last_word_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_CLAUSE_TREE_H_
