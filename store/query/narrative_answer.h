// What is told of a narrative: who tells it, who told it first, in which words, when and where.

#ifndef STANDPOINT_STORE_QUERY_NARRATIVE_ANSWER_H_
#define STANDPOINT_STORE_QUERY_NARRATIVE_ANSWER_H_

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "standpoint/v1/narrative.pb.h"
#include "store/query/narrative_groups.h"
#include "store/query/sayings.h"
#include "store/query/search/group_table.h"

namespace standpoint {

struct NarrativeAnswerOptions {
  int max_quotes = 0;
  GroupBy time_bucket = GroupBy::kMonth;
};

// Fills all of it. `confidences`: how sure it is that each saying of the group, in its order, supports the typical one. Range
// [0, 1].
void FillNarrative(absl::Span<const Saying> sayings, const NarrativeGroup& group,
                   absl::Span<const double> confidences, const NarrativeAnswerOptions& options,
                   v1::Narrative* narrative);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_NARRATIVE_ANSWER_H_
