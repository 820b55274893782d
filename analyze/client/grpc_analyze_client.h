// AnalyzeClient over gRPC.

#ifndef STANDPOINT_ANALYZE_CLIENT_GRPC_ANALYZE_CLIENT_H_
#define STANDPOINT_ANALYZE_CLIENT_GRPC_ANALYZE_CLIENT_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "analyze/client/analyze_client.h"
#include "standpoint/v1/analyze_service.grpc.pb.h"

namespace standpoint {

// Each call waits for the connection until its deadline. Errors carry the server's details. Threads: safe.
class GrpcAnalyzeClient final : public AnalyzeClient {
 public:
  explicit GrpcAnalyzeClient(const std::shared_ptr<grpc::Channel>& channel)
      : stub_(v1::AnalyzeService::NewStub(channel)) {}

  absl::StatusOr<v1::Analysis> AnalyzeText(absl::string_view text, absl::Time deadline) override;
  absl::StatusOr<PropositionFeatures> AnalyzeProposition(absl::string_view proposition,
                                                         absl::Time deadline) override;
  absl::StatusOr<std::vector<v1::Judgement>> Judge(absl::string_view proposition,
                                                   absl::Span<const std::string> claims,
                                                   absl::Time deadline) override;

 private:
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (v1::AnalyzeService::Stub::*method)(
                                    grpc::ClientContext*, const Request&, Response*),
                                const Request& request, absl::Time deadline);

  const std::unique_ptr<v1::AnalyzeService::Stub> stub_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_CLIENT_GRPC_ANALYZE_CLIENT_H_
