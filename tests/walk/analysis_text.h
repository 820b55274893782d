// What the analysis finds, as text for people.

#ifndef STANDPOINT_TESTS_WALK_ANALYSIS_TEXT_H_
#define STANDPOINT_TESTS_WALK_ANALYSIS_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "analyze/segment/segments.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {

// "RELATION_SUPPORT" as "support".
std::string Word(absl::string_view enum_name);

// A claim's holders, outermost first: "A Western official > intelligence agencies".
std::string HoldersText(const v1::Claim& claim);

// Each sentence with its place, and its words parted by "|"; a blank line before a paragraph.
std::string SegmentationText(absl::string_view text, const Segments& segments);

// Each claim with its place and all that is said of it; each stance likewise.
std::string ClaimsText(const v1::Analysis& analysis);
std::string StancesText(const v1::Analysis& analysis);

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_WALK_ANALYSIS_TEXT_H_
