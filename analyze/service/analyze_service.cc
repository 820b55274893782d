#include "analyze/service/analyze_service.h"

#include "absl/functional/bind_front.h"

namespace standpoint {

grpc::ServerUnaryReactor* AnalyzeServiceImpl::AnalyzeText(grpc::CallbackServerContext* context,
                                                          const v1::AnalyzeTextRequest* request,
                                                          v1::AnalyzeTextResponse* response) {
  return runner_.Pooled("standpoint.v1.AnalyzeService/AnalyzeText", context, request, response,
                        absl::bind_front(&AnalyzeHandler::AnalyzeText, &handler_));
}

grpc::ServerUnaryReactor* AnalyzeServiceImpl::AnalyzeProposition(
    grpc::CallbackServerContext* context, const v1::AnalyzePropositionRequest* request,
    v1::AnalyzePropositionResponse* response) {
  return runner_.Pooled("standpoint.v1.AnalyzeService/AnalyzeProposition", context, request,
                        response, absl::bind_front(&AnalyzeHandler::AnalyzeProposition, &handler_));
}

grpc::ServerUnaryReactor* AnalyzeServiceImpl::JudgeClaims(grpc::CallbackServerContext* context,
                                                          const v1::JudgeClaimsRequest* request,
                                                          v1::JudgeClaimsResponse* response) {
  return runner_.Pooled("standpoint.v1.AnalyzeService/JudgeClaims", context, request, response,
                        absl::bind_front(&AnalyzeHandler::JudgeClaims, &handler_));
}

}  // namespace standpoint
