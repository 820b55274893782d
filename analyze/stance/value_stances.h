// Predicates in, what their speakers say for or against their subjects out.

#ifndef STANDPOINT_ANALYZE_STANCE_VALUE_STANCES_H_
#define STANDPOINT_ANALYZE_STANCE_VALUE_STANCES_H_

#include <cstddef>
#include <cstdint>

#include "analyze/claim/claim.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"
#include "analyze/stance/valuation.h"

namespace standpoint {

// "the ban works", "fails to warm houses", "would cost the courts the trust of the public"; and what follows from a condition:
// "if the co-op takes over, prices will be fairer". Threads: safe.
class ValueStances {
 public:
  ValueStances(const StanceSource& source, StanceList& list) : source_(source), list_(list) {}

  // Any word. True where it has shown a stance.
  bool Read(size_t word) const;

 private:
  bool Speaks(uint32_t claim, size_t predicate) const;
  bool IsNamedActor(size_t word) const;
  bool IsMereConduct(size_t word, const Valued& valued) const;
  bool IsOfSelf(size_t word, const Valued& valued) const;
  bool IsNobody(const Holder& holder) const;
  size_t ViewerOf(size_t predicate) const;
  bool ReadThanks(size_t predicate, const Valued& valued, uint32_t claim) const;
  bool ReadCondition(size_t predicate, const Valued& valued, uint32_t claim) const;

  const StanceSource& source_;
  StanceList& list_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_VALUE_STANCES_H_
