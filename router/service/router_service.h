// QueryService of a router over gRPC.

#ifndef STANDPOINT_ROUTER_SERVICE_ROUTER_SERVICE_H_
#define STANDPOINT_ROUTER_SERVICE_ROUTER_SERVICE_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/concurrency/executor.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runner.h"
#include "router/service/router_handler.h"
#include "standpoint/v1/query_service.grpc.pb.h"

namespace standpoint {

// All calls run on the executor, where they wait for the shards. Lifetime: the arguments outlive it.
class RouterService final : public v1::QueryService::CallbackService {
 public:
  // `executor` is the runner's.
  RouterService(CallRunner& runner, Executor& executor, RouterHandler& handler)
      : runner_(runner), executor_(executor), handler_(handler) {}

  grpc::ServerUnaryReactor* GetCorpus(grpc::CallbackServerContext* context,
                                      const v1::GetCorpusRequest* request,
                                      v1::Corpus* response) override;
  grpc::ServerUnaryReactor* ListCorpora(grpc::CallbackServerContext* context,
                                        const v1::ListCorporaRequest* request,
                                        v1::ListCorporaResponse* response) override;
  grpc::ServerUnaryReactor* GetDocument(grpc::CallbackServerContext* context,
                                        const v1::GetDocumentRequest* request,
                                        v1::Document* response) override;
  grpc::ServerUnaryReactor* ListDocuments(grpc::CallbackServerContext* context,
                                          const v1::ListDocumentsRequest* request,
                                          v1::ListDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* GetClaim(grpc::CallbackServerContext* context,
                                     const v1::GetClaimRequest* request,
                                     v1::Claim* response) override;
  grpc::ServerUnaryReactor* ListClaims(grpc::CallbackServerContext* context,
                                       const v1::ListClaimsRequest* request,
                                       v1::ListClaimsResponse* response) override;
  grpc::ServerUnaryReactor* GetStance(grpc::CallbackServerContext* context,
                                      const v1::GetStanceRequest* request,
                                      v1::Stance* response) override;
  grpc::ServerUnaryReactor* ListStances(grpc::CallbackServerContext* context,
                                        const v1::ListStancesRequest* request,
                                        v1::ListStancesResponse* response) override;
  grpc::ServerUnaryReactor* SearchClaims(grpc::CallbackServerContext* context,
                                         const v1::SearchClaimsRequest* request,
                                         v1::SearchClaimsResponse* response) override;
  grpc::ServerUnaryReactor* SearchDocuments(grpc::CallbackServerContext* context,
                                            const v1::SearchDocumentsRequest* request,
                                            v1::SearchDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* AggregateClaims(grpc::CallbackServerContext* context,
                                            const v1::AggregateClaimsRequest* request,
                                            v1::AggregateClaimsResponse* response) override;
  grpc::ServerUnaryReactor* AggregateStances(grpc::CallbackServerContext* context,
                                             const v1::AggregateStancesRequest* request,
                                             v1::AggregateStancesResponse* response) override;
  grpc::ServerUnaryReactor* AssessProposition(grpc::CallbackServerContext* context,
                                              const v1::AssessPropositionRequest* request,
                                              v1::AssessPropositionResponse* response) override;
  grpc::ServerUnaryReactor* FindContradictions(grpc::CallbackServerContext* context,
                                               const v1::FindContradictionsRequest* request,
                                               v1::FindContradictionsResponse* response) override;
  grpc::ServerUnaryReactor* FindNarratives(grpc::CallbackServerContext* context,
                                           const v1::FindNarrativesRequest* request,
                                           v1::FindNarrativesResponse* response) override;
  grpc::ServerWriteReactor<v1::StreamAssessPropositionResponse>* StreamAssessProposition(
      grpc::CallbackServerContext* context,
      const v1::StreamAssessPropositionRequest* request) override;

 private:
  template <typename Request, typename Response>
  using Method = absl::Status (RouterHandler::*)(const CallContext&, const Request&, Response*);

  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Pooled(absl::string_view name, grpc::CallbackServerContext* context,
                                   const Request* request, Response* response,
                                   Method<Request, Response> method);

  CallRunner& runner_;
  Executor& executor_;
  RouterHandler& handler_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ROUTER_SERVICE_ROUTER_SERVICE_H_
