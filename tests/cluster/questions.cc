#include "tests/cluster/questions.h"

#include <grpcpp/client_context.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/status/rpc_status.h"

namespace standpoint {
namespace {

constexpr absl::Duration kCallTimeout = absl::Seconds(15);

// The claim of the first sentence of each generated document.
std::string FirstClaim(const Written& written) {
  return absl::StrCat("Report ", written.number, " came in at noon");
}

// Words that no other document has.
std::string WordsOf(const Written& written) {
  return absl::StrCat("\"Report ", written.number, "\"");
}

// Calls `method` and gives its response through `response`.
template <typename Request, typename Response>
absl::Status Call(v1::QueryService::Stub& stub,
                  grpc::Status (v1::QueryService::Stub::*method)(grpc::ClientContext*,
                                                                 const Request&, Response*),
                  const Request& request, Response& response) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kCallTimeout));
  return FromGrpcStatus((stub.*method)(&context, request, &response));
}

}  // namespace

Answer Questions::Ask(uint64_t choice, const Written& written) const {
  switch (choice % 5) {
    case 0:
      return AskForDocument(written);
    case 1:
      return AskForWords(written);
    case 2:
      return AskForCount(written);
    case 3:
      return AskForContradictions(written);
    default:
      return AskForSides(written);
  }
}

Answer Questions::AskForDocument(const Written& written) const {
  v1::GetDocumentRequest request;
  request.set_name(written.name);
  request.set_min_consistency_token(written.token);
  v1::Document document;
  Answer answer;
  answer.status = Call(*query_, &v1::QueryService::Stub::GetDocument, request, document);
  if (answer.status.ok() && document.text() != written.text) {
    answer.wrong = absl::StrCat(written.name, " has another text: ", document.text());
  }
  return answer;
}

Answer Questions::AskForWords(const Written& written) const {
  v1::SearchDocumentsRequest request;
  request.set_parent(absl::StrCat("corpora/", corpus_));
  request.set_query(WordsOf(written));
  request.set_min_consistency_token(written.token);
  v1::SearchDocumentsResponse response;
  Answer answer;
  answer.status = Call(*query_, &v1::QueryService::Stub::SearchDocuments, request, response);
  if (!answer.status.ok()) {
    return answer;
  }
  answer.partial = response.unreachable_size() > 0;
  if (response.hits_size() > 1) {
    answer.wrong = absl::StrCat(request.query(), " is found ", response.hits_size(), " times");
  } else if (response.hits_size() == 0 && !answer.partial) {
    answer.wrong =
        absl::StrCat(request.query(), " is not found, and nobody says that a shard is missing");
  } else if (response.hits_size() == 1 && response.hits(0).document().name() != written.name) {
    answer.wrong = absl::StrCat(request.query(), " finds ", response.hits(0).document().name());
  }
  return answer;
}

Answer Questions::AskForCount(const Written& written) const {
  v1::AggregateClaimsRequest request;
  request.set_parent(absl::StrCat("corpora/", corpus_));
  request.set_query(WordsOf(written));
  request.add_group_by("source");
  request.set_min_consistency_token(written.token);
  v1::AggregateClaimsResponse response;
  Answer answer;
  answer.status = Call(*query_, &v1::QueryService::Stub::AggregateClaims, request, response);
  if (!answer.status.ok()) {
    return answer;
  }
  answer.partial = response.unreachable_size() > 0;
  const int64_t documents = response.total().document_count();
  if (documents > 1 || (documents == 0 && !answer.partial)) {
    answer.wrong = absl::StrCat("claims with ", request.query(), " are counted in ", documents,
                                " documents, with ", response.unreachable_size(),
                                " shards said to be missing");
  }
  return answer;
}

Answer Questions::AskForContradictions(const Written& written) const {
  v1::FindContradictionsRequest request;
  request.set_parent(absl::StrCat("corpora/", corpus_));
  request.set_filter(absl::StrCat("text = \"", FirstClaim(written), "\""));
  request.set_min_consistency_token(written.token);
  v1::FindContradictionsResponse response;
  Answer answer;
  answer.status = Call(*query_, &v1::QueryService::Stub::FindContradictions, request, response);
  if (!answer.status.ok()) {
    return answer;
  }
  answer.partial = response.unreachable_size() > 0 || response.partial();
  const int examined = response.examined_count();
  if (examined > 1 || (examined == 0 && !answer.partial)) {
    answer.wrong =
        absl::StrCat("claims with ", request.filter(), ": ", examined,
                     " are held against others, and nobody says that a shard is missing");
  }
  return answer;
}

Answer Questions::AskForSides(const Written& written) const {
  v1::AssessPropositionRequest request;
  request.set_parent(absl::StrCat("corpora/", corpus_));
  request.set_proposition(absl::StrCat(FirstClaim(written), "."));
  request.set_min_consistency_token(written.token);
  v1::AssessPropositionResponse response;
  Answer answer;
  answer.status = Call(*query_, &v1::QueryService::Stub::AssessProposition, request, response);
  if (!answer.status.ok()) {
    return answer;
  }
  answer.partial = response.unreachable_size() > 0;
  // The document's own first sentence is a claim that supports it.
  if (!answer.partial && (response.sides_size() == 0 || response.sides(0).evidence_size() == 0)) {
    answer.wrong = absl::StrCat("nobody is found to hold that ", request.proposition(),
                                " and nobody says that a shard is missing");
  }
  return answer;
}

}  // namespace standpoint
