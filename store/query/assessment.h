// Judging claims and sorting them to sides, wherever they come from: one store, or the shards behind a router.

#ifndef STANDPOINT_STORE_QUERY_ASSESSMENT_H_
#define STANDPOINT_STORE_QUERY_ASSESSMENT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "analyze/client/analyze_client.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/query_service.pb.h"
#include "store/query/bound_filter.h"
#include "store/query/candidates.h"
#include "store/query/voices.h"

namespace standpoint {

// A request that was read.
struct AssessArguments {
  std::string corpus;
  std::string proposition;
  BoundFilter filter;
  float min_confidence = 0;
  int max_candidates = 0;
  int max_evidence = 0;
};

// `streamed`: more candidates are allowed then. Errors: INVALID_ARGUMENT that names the field.
absl::StatusOr<AssessArguments> ReadAssessArguments(const v1::AssessPropositionRequest& request,
                                                    bool streamed);

// Where claims come from. Threads: one at a time.
class CandidateSource {
 public:
  virtual ~CandidateSource() = default;

  // The `limit` best, to be called first.
  virtual absl::StatusOr<Candidates> Find(const PropositionFeatures& query, size_t limit) = 0;

  // Adds the claim of each candidate, or nothing where it does not fulfil the filter or has nothing in common with the
  // proposition. Ends early only when the budget is exhausted.
  virtual absl::Status Read(absl::Span<const Candidate> candidates,
                            std::vector<std::optional<v1::Claim>>* claims) = 0;

  // Whether nothing more may be read.
  virtual bool exhausted() const = 0;
};

// Retrieves by words, judges in one batch (each wording once), sorts to the sides. Errors: INVALID_ARGUMENT for field
// "proposition"; those of the source, of `analyze` and of `call`.
absl::Status AssessProposition(CandidateSource& source, AnalyzeClient& analyze,
                               const CallContext& call, const AssessArguments& arguments,
                               v1::AssessPropositionResponse* response);

// How each of the claims that are found stands, as worded, to the proposition; none for one without a content word. Adds to
// `judged`, of which there are at most `max_candidates` then, the likeliest first. Errors: those of the source, of `analyze`
// and of `call`.
absl::Status JudgeCandidates(CandidateSource& source, AnalyzeClient& analyze,
                             const CallContext& call, const AssessArguments& arguments,
                             std::vector<JudgedClaim>* judged);

// Adds the claims that AssessProposition would judge, the likeliest first, and judges none. Errors: INVALID_ARGUMENT for field
// "proposition" without a content word; those of the source, of `analyze` and of `call`.
absl::Status ReadNearClaims(CandidateSource& source, AnalyzeClient& analyze,
                            const CallContext& call, const AssessArguments& arguments,
                            std::vector<v1::Claim>* claims);

// How each of the texts stands, as worded, to the proposition, in order: by as few calls of `analyze` as it allows. Errors: those
// of `analyze` and of `call`; INTERNAL.
absl::Status JudgeTexts(AnalyzeClient& analyze, const CallContext& call,
                        absl::string_view proposition, absl::Span<const std::string> texts,
                        std::vector<v1::Judgement>* judgements);

// What is judged of a claim: it as it is understood without its document, where the analysis could tell. Lifetime: views it.
absl::string_view JudgedText(const v1::Claim& claim);

// Takes a partial answer, and the last one, which has `last`. An error ends the assessment with it.
using AssessmentSink = absl::FunctionRef<absl::Status(v1::StreamAssessPropositionResponse)>;

// The same in batches, each twice as long as all before it, and an answer after each. Errors: those of `sink` besides.
absl::Status StreamAssessProposition(CandidateSource& source, AnalyzeClient& analyze,
                                     const CallContext& call, const AssessArguments& arguments,
                                     AssessmentSink sink);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_ASSESSMENT_H_
