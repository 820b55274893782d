// Claims that somebody denies or doubts in, his stance against them out.

#ifndef STANDPOINT_ANALYZE_STANCE_DENIAL_STANCES_H_
#define STANDPOINT_ANALYZE_STANCE_DENIAL_STANCES_H_

#include <cstdint>

#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"

namespace standpoint {

// "The minister denied that P", "doubts whether P"; "nobody can deny that P" is for it. Threads: safe.
class DenialStances {
 public:
  DenialStances(const StanceSource& source, StanceList& list) : source_(source), list_(list) {}

  // True where the claim is a denied one, whether or not that has shown a stance.
  bool Read(uint32_t index) const;

 private:
  const StanceSource& source_;
  StanceList& list_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_DENIAL_STANCES_H_
