// Answers about the sample collection, as text for people.

#ifndef STANDPOINT_TESTS_WALK_COLLECTION_TEXT_H_
#define STANDPOINT_TESTS_WALK_COLLECTION_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {

// The sides with holders and evidence, then the counts by source and by month, then what was left out.
std::string AssessmentText(absl::string_view proposition,
                           const v1::AssessPropositionResponse& response);

// Each contradiction with both claims, their holders and dates, and what was looked at.
std::string ContradictionsText(const v1::FindContradictionsResponse& response);

// Each narrative with who tells it and all its quotes, then the oppositions, and what was looked at.
std::string NarrativesText(absl::string_view subject, const v1::FindNarrativesResponse& response);

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_WALK_COLLECTION_TEXT_H_
