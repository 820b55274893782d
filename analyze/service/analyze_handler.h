// AnalyzeService without gRPC.

#ifndef STANDPOINT_ANALYZE_SERVICE_ANALYZE_HANDLER_H_
#define STANDPOINT_ANALYZE_SERVICE_ANALYZE_HANDLER_H_

#include <cstddef>

#include "absl/status/status.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/pipeline/analyzer.h"
#include "analyze/remote/claim_judge.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/analyze_service.pb.h"

namespace standpoint {

// Texts go to `documents`, for they come from outside and may be of any kind and size. Propositions and the judging of
// claims, short by their limits, run on the calling thread. Errors: as analyze_service.proto says.
// Threads: safe. Lifetime: the arguments outlive it.
class AnalyzeHandler {
 public:
  AnalyzeHandler(const Analyzer& analyzer, const ClaimJudge& judge, DocumentAnalyzer& documents,
                 size_t max_text_bytes)
      : analyzer_(analyzer),
        judge_(judge),
        documents_(documents),
        max_text_bytes_(max_text_bytes) {}

  absl::Status AnalyzeText(const CallContext& call, const v1::AnalyzeTextRequest& request,
                           v1::AnalyzeTextResponse* response);
  absl::Status AnalyzeProposition(const CallContext& call,
                                  const v1::AnalyzePropositionRequest& request,
                                  v1::AnalyzePropositionResponse* response);
  absl::Status JudgeClaims(const CallContext& call, const v1::JudgeClaimsRequest& request,
                           v1::JudgeClaimsResponse* response);

 private:
  const Analyzer& analyzer_;
  const ClaimJudge& judge_;
  DocumentAnalyzer& documents_;
  const size_t max_text_bytes_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SERVICE_ANALYZE_HANDLER_H_
