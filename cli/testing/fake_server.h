// A server on the loopback that answers as a test says.

#ifndef STANDPOINT_CLI_TESTING_FAKE_SERVER_H_
#define STANDPOINT_CLI_TESTING_FAKE_SERVER_H_

#include <grpcpp/server.h>

#include <functional>
#include <memory>
#include <string>

#include "standpoint/v1/admin_service.grpc.pb.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"

namespace standpoint {

template <typename Request, typename Response>
using FakeCall = std::function<grpc::Status(const Request&, Response&)>;

using FakeIngestStream =
    grpc::ServerReaderWriter<v1::StreamIngestDocumentsResponse, v1::StreamIngestDocumentsRequest>;

using FakeAssessStream = grpc::ServerWriter<v1::StreamAssessPropositionResponse>;

// What each call answers; a call without a function is UNIMPLEMENTED. Threads: called on threads of the server.
struct FakeCalls {
  FakeCall<v1::ListClaimsRequest, v1::ListClaimsResponse> list_claims;
  FakeCall<v1::GetClaimRequest, v1::Claim> get_claim;
  FakeCall<v1::ListStancesRequest, v1::ListStancesResponse> list_stances;
  FakeCall<v1::GetStanceRequest, v1::Stance> get_stance;
  FakeCall<v1::ListDocumentsRequest, v1::ListDocumentsResponse> list_documents;
  FakeCall<v1::GetDocumentRequest, v1::Document> get_document;
  FakeCall<v1::SearchClaimsRequest, v1::SearchClaimsResponse> search_claims;
  FakeCall<v1::SearchDocumentsRequest, v1::SearchDocumentsResponse> search_documents;
  FakeCall<v1::AggregateClaimsRequest, v1::AggregateClaimsResponse> aggregate_claims;
  FakeCall<v1::AggregateStancesRequest, v1::AggregateStancesResponse> aggregate_stances;
  std::function<grpc::Status(const v1::AssessPropositionRequest&, FakeAssessStream&)> assess;
  FakeCall<v1::FindContradictionsRequest, v1::FindContradictionsResponse> find_contradictions;
  FakeCall<v1::FindNarrativesRequest, v1::FindNarrativesResponse> find_narratives;
  FakeCall<v1::DeleteDocumentRequest, google::protobuf::Empty> delete_document;
  FakeCall<v1::GetStatusRequest, v1::GetStatusResponse> get_status;
  FakeCall<v1::ListDeadLettersRequest, v1::ListDeadLettersResponse> list_dead_letters;
  FakeCall<v1::RedriveDeadLettersRequest, v1::RedriveDeadLettersResponse> redrive;
  std::function<grpc::Status(FakeIngestStream&)> ingest_stream;
};

// Runs from construction to destruction.
class FakeServer {
 public:
  // At a free port, or at `port` (of a server that a test stopped).
  explicit FakeServer(FakeCalls calls, int port = 0);
  ~FakeServer();

  // "localhost:PORT".
  const std::string& address() const { return address_; }
  int port() const { return port_; }

 private:
  class Query;
  class Ingest;
  class Admin;

  const FakeCalls calls_;
  std::unique_ptr<v1::QueryService::Service> query_;
  std::unique_ptr<v1::IngestService::Service> ingest_;
  std::unique_ptr<v1::AdminService::Service> admin_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  int port_ = 0;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_TESTING_FAKE_SERVER_H_
