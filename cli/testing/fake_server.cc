#include "cli/testing/fake_server.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <chrono>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"

namespace standpoint {
namespace {

template <typename Request, typename Response>
grpc::Status Answer(const FakeCall<Request, Response>& call, const Request* request,
                    Response* response) {
  if (!call) return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "the test has no answer");
  return call(*request, *response);
}

}  // namespace

class FakeServer::Query : public v1::QueryService::Service {
 public:
  explicit Query(const FakeCalls& calls) : calls_(calls) {}

 private:
  grpc::Status ListClaims(grpc::ServerContext*, const v1::ListClaimsRequest* request,
                          v1::ListClaimsResponse* response) override {
    return Answer(calls_.list_claims, request, response);
  }
  grpc::Status GetClaim(grpc::ServerContext*, const v1::GetClaimRequest* request,
                        v1::Claim* response) override {
    return Answer(calls_.get_claim, request, response);
  }
  grpc::Status ListStances(grpc::ServerContext*, const v1::ListStancesRequest* request,
                           v1::ListStancesResponse* response) override {
    return Answer(calls_.list_stances, request, response);
  }
  grpc::Status GetStance(grpc::ServerContext*, const v1::GetStanceRequest* request,
                         v1::Stance* response) override {
    return Answer(calls_.get_stance, request, response);
  }
  grpc::Status ListDocuments(grpc::ServerContext*, const v1::ListDocumentsRequest* request,
                             v1::ListDocumentsResponse* response) override {
    return Answer(calls_.list_documents, request, response);
  }
  grpc::Status GetDocument(grpc::ServerContext*, const v1::GetDocumentRequest* request,
                           v1::Document* response) override {
    return Answer(calls_.get_document, request, response);
  }
  grpc::Status SearchClaims(grpc::ServerContext*, const v1::SearchClaimsRequest* request,
                            v1::SearchClaimsResponse* response) override {
    return Answer(calls_.search_claims, request, response);
  }
  grpc::Status SearchDocuments(grpc::ServerContext*, const v1::SearchDocumentsRequest* request,
                               v1::SearchDocumentsResponse* response) override {
    return Answer(calls_.search_documents, request, response);
  }
  grpc::Status AggregateClaims(grpc::ServerContext*, const v1::AggregateClaimsRequest* request,
                               v1::AggregateClaimsResponse* response) override {
    return Answer(calls_.aggregate_claims, request, response);
  }
  grpc::Status AggregateStances(grpc::ServerContext*, const v1::AggregateStancesRequest* request,
                                v1::AggregateStancesResponse* response) override {
    return Answer(calls_.aggregate_stances, request, response);
  }
  grpc::Status FindContradictions(grpc::ServerContext*,
                                  const v1::FindContradictionsRequest* request,
                                  v1::FindContradictionsResponse* response) override {
    return Answer(calls_.find_contradictions, request, response);
  }
  grpc::Status FindNarratives(grpc::ServerContext*, const v1::FindNarrativesRequest* request,
                              v1::FindNarrativesResponse* response) override {
    return Answer(calls_.find_narratives, request, response);
  }
  grpc::Status StreamAssessProposition(
      grpc::ServerContext*, const v1::StreamAssessPropositionRequest* request,
      grpc::ServerWriter<v1::StreamAssessPropositionResponse>* writer) override {
    if (!calls_.assess) {
      return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "the test has no answer");
    }
    return calls_.assess(request->assess(), *writer);
  }

  const FakeCalls& calls_;
};

class FakeServer::Ingest : public v1::IngestService::Service {
 public:
  explicit Ingest(const FakeCalls& calls) : calls_(calls) {}

 private:
  grpc::Status StreamIngestDocuments(grpc::ServerContext*, FakeIngestStream* stream) override {
    if (!calls_.ingest_stream) return grpc::Status(grpc::StatusCode::UNIMPLEMENTED, "");
    return calls_.ingest_stream(*stream);
  }
  grpc::Status DeleteDocument(grpc::ServerContext*, const v1::DeleteDocumentRequest* request,
                              google::protobuf::Empty* response) override {
    return Answer(calls_.delete_document, request, response);
  }

  const FakeCalls& calls_;
};

class FakeServer::Admin : public v1::AdminService::Service {
 public:
  explicit Admin(const FakeCalls& calls) : calls_(calls) {}

 private:
  grpc::Status GetStatus(grpc::ServerContext*, const v1::GetStatusRequest* request,
                         v1::GetStatusResponse* response) override {
    return Answer(calls_.get_status, request, response);
  }
  grpc::Status ListDeadLetters(grpc::ServerContext*, const v1::ListDeadLettersRequest* request,
                               v1::ListDeadLettersResponse* response) override {
    return Answer(calls_.list_dead_letters, request, response);
  }
  grpc::Status RedriveDeadLetters(grpc::ServerContext*,
                                  const v1::RedriveDeadLettersRequest* request,
                                  v1::RedriveDeadLettersResponse* response) override {
    return Answer(calls_.redrive, request, response);
  }

  const FakeCalls& calls_;
};

FakeServer::FakeServer(FakeCalls calls, int port)
    : calls_(std::move(calls)),
      query_(std::make_unique<Query>(calls_)),
      ingest_(std::make_unique<Ingest>(calls_)),
      admin_(std::make_unique<Admin>(calls_)) {
  grpc::ServerBuilder builder;
  // Otherwise another process of the same user may be given the same free port.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort(absl::StrCat("localhost:", port), grpc::InsecureServerCredentials(),
                           &port_);
  builder.RegisterService(query_.get());
  builder.RegisterService(ingest_.get());
  builder.RegisterService(admin_.get());
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) std::abort();  // no port: nothing can be tested
  address_ = absl::StrCat("localhost:", port_);
}

FakeServer::~FakeServer() { server_->Shutdown(std::chrono::system_clock::now()); }

}  // namespace standpoint
