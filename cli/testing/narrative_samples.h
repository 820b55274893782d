// An answer of narratives to show.

#ifndef STANDPOINT_CLI_TESTING_NARRATIVE_SAMPLES_H_
#define STANDPOINT_CLI_TESTING_NARRATIVE_SAMPLES_H_

#include "standpoint/v1/narrative.pb.h"

namespace standpoint {

// Two stories against each other, of which the second denies its label and is undated.
v1::FindNarrativesResponse SampleNarratives();

}  // namespace standpoint

#endif  // STANDPOINT_CLI_TESTING_NARRATIVE_SAMPLES_H_
