// Remarks without a predicate of their own in, the stances of who makes them out.

#ifndef STANDPOINT_ANALYZE_STANCE_REMARK_STANCES_H_
#define STANDPOINT_ANALYZE_STANCE_REMARK_STANCES_H_

#include <cstddef>

#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"

namespace standpoint {

// "Great little bakery, friendly staff" (a sentence that is a noun phrase), "There is nothing green about burning trees", "those
// wretched capsules". Threads: safe. Lifetime: source and list outlive it.
class RemarkStances {
 public:
  RemarkStances(const StanceSource& source, StanceList& list) : source_(source), list_(list) {}

  // Any word. True where it has shown a stance.
  bool Read(size_t word) const;

 private:
  bool ReadFragment(size_t noun) const;
  bool ReadExistence(size_t predicate) const;
  bool ReadEpithet(size_t adjective) const;
  int ValueOfAttributes(size_t noun, TokenRange& words) const;
  size_t About(size_t word, size_t last) const;

  const StanceSource& source_;
  StanceList& list_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_REMARK_STANCES_H_
