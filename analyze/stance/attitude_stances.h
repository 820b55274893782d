// Predicates in, the stances of their subjects towards their objects out.

#ifndef STANDPOINT_ANALYZE_STANCE_ATTITUDE_STANCES_H_
#define STANDPOINT_ANALYZE_STANCE_ATTITUDE_STANCES_H_

#include <cstddef>

#include "analyze/stance/arguments.h"
#include "analyze/stance/attitude_writer.h"
#include "analyze/stance/noun_attitudes.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"
#include "analyze/stance/stance_words.h"

namespace standpoint {

// Attitudes said outright ("unions oppose the bill", "applause from the fishing lobby", "is critical of the plan"), acts for
// and against ("has cancelled the tour"), and judgements ("called the response a shambles"). Threads: safe.
class AttitudeStances {
 public:
  AttitudeStances(const StanceSource& source, StanceList& list)
      : source_(source), list_(list), writer_(source, list), nouns_(source, list) {}

  // Any word. True where it has shown a stance.
  bool Read(size_t word) const;

 private:
  bool ReadVerb(size_t verb) const;
  bool TakeSides(size_t first, size_t second) const;
  size_t NeitherNor(size_t verb) const;
  bool AddNeither(size_t first, size_t second) const;
  bool ReadAppraisal(size_t verb, const StanceMatch& match, const Arguments& arguments) const;
  void AddRejected(size_t verb, size_t holder, int sign) const;
  int ChainSign(size_t predicate) const;

  const StanceSource& source_;
  StanceList& list_;
  const AttitudeWriter writer_;
  const NounAttitudes nouns_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_ATTITUDE_STANCES_H_
