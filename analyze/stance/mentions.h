// The head of a phrase -> the words that stand for it as a holder or as a target.

#ifndef STANDPOINT_ANALYZE_STANCE_MENTIONS_H_
#define STANDPOINT_ANALYZE_STANCE_MENTIONS_H_

#include <cstddef>

#include "analyze/reading/tagged_text.h"
#include "analyze/stance/clause_tree.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {

// With its prepositional phrases, without appositions, relative clauses and participles.
TokenRange HolderMention(const ClauseTree& tree, size_t head);

// With restrictive relative clauses and participles as well; of a clause, what it says without the words that open it.
TokenRange TargetMention(const ClauseTree& tree, size_t head);

// From the subject to the end, without "that", "if", "to", edge punctuation and what is set off in front of it.
TokenRange ClauseMention(const ClauseTree& tree, size_t predicate);

// It can be what somebody is for or against: a thing, a policy, an actor; not the speaker, "there", "nobody", a day.
bool CanBeTarget(const StanceWords& words, const ClauseTree& tree, size_t head);

// The same, of an attitude that is said outright: days, amounts and works of nature as well.
bool CanBeMeant(const ClauseTree& tree, size_t head);

// It can be for or against something: not "nobody", "there", "which".
bool CanBeHolder(const ClauseTree& tree, size_t head);

// "I", "we".
bool IsFirstPerson(const ClauseTree& tree, size_t head);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_MENTIONS_H_
