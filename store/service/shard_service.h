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

  grpc::ServerUnaryReactor* PlaceDocuments(grpc::CallbackServerContext* context,
                                           const internal::v1::PlaceDocumentsRequest* request,
                                           internal::v1::PlaceDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* PlaceClaims(grpc::CallbackServerContext* context,
                                        const internal::v1::PlaceClaimsRequest* request,
                                        internal::v1::PlaceClaimsResponse* response) override;
  grpc::ServerUnaryReactor* PlaceStances(grpc::CallbackServerContext* context,
                                         const internal::v1::PlaceStancesRequest* request,
                                         internal::v1::PlaceStancesResponse* response) override;
  grpc::ServerUnaryReactor* CountWords(grpc::CallbackServerContext* context,
                                       const internal::v1::CountWordsRequest* request,
                                       internal::v1::CountWordsResponse* response) override;
  grpc::ServerUnaryReactor* RankClaims(grpc::CallbackServerContext* context,
                                       const internal::v1::RankClaimsRequest* request,
                                       internal::v1::RankClaimsResponse* response) override;
  grpc::ServerUnaryReactor* RankDocuments(grpc::CallbackServerContext* context,
                                          const internal::v1::RankDocumentsRequest* request,
                                          internal::v1::RankDocumentsResponse* response) override;
  grpc::ServerUnaryReactor* CountClaims(grpc::CallbackServerContext* context,
                                        const internal::v1::CountClaimsRequest* request,
                                        internal::v1::CountClaimsResponse* response) override;
  grpc::ServerUnaryReactor* CountStances(grpc::CallbackServerContext* context,
                                         const internal::v1::CountStancesRequest* request,
                                         internal::v1::CountStancesResponse* response) override;
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
