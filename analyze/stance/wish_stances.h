// Claims in, the stances of those who demand, plan or promise out.

#ifndef STANDPOINT_ANALYZE_STANCE_WISH_STANCES_H_
#define STANDPOINT_ANALYZE_STANCE_WISH_STANCES_H_

#include <cstddef>
#include <cstdint>

#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"

namespace standpoint {

// "demand the controls be lifted", "plans to raise the fee", "wants an end to unpaid checks", "the toll should go": the thing
// that is to be had or ended. Mere conduct ("vote by Friday") shows none. Threads: safe.
class WishStances {
 public:
  WishStances(const StanceSource& source, StanceList& list) : source_(source), list_(list) {}

  void Read(uint32_t claim) const;

 private:
  bool ReadAway(uint32_t index) const;
  bool ReadWish(uint32_t index, size_t head, const Holder& holder, int sign, int depth) const;
  bool ReadWishedThing(uint32_t index, size_t head, const Holder& holder, TokenRange words) const;
  bool IsPlanned(size_t head) const;
  bool ReadUrged(uint32_t index, size_t head) const;
  bool ReadCleft(uint32_t index, size_t head) const;
  bool ReadWishedState(uint32_t index, size_t head, const Holder& holder, int sign) const;
  int WishOf(size_t predicate, size_t theme) const;
  TokenRange EvidenceOf(uint32_t index, TokenRange words) const;
  const Holder* HolderOf(uint32_t index, size_t head, bool due, Holder& actor) const;

  const StanceSource& source_;
  StanceList& list_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_WISH_STANCES_H_
