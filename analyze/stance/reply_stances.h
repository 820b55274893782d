// Words that answer what was said before in, the stance towards that out.

#ifndef STANDPOINT_ANALYZE_STANCE_REPLY_STANCES_H_
#define STANDPOINT_ANALYZE_STANCE_REPLY_STANCES_H_

#include <cstddef>
#include <cstdint>

#include "analyze/stance/stance.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"

namespace standpoint {

// "That is nonsense", "His colleagues disagree", "found the opposite", "No." Threads: safe.
class ReplyStances {
 public:
  ReplyStances(const StanceSource& source, StanceList& list) : source_(source), list_(list) {}

  // True where it has shown a stance. The first of any word, the second of a predicate that speaks of no clause of its own.
  bool ReadWord(size_t word) const { return ReadOpposite(word) || ReadAnswer(word); }
  bool ReadPredicate(size_t word) const { return ReadBefore(word) || ReadAgreement(word); }

 private:
  bool ReadBefore(size_t predicate) const;
  bool ReadAgreement(size_t verb) const;
  bool ReadOpposite(size_t word) const;
  bool ReadAnswer(size_t word) const;
  uint32_t ClaimBefore(size_t word, const Holder& holder) const;

  const StanceSource& source_;
  StanceList& list_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_REPLY_STANCES_H_
