// Competing stories, wherever the claims come from: one store, or the shards behind a router.

#ifndef STANDPOINT_STORE_QUERY_NARRATIVES_H_
#define STANDPOINT_STORE_QUERY_NARRATIVES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/narrative.pb.h"
#include "store/query/claim_source.h"
#include "store/query/narrative_answer.h"

namespace standpoint {

// A request that was read.
struct NarrativeArguments {
  std::string parent;
  std::string corpus;
  std::string subject;
  std::string filter;
  float min_confidence = 0;
  int max_claims = 0;
  int max_candidates = 0;
  int min_voices = 0;
  int max_narratives = 0;
  NarrativeAnswerOptions answer;
};

// Errors: INVALID_ARGUMENT that names the field.
absl::StatusOr<NarrativeArguments> ReadNarrativeArguments(const v1::FindNarrativesRequest& request);

// Takes the claims that are nearest to the subject, or the newest that match; judges each saying against those near it, both
// ways (see near_pairs.h); groups them (see narrative_groups.h), of which those count that have a claim about the subject; and judges what is in a narrative against its label, and the labels
// against each other. Ends the judging early, and says so, when the source is exhausted or the deadline near. Errors:
// INVALID_ARGUMENT for field "subject" without a content word; those of the source, of `analyze` and of `call`.
absl::Status FindNarratives(ClaimSource& source, AnalyzeClient& analyze, const CallContext& call,
                            const NarrativeArguments& arguments,
                            v1::FindNarrativesResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_NARRATIVES_H_
