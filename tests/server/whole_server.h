// The all-in-one server as a test has it: in the test's process, over gRPC on the loopback.

#ifndef STANDPOINT_TESTS_SERVER_WHOLE_SERVER_H_
#define STANDPOINT_TESTS_SERVER_WHOLE_SERVER_H_

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "cli/serve/all_in_one.h"
#include "common/status/rpc_status.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/v1/admin_service.grpc.pb.h"
#include "standpoint/v1/analyze_service.grpc.pb.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"

namespace standpoint {

// Analyses in the server's own process, so that the test's main need not be ours. Threads: safe.
class WholeServer {
 public:
  // With an empty folder `name` of the test's for its data, on a port of the system's choice. `settings`: what differs
  // from the defaults.
  static absl::StatusOr<std::unique_ptr<WholeServer>> Start(
      absl::string_view name, internal::v1::StandaloneConfig settings = {});

  const std::string& address() const { return server_->address(); }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  v1::IngestService::Stub& ingest() { return *ingest_; }
  v1::AnalyzeService::Stub& analyze() { return *analyze_; }
  v1::QueryService::Stub& query() { return *query_; }
  v1::AdminService::Stub& admin() { return *admin_; }

  // Makes a unary call: Call(query(), &v1::QueryService::Stub::GetClaim, request). Four minutes at most, so that
  // no answer is partial because the machine has much else to do.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Minutes(4)));
    Response response;
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return FromGrpcStatus(status);
    return response;
  }

  // Until every document that was accepted is visible. Errors: DEADLINE_EXCEEDED after a minute; FAILED_PRECONDITION
  // when one became a dead letter.
  absl::Status AwaitAllVisible();

 private:
  WholeServer() = default;

  std::unique_ptr<AllInOne> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::IngestService::Stub> ingest_;
  std::unique_ptr<v1::AnalyzeService::Stub> analyze_;
  std::unique_ptr<v1::QueryService::Stub> query_;
  std::unique_ptr<v1::AdminService::Stub> admin_;
};

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_SERVER_WHOLE_SERVER_H_
