// Canned answers that tests of the command line share. Every person and paper in them is invented.

#ifndef STANDPOINT_CLI_TESTING_SAMPLES_H_
#define STANDPOINT_CLI_TESTING_SAMPLES_H_

#include <string>

#include "absl/strings/string_view.h"
#include "standpoint/v1/admin_service.pb.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {

// A document of two paragraphs.
v1::Document SampleDocument();

// What an analyzer may find in the text of SampleDocument: three claims, two stances.
v1::Analysis SampleAnalysis();

// Claim and stance `index` of SampleAnalysis as QueryService gives them.
v1::Claim SampleClaim(int index);
v1::Stance SampleStance(int index);

// An answer with all three sides, many holders, copies and dates over two years.
v1::AssessPropositionResponse SampleAssessment();

// One who holds two views, and a dispute, with copies.
v1::FindContradictionsResponse SampleContradictions();

v1::GetStatusResponse SampleStatus();
v1::DeadLetter SampleDeadLetter();

}  // namespace standpoint

#endif  // STANDPOINT_CLI_TESTING_SAMPLES_H_
