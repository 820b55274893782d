// How sure a stance is: the share of right ones among those that look like it.

#ifndef STANDPOINT_ANALYZE_STANCE_STANCE_CONFIDENCE_H_
#define STANDPOINT_ANALYZE_STANCE_STANCE_CONFIDENCE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/reading/tagged_text.h"
#include "analyze/stance/stance.h"

namespace standpoint {

// What a confidence is told by: which rule found the stance ("attitude:verb"), what kind of words name the holder and the target
// ("holder:name", "target:clause"), and whether it is one against ("against"). The first is "". Constants.
std::vector<absl::string_view> StanceTraits(const TaggedText& text, const Stance& stance);

// A logistic regression over traits, taught on marked texts by analyze/training/stances/confidence.py, which writes its weights. What
// it has no weight for counts nothing. In (0, 1).
float StanceConfidence(absl::Span<const absl::string_view> traits);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_STANCE_STANCE_CONFIDENCE_H_
