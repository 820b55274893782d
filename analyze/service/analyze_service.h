// AnalyzeService over gRPC: unpacks and delegates to AnalyzeHandler.

#ifndef STANDPOINT_ANALYZE_SERVICE_ANALYZE_SERVICE_H_
#define STANDPOINT_ANALYZE_SERVICE_ANALYZE_SERVICE_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "analyze/service/analyze_handler.h"
#include "common/rpc/call_runner.h"
#include "standpoint/v1/analyze_service.grpc.pb.h"

namespace standpoint {

// All calls compute: they run on the runner's executor. Lifetime: the arguments outlive it.
class AnalyzeServiceImpl final : public v1::AnalyzeService::CallbackService {
 public:
  AnalyzeServiceImpl(AnalyzeHandler& handler, CallRunner& runner)
      : handler_(handler), runner_(runner) {}

  grpc::ServerUnaryReactor* AnalyzeText(grpc::CallbackServerContext* context,
                                        const v1::AnalyzeTextRequest* request,
                                        v1::AnalyzeTextResponse* response) override;
  grpc::ServerUnaryReactor* AnalyzeProposition(grpc::CallbackServerContext* context,
                                               const v1::AnalyzePropositionRequest* request,
                                               v1::AnalyzePropositionResponse* response) override;
  grpc::ServerUnaryReactor* JudgeClaims(grpc::CallbackServerContext* context,
                                        const v1::JudgeClaimsRequest* request,
                                        v1::JudgeClaimsResponse* response) override;

 private:
  AnalyzeHandler& handler_;
  CallRunner& runner_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_SERVICE_ANALYZE_SERVICE_H_
