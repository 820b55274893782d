// ShardService over gRPC.

#ifndef STANDPOINT_STORE_SERVICE_SHARD_SERVICE_H_
#define STANDPOINT_STORE_SERVICE_SHARD_SERVICE_H_

#include "standpoint/internal/v1/shard.grpc.pb.h"
#include "store/service/gated_calls.h"
#include "store/service/shard_handler.h"

namespace standpoint {

// All on the executor. Lifetime: the arguments outlive it.
class ShardService final : public internal::v1::ShardService::CallbackService {
 public:
  ShardService(GatedCalls& calls, const ShardHandler& handler) : calls_(calls), handler_(handler) {}

  grpc::ServerUnaryReactor* ListDocuments(grpc::CallbackServerContext* context,
                                          const v1::ListDocumentsRequest* request,
                                          internal::v1::ListDocumentsPart* response) override;
  grpc::ServerUnaryReactor* ListClaims(grpc::CallbackServerContext* context,
                                       const v1::ListClaimsRequest* request,
                                       internal::v1::ListClaimsPart* response) override;
  grpc::ServerUnaryReactor* ListStances(grpc::CallbackServerContext* context,
                                        const v1::ListStancesRequest* request,
                                        internal::v1::ListStancesPart* response) override;
  grpc::ServerUnaryReactor* CountWords(grpc::CallbackServerContext* context,
                                       const internal::v1::CountWordsRequest* request,
                                       internal::v1::CountWordsResponse* response) override;
  grpc::ServerUnaryReactor* SearchClaims(grpc::CallbackServerContext* context,
                                         const v1::SearchClaimsRequest* request,
                                         internal::v1::SearchClaimsPart* response) override;
  grpc::ServerUnaryReactor* SearchDocuments(grpc::CallbackServerContext* context,
                                            const v1::SearchDocumentsRequest* request,
                                            internal::v1::SearchDocumentsPart* response) override;
  grpc::ServerUnaryReactor* AggregateClaims(grpc::CallbackServerContext* context,
                                            const v1::AggregateClaimsRequest* request,
                                            internal::v1::AggregatePart* response) override;
  grpc::ServerUnaryReactor* AggregateStances(grpc::CallbackServerContext* context,
                                             const v1::AggregateStancesRequest* request,
                                             internal::v1::AggregatePart* response) override;
  grpc::ServerUnaryReactor* FindCandidates(grpc::CallbackServerContext* context,
                                           const internal::v1::FindCandidatesRequest* request,
                                           internal::v1::FindCandidatesResponse* response) override;
  grpc::ServerUnaryReactor* ReadCandidates(grpc::CallbackServerContext* context,
                                           const internal::v1::ReadCandidatesRequest* request,
                                           internal::v1::ReadCandidatesResponse* response) override;

 private:
  GatedCalls& calls_;
  const ShardHandler& handler_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_SERVICE_SHARD_SERVICE_H_
