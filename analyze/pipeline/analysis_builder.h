// From the steps' plain values to the message that leaves the analysis.

#ifndef STANDPOINT_ANALYZE_PIPELINE_ANALYSIS_BUILDER_H_
#define STANDPOINT_ANALYZE_PIPELINE_ANALYSIS_BUILDER_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/standalone.h"
#include "analyze/lexicon/term_extractor.h"
#include "analyze/segment/segments.h"
#include "analyze/stance/stance.h"
#include "standpoint/v1/analysis.pb.h"

namespace standpoint {

// Everything but the analyzer's identity and what the document gives.
v1::Analysis BuildAnalysis(absl::string_view text, const Segments& segments,
                           absl::Span<const Claim> claims, absl::Span<const Stance> stances,
                           const TermExtractor& terms, const StandaloneText& standalone);

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_PIPELINE_ANALYSIS_BUILDER_H_
