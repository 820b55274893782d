// An attitude as its readers find it in, a stance on the list out.

#ifndef STANDPOINT_ANALYZE_STANCE_ATTITUDE_WRITER_H_
#define STANDPOINT_ANALYZE_STANCE_ATTITUDE_WRITER_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/stance_list.h"
#include "analyze/stance/stance_source.h"

namespace standpoint {

inline constexpr StanceRule kTakesNoSide = {"attitude:neutral", 0.8f, 0.0f};

// Threads: safe. Lifetime: source and list outlive it.
class AttitudeWriter {
 public:
  AttitudeWriter(const StanceSource& source, StanceList& list) : source_(source), list_(list) {}

  // `holder` and `target` are heads of phrases; false, and nothing added, where either cannot be one. `sign` 0 only with
  // kTakesNoSide.
  bool Add(size_t holder, size_t target, int sign, size_t predicate, const StanceRule& rule) const;

  // "I" and, of what somebody says, "she": who says it; else the mention.
  Holder HolderAt(size_t head, size_t predicate) const;

  // A predicate with its auxiliaries, to the end of `other` where that stands behind it.
  TokenRange Evidence(size_t predicate, size_t other) const;

 private:
  const StanceSource& source_;
  StanceList& list_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_ATTITUDE_WRITER_H_
