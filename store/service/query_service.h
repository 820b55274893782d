// QueryService over gRPC.

#ifndef STANDPOINT_STORE_SERVICE_QUERY_SERVICE_H_
#define STANDPOINT_STORE_SERVICE_QUERY_SERVICE_H_

#include "common/rpc/call_runner.h"
#include "standpoint/v1/query_service.grpc.pb.h"
#include "store/service/query_handler.h"

namespace standpoint {

// Point reads run on gRPC's thread, all else on the runner's executor. Lifetime: both arguments outlive it.
class QueryService final : public v1::QueryService::CallbackService {
 public:
  QueryService(CallRunner& runner, const QueryHandler& handler)
      : runner_(runner), handler_(handler) {}

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
  grpc::ServerUnaryReactor* AssessProposition(grpc::CallbackServerContext* context,
                                              const v1::AssessPropositionRequest* request,
                                              v1::AssessPropositionResponse* response) override;

 private:
  CallRunner& runner_;
  const QueryHandler& handler_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_QUERY_SERVICE_H_
