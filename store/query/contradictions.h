// Who contradicts whom, wherever the claims come from: one store, or the shards behind a router.

#ifndef STANDPOINT_STORE_QUERY_CONTRADICTIONS_H_
#define STANDPOINT_STORE_QUERY_CONTRADICTIONS_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/contradiction.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/query/assessment.h"

namespace standpoint {

// A request that was read.
struct ContradictionArguments {
  std::string parent;
  std::string corpus;
  std::string filter;
  v1::ContradictionKind kind = v1::CONTRADICTION_KIND_UNSPECIFIED;
  float min_confidence = 0;
  int max_claims = 0;
  int max_candidates = 0;
  int max_contradictions = 0;
};

// Errors: INVALID_ARGUMENT that names the field.
absl::StatusOr<ContradictionArguments> ReadContradictionArguments(
    const v1::FindContradictionsRequest& request);

// Where claims come from. Threads: one at a time.
class ContradictionSource {
 public:
  virtual ~ContradictionSource() = default;

  // As QueryService.ListClaims of a corpus.
  virtual absl::Status List(const v1::ListClaimsRequest& request, v1::ListClaimsResponse* page) = 0;

  // What a proposition may be held against. `arguments` were read from `request`. Lifetime: both and this outlive it.
  virtual std::unique_ptr<CandidateSource> CandidatesFor(
      const v1::AssessPropositionRequest& request, const AssessArguments& arguments) = 0;
};

// Lists the newest claims that match, takes each as a proposition, judges what is near it (as AssessProposition does), and
// what opposes it the other way round, for several claims at once; pairs that both judgements call opposed are
// contradictions. Ends early, and says so, when the source is exhausted or the deadline so near that one more claim may be one
// too many. Errors: those of the source, of `analyze` and of `call`.
absl::Status FindContradictions(ContradictionSource& source, AnalyzeClient& analyze,
                                const CallContext& call, const ContradictionArguments& arguments,
                                v1::FindContradictionsResponse* response);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_CONTRADICTIONS_H_
