// Propositions that somebody calls true or false in, his stance towards them out.

#ifndef STANDPOINT_ANALYZE_STANCE_VERDICT_STANCES_H_
#define STANDPOINT_ANALYZE_STANCE_VERDICT_STANCES_H_

#include <cstddef>
#include <cstdint>

#include "analyze/stance/reply_stances.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"

namespace standpoint {

// "The argument that P is a fiction", "it is a mistake to treat cash as obsolete", "critics who say P are mistaken", "rightly
// notes that P"; and of what was said before, by ReplyStances. Threads: safe.
class VerdictStances {
 public:
  VerdictStances(const StanceSource& source, StanceList& list)
      : source_(source), list_(list), replies_(source, list) {}

  // What the claim's author says of it, as the claim step has found.
  void ReadClaim(uint32_t claim) const;

  // Any word. True where it has shown a stance.
  bool Read(size_t word) const;

 private:
  size_t Proposition(size_t predicate) const;
  bool ReadRightly(size_t adverb) const;

  const StanceSource& source_;
  StanceList& list_;
  const ReplyStances replies_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_VERDICT_STANCES_H_
