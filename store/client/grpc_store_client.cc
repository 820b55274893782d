#include "store/client/grpc_store_client.h"

#include <grpcpp/client_context.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

// What says that there was no answer, as one error that callers repeat.
absl::Status ToStoreStatus(const grpc::Status& grpc_status) {
  absl::Status status = FromGrpcStatus(grpc_status);
  const bool no_answer = absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
  if (no_answer && ErrorReason(status).empty()) {
    return MakeError(absl::StatusCode::kUnavailable, "STORE_UNREACHABLE",
                     absl::StrCat("the store does not answer: ", status.message()));
  }
  return status;
}

}  // namespace

std::vector<absl::Status> GrpcStoreClient::Commit(
    absl::Span<const internal::v1::AnalyzedDocument> documents) {
  std::vector<absl::Status> statuses;
  size_t begin = 0;
  while (begin < documents.size()) {
    size_t end = begin;
    size_t bytes = 0;
    do {
      bytes += documents[end++].ByteSizeLong();
    } while (end < documents.size() &&
             end - begin < static_cast<size_t>(options_.max_documents_per_call) &&
             bytes + documents[end].ByteSizeLong() <= options_.max_bytes_per_call);
    CommitOnce(documents.subspan(begin, end - begin), &statuses);
    begin = end;
  }
  return statuses;
}

void GrpcStoreClient::CommitOnce(absl::Span<const internal::v1::AnalyzedDocument> documents,
                                 std::vector<absl::Status>* statuses) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
  internal::v1::CommitDocumentsRequest request;
  request.mutable_documents()->Assign(documents.begin(), documents.end());
  internal::v1::CommitDocumentsResponse response;
  absl::Status status = ToStoreStatus(stub_->CommitDocuments(&context, request, &response));
  if (status.ok() && response.statuses_size() != request.documents_size()) {
    status = MakeError(absl::StatusCode::kInternal, "PEER_ANSWER_MALFORMED",
                       "the store answered for other documents than sent");
  }
  for (int i = 0; i < request.documents_size(); ++i) {
    statuses->push_back(status.ok() ? FromRpcStatus(response.statuses(i)) : status);
  }
}

absl::StatusOr<bool> GrpcStoreClient::Remove(absl::string_view document, int64_t revision) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
  internal::v1::RemoveDocumentRequest request;
  request.set_name(std::string(document));
  request.set_revision(revision);
  internal::v1::RemoveDocumentResponse response;
  RETURN_IF_ERROR(ToStoreStatus(stub_->RemoveDocument(&context, request, &response)));
  return response.removed();
}

absl::StatusOr<int64_t> GrpcStoreClient::RemoveCorpus(absl::string_view corpus, int64_t revision,
                                                      bool reclaim) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(
      absl::ToChronoTime(absl::Now() + (reclaim ? options_.reclaim_timeout : options_.timeout)));
  internal::v1::RemoveCorpusRequest request;
  request.set_name(std::string(corpus));
  request.set_revision(revision);
  request.set_reclaim(reclaim);
  internal::v1::RemoveCorpusResponse response;
  RETURN_IF_ERROR(ToStoreStatus(stub_->RemoveCorpus(&context, request, &response)));
  return response.removed_count();
}

absl::StatusOr<internal::v1::ReadDocumentsResponse> GrpcStoreClient::ReadDocuments(
    const internal::v1::ReadDocumentsRequest& request) {
  grpc::ClientContext context;
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + options_.timeout));
  internal::v1::ReadDocumentsResponse response;
  RETURN_IF_ERROR(ToStoreStatus(stub_->ReadDocuments(&context, request, &response)));
  return response;
}

}  // namespace standpoint
