// A predicate in, what it says of the truth of its subject out.

#ifndef STANDPOINT_ANALYZE_STANCE_PREDICATE_VERDICT_H_
#define STANDPOINT_ANALYZE_STANCE_PREDICATE_VERDICT_H_

#include <cstddef>

#include "analyze/reading/tagged_text.h"
#include "analyze/stance/stance_source.h"

namespace standpoint {

struct PredicateVerdict {
  int sign = 0;       // 1: its subject is true, -1: it is false, 0: it says neither
  bool open = false;  // it says that nobody knows: "is unclear"
  TokenRange words;   // that show it
};

// `content`: the subject is a claim, so that what is bad is false.
PredicateVerdict VerdictOf(const StanceSource& source, size_t predicate, bool content);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_PREDICATE_VERDICT_H_
