// QueryService over gRPC.

#ifndef STANDPOINT_STORE_SERVICE_QUERY_SERVICE_H_
#define STANDPOINT_STORE_SERVICE_QUERY_SERVICE_H_

#include <grpcpp/support/byte_buffer.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/query_service.grpc.pb.h"
#include "store/service/gated_calls.h"
#include "store/service/query_handler.h"

namespace standpoint {

// Point reads run on gRPC's thread, all else on the executor; so does what has to wait for a write first, and waits on no
// thread. Lifetime: the arguments outlive it.
class QueryService final
    : public v1::QueryService::WithRawCallbackMethod_GetClaim<v1::QueryService::CallbackService> {
 public:
  QueryService(GatedCalls& calls, const QueryHandler& handler) : calls_(calls), handler_(handler) {}

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
  // Over bytes: the answer lies in the store nearly as it is sent.
  grpc::ServerUnaryReactor* GetClaim(grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request,
                                     grpc::ByteBuffer* response) override;
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
  using Method = absl::Status (QueryHandler::*)(const CallContext&, const Request&,
                                                Response*) const;

  // Calls `method` of the handler, on gRPC's thread or the executor, once the request's writes are visible.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Inline(absl::string_view name, grpc::CallbackServerContext* context,
                                   const Request* request, Response* response,
                                   Method<Request, Response> method);
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Pooled(absl::string_view name, grpc::CallbackServerContext* context,
                                   const Request* request, Response* response,
                                   Method<Request, Response> method);

  GatedCalls& calls_;
  const QueryHandler& handler_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_QUERY_SERVICE_H_
