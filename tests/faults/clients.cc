#include "tests/faults/clients.h"

#include <grpcpp/client_context.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

constexpr absl::Duration kCallTimeout = absl::Seconds(10);
constexpr absl::Duration kPause = absl::Milliseconds(20);

template <typename Stub, typename Request, typename Response>
absl::Status Call(Stub& stub,
                  grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                  const Request& request, Response* response) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + kCallTimeout));
  return FromGrpcStatus((stub.*method)(&context, request, response));
}

template <typename Item>
void Collect(google::protobuf::RepeatedPtrField<Item>* page, std::map<std::string, Item>& all,
             std::vector<std::string>& repeated) {
  for (Item& item : *page) {
    const std::string name = item.name();
    if (!all.emplace(name, std::move(item)).second) {
      repeated.push_back(name);
    }
  }
}

// Goes through all pages.
template <typename Request, typename Response>
absl::Status ListPages(v1::QueryService::Stub& stub,
                       grpc::Status (v1::QueryService::Stub::*method)(grpc::ClientContext*,
                                                                      const Request&, Response*),
                       const std::string& corpus, absl::FunctionRef<void(Response&)> take) {
  Request request;
  request.set_parent(absl::StrCat("corpora/", corpus));
  request.set_page_size(300);
  request.mutable_read_mask()->add_paths("*");
  while (true) {
    Response response;
    RETURN_IF_ERROR(Call(stub, method, request, &response));
    take(response);
    if (response.next_page_token().empty()) {
      return absl::OkStatus();
    }
    request.set_page_token(response.next_page_token());
  }
}

}  // namespace

bool Await(absl::Duration timeout, absl::FunctionRef<bool()> holds) {
  const absl::Time deadline = absl::Now() + timeout;
  while (!holds()) {
    if (absl::Now() > deadline) {
      return false;
    }
    absl::SleepFor(kPause);
  }
  return true;
}

Clients::Clients(const std::string& ingest_address, const std::string& query_address)
    : ingest_(v1::IngestService::NewStub(Connect(ingest_address, {}))),
      ingest_admin_(v1::AdminService::NewStub(Connect(ingest_address, {}))),
      query_(v1::QueryService::NewStub(Connect(query_address, {}))),
      query_admin_(v1::AdminService::NewStub(Connect(query_address, {}))) {}

absl::StatusOr<std::vector<std::string>> Clients::Ingest(const std::string& corpus,
                                                         const std::vector<std::string>& texts,
                                                         absl::Duration timeout) {
  v1::BatchIngestDocumentsRequest request;
  request.set_parent(absl::StrCat("corpora/", corpus));
  for (const std::string& text : texts) {
    v1::DocumentInput* input = request.add_inputs();
    input->set_content(text);
    input->set_media_type("text/plain");
    input->set_source("generator");
  }
  v1::BatchIngestDocumentsResponse response;
  absl::Status status;
  if (!Await(timeout, [&] {
        response.Clear();
        status = Call(*ingest_, &v1::IngestService::Stub::BatchIngestDocuments, request, &response);
        return status.ok();
      })) {
    return absl::DeadlineExceededError(absl::StrCat("ingest: ", status.ToString()));
  }
  std::vector<std::string> names;
  for (const v1::IngestResult& result : response.results()) {
    RETURN_IF_ERROR(FromRpcStatus(result.error()));
    names.push_back(result.response().document());
  }
  return names;
}

int64_t Clients::CountDocuments(const std::string& corpus) {
  v1::GetCorpusRequest request;
  request.set_name(absl::StrCat("corpora/", corpus));
  v1::Corpus response;
  const absl::Status status = Call(*query_, &v1::QueryService::Stub::GetCorpus, request, &response);
  if (absl::IsNotFound(status)) {
    return 0;
  }
  return status.ok() ? response.document_count() : -1;
}

absl::StatusOr<v1::QueueStatus> Clients::Queue() {
  v1::GetStatusResponse response;
  RETURN_IF_ERROR(
      Call(*ingest_admin_, &v1::AdminService::Stub::GetStatus, v1::GetStatusRequest(), &response));
  return response.queue();
}

absl::StatusOr<CorpusListing> Clients::ListAll(const std::string& corpus) {
  CorpusListing listing;
  RETURN_IF_ERROR((ListPages<v1::ListDocumentsRequest, v1::ListDocumentsResponse>(
      *query_, &v1::QueryService::Stub::ListDocuments, corpus,
      [&](v1::ListDocumentsResponse& page) {
        Collect(page.mutable_documents(), listing.documents, listing.repeated);
      })));
  RETURN_IF_ERROR((ListPages<v1::ListClaimsRequest, v1::ListClaimsResponse>(
      *query_, &v1::QueryService::Stub::ListClaims, corpus, [&](v1::ListClaimsResponse& page) {
        Collect(page.mutable_claims(), listing.claims, listing.repeated);
      })));
  RETURN_IF_ERROR((ListPages<v1::ListStancesRequest, v1::ListStancesResponse>(
      *query_, &v1::QueryService::Stub::ListStances, corpus, [&](v1::ListStancesResponse& page) {
        Collect(page.mutable_stances(), listing.stances, listing.repeated);
      })));
  return listing;
}

absl::StatusOr<v1::ConsistencyReport> Clients::Digests(absl::Duration timeout) {
  v1::CheckConsistencyRequest request;
  request.set_digest_only(true);
  v1::Operation operation;
  RETURN_IF_ERROR(
      Call(*query_admin_, &v1::AdminService::Stub::CheckConsistency, request, &operation));
  v1::WaitOperationRequest wait;
  wait.set_name(operation.name());
  wait.mutable_timeout()->set_seconds(1);
  absl::Status status;
  if (!Await(timeout, [&] {
        status = Call(*query_admin_, &v1::AdminService::Stub::WaitOperation, wait, &operation);
        return !status.ok() || operation.done();
      })) {
    return absl::DeadlineExceededError("the store is still reading its records");
  }
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(FromRpcStatus(operation.error()));
  return operation.consistency_report();
}

}  // namespace standpoint
