// What holds of every analysis, whatever the text: for property tests and fuzz targets.

#ifndef STANDPOINT_ANALYZE_PIPELINE_INVARIANTS_H_
#define STANDPOINT_ANALYZE_PIPELINE_INVARIANTS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {

// The first invariant of standpoint/v1/analysis.proto that `analysis` breaks as the analysis of `text`; empty when all hold.
std::string BrokenInvariant(absl::string_view text, const v1::Analysis& analysis);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PIPELINE_INVARIANTS_H_
