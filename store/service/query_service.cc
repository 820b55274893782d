#include "store/service/query_service.h"

#include <string>
#include <utility>

#include "absl/functional/bind_front.h"
#include "common/rpc/answer_stream.h"
#include "common/token/consistency_token.h"

namespace standpoint {
namespace {

bool Parse(const grpc::ByteBuffer& bytes, google::protobuf::MessageLite* message) {
  grpc::Slice slice;
  return bytes.DumpToSingleSlice(&slice).ok() &&
         message->ParseFromArray(slice.begin(), static_cast<int>(slice.size()));
}

}  // namespace

template <typename Request, typename Response>
grpc::ServerUnaryReactor* QueryService::Inline(absl::string_view name,
                                               grpc::CallbackServerContext* context,
                                               const Request* request, Response* response,
                                               Method<Request, Response> method) {
  return calls_.Inline(name, context, request, response, request->min_consistency_token(),
                       absl::bind_front(method, &handler_));
}

template <typename Request, typename Response>
grpc::ServerUnaryReactor* QueryService::Pooled(absl::string_view name,
                                               grpc::CallbackServerContext* context,
                                               const Request* request, Response* response,
                                               Method<Request, Response> method) {
  return calls_.Pooled(name, context, request, response, request->min_consistency_token(),
                       absl::bind_front(method, &handler_));
}

grpc::ServerUnaryReactor* QueryService::GetCorpus(grpc::CallbackServerContext* context,
                                                  const v1::GetCorpusRequest* request,
                                                  v1::Corpus* response) {
  return Inline("standpoint.v1.QueryService/GetCorpus", context, request, response,
                &QueryHandler::GetCorpus);
}

grpc::ServerUnaryReactor* QueryService::ListCorpora(grpc::CallbackServerContext* context,
                                                    const v1::ListCorporaRequest* request,
                                                    v1::ListCorporaResponse* response) {
  return Pooled("standpoint.v1.QueryService/ListCorpora", context, request, response,
                &QueryHandler::ListCorpora);
}

grpc::ServerUnaryReactor* QueryService::GetDocument(grpc::CallbackServerContext* context,
                                                    const v1::GetDocumentRequest* request,
                                                    v1::Document* response) {
  return Inline("standpoint.v1.QueryService/GetDocument", context, request, response,
                &QueryHandler::GetDocument);
}

grpc::ServerUnaryReactor* QueryService::ListDocuments(grpc::CallbackServerContext* context,
                                                      const v1::ListDocumentsRequest* request,
                                                      v1::ListDocumentsResponse* response) {
  return Pooled("standpoint.v1.QueryService/ListDocuments", context, request, response,
                &QueryHandler::ListDocuments);
}

grpc::ServerUnaryReactor* QueryService::GetClaim(grpc::CallbackServerContext* context,
                                                 const grpc::ByteBuffer* request,
                                                 grpc::ByteBuffer* response) {
  v1::GetClaimRequest parsed;
  if (!Parse(*request, &parsed)) {
    return nullptr;  // which gRPC answers as it does what it cannot parse itself
  }
  const std::string token = parsed.min_consistency_token();
  return calls_.Inline(
      "standpoint.v1.QueryService/GetClaim", context, request, response, token,
      [this, parsed = std::move(parsed)](const CallContext& call, const grpc::ByteBuffer&,
                                         grpc::ByteBuffer* response) {
        std::string bytes;
        absl::Status status = handler_.GetClaimBytes(call, parsed, &bytes);
        const grpc::Slice slice(bytes);
        *response = grpc::ByteBuffer(&slice, 1);
        return status;
      });
}

grpc::ServerUnaryReactor* QueryService::ListClaims(grpc::CallbackServerContext* context,
                                                   const v1::ListClaimsRequest* request,
                                                   v1::ListClaimsResponse* response) {
  return Pooled("standpoint.v1.QueryService/ListClaims", context, request, response,
                &QueryHandler::ListClaims);
}

grpc::ServerUnaryReactor* QueryService::GetStance(grpc::CallbackServerContext* context,
                                                  const v1::GetStanceRequest* request,
                                                  v1::Stance* response) {
  return Inline("standpoint.v1.QueryService/GetStance", context, request, response,
                &QueryHandler::GetStance);
}

grpc::ServerUnaryReactor* QueryService::ListStances(grpc::CallbackServerContext* context,
                                                    const v1::ListStancesRequest* request,
                                                    v1::ListStancesResponse* response) {
  return Pooled("standpoint.v1.QueryService/ListStances", context, request, response,
                &QueryHandler::ListStances);
}

grpc::ServerUnaryReactor* QueryService::SearchClaims(grpc::CallbackServerContext* context,
                                                     const v1::SearchClaimsRequest* request,
                                                     v1::SearchClaimsResponse* response) {
  return Pooled("standpoint.v1.QueryService/SearchClaims", context, request, response,
                &QueryHandler::SearchClaims);
}

grpc::ServerUnaryReactor* QueryService::SearchDocuments(grpc::CallbackServerContext* context,
                                                        const v1::SearchDocumentsRequest* request,
                                                        v1::SearchDocumentsResponse* response) {
  return Pooled("standpoint.v1.QueryService/SearchDocuments", context, request, response,
                &QueryHandler::SearchDocuments);
}

grpc::ServerUnaryReactor* QueryService::AggregateClaims(grpc::CallbackServerContext* context,
                                                        const v1::AggregateClaimsRequest* request,
                                                        v1::AggregateClaimsResponse* response) {
  return Pooled("standpoint.v1.QueryService/AggregateClaims", context, request, response,
                &QueryHandler::AggregateClaims);
}

grpc::ServerUnaryReactor* QueryService::AggregateStances(grpc::CallbackServerContext* context,
                                                         const v1::AggregateStancesRequest* request,
                                                         v1::AggregateStancesResponse* response) {
  return Pooled("standpoint.v1.QueryService/AggregateStances", context, request, response,
                &QueryHandler::AggregateStances);
}

grpc::ServerUnaryReactor* QueryService::AssessProposition(
    grpc::CallbackServerContext* context, const v1::AssessPropositionRequest* request,
    v1::AssessPropositionResponse* response) {
  return Pooled("standpoint.v1.QueryService/AssessProposition", context, request, response,
                &QueryHandler::AssessProposition);
}

grpc::ServerUnaryReactor* QueryService::FindContradictions(
    grpc::CallbackServerContext* context, const v1::FindContradictionsRequest* request,
    v1::FindContradictionsResponse* response) {
  return Pooled("standpoint.v1.QueryService/FindContradictions", context, request, response,
                &QueryHandler::FindContradictions);
}

grpc::ServerUnaryReactor* QueryService::FindNarratives(grpc::CallbackServerContext* context,
                                                       const v1::FindNarrativesRequest* request,
                                                       v1::FindNarrativesResponse* response) {
  return Pooled("standpoint.v1.QueryService/FindNarratives", context, request, response,
                &QueryHandler::FindNarratives);
}

grpc::ServerWriteReactor<v1::StreamAssessPropositionResponse>*
QueryService::StreamAssessProposition(grpc::CallbackServerContext* context,
                                      const v1::StreamAssessPropositionRequest* request) {
  auto* const stream = new AnswerStream<v1::StreamAssessPropositionResponse>(
      calls_.runner().Begin("standpoint.v1.QueryService/StreamAssessProposition", context),
      context);
  const auto begin = [this, stream, request](const absl::Status& visible) {
    if (!visible.ok()) {
      stream->Refuse(visible);
      return;
    }
    stream->Run(calls_.executor(), [this, request](const CallContext& call, AssessmentSink sink) {
      return handler_.StreamAssessProposition(call, *request, sink);
    });
  };
  const std::string& token = request->assess().min_consistency_token();
  if (token.empty()) {
    begin(absl::OkStatus());
    return stream;
  }
  auto written = DecodeConsistencyToken("assess.min_consistency_token", token);
  if (!written.ok()) {
    begin(written.status());
  } else {
    calls_.gate().Wait(*std::move(written), stream->context().deadline(), begin);
  }
  return stream;
}

}  // namespace standpoint
