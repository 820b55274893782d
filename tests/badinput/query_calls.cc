// Questions that cannot be answered.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "standpoint/v1/query_service.grpc.pb.h"
#include "tests/badinput/bad_call.h"

namespace standpoint {
namespace {

using Stub = v1::QueryService::Stub;

constexpr char kDocument[] = "corpora/good/documents/7zvdmglhwvjcer4xi3d4zuxnym";

template <typename Request, typename Response>
BadCall Get(absl::string_view what,
            grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
            const std::string& text, absl::string_view field) {
  return Refused(what, &WholeServer::query, method, FromText<Request>(text), field);
}

// Of what is well named and not there.
template <typename Request, typename Response>
BadCall Missing(absl::string_view what,
                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                const std::string& name) {
  return With(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND",
              Get(what, method, absl::StrCat("name: '", name, "'"), ""));
}

void AddGets(std::vector<BadCall>& calls) {
  calls.push_back(Get("no name", &Stub::GetCorpus, "", "name"));
  calls.push_back(Missing("unknown corpus", &Stub::GetCorpus, "corpora/nobody"));
  calls.push_back(Get("a corpus", &Stub::GetDocument, "name: 'corpora/good'", "name"));
  calls.push_back(Missing("unknown document", &Stub::GetDocument, kDocument));
  calls.push_back(Missing("document of an unknown corpus", &Stub::GetDocument,
                          "corpora/nobody/documents/7zvdmglhwvjcer4xi3d4zuxnym"));
  calls.push_back(Get("a field that is none", &Stub::GetDocument,
                      absl::StrCat("name: '", kDocument, "' read_mask { paths: 'txet' }"),
                      "read_mask"));
  calls.push_back(
      Get("a document", &Stub::GetClaim, absl::StrCat("name: '", kDocument, "'"), "name"));
  calls.push_back(Get("a slash too many", &Stub::GetClaim,
                      absl::StrCat("name: '", kDocument, "/claims/a/'"), "name"));
  calls.push_back(
      Missing("unknown claim", &Stub::GetClaim, absl::StrCat(kDocument, "/claims/abcd")));
  calls.push_back(Get("10,000 bytes", &Stub::GetStance,
                      absl::StrCat("name: '", std::string(10'000, 'a'), "'"), "name"));
  calls.push_back(
      Missing("unknown stance", &Stub::GetStance, absl::StrCat(kDocument, "/stances/abcd")));
}

BadCall Claims(absl::string_view what, absl::string_view arguments, absl::string_view field) {
  return Get(what, &Stub::ListClaims, absl::StrCat("parent: 'corpora/good' ", arguments), field);
}

void AddLists(std::vector<BadCall>& calls) {
  calls.push_back(Get("no parent", &Stub::ListClaims, "", "parent"));
  calls.push_back(
      Get("parent in capitals", &Stub::ListDocuments, "parent: 'corpora/Good'", "parent"));
  calls.push_back(Get("negative page", &Stub::ListCorpora, "page_size: -1", "page_size"));
  calls.push_back(Claims("negative page", "page_size: -1", "page_size"));
  calls.push_back(Claims("a page token made up", "page_token: 'the next one'", "page_token"));
  calls.push_back(Claims("a filter without value", "filter: 'act ='", "filter"));
  calls.push_back(Claims("a filter by a field that is none", "filter: 'mood = good'", "filter"));
  calls.push_back(Claims("a filter by a value that is none", "filter: 'act = sing'", "filter"));
  calls.push_back(Claims(
      "a filter nested 1,000 deep",
      absl::StrCat("filter: '", std::string(1000, '('), "act = deny", std::string(1000, ')'), "'"),
      "filter"));
  calls.push_back(Claims("a filter of 5,000 bytes",
                         absl::StrCat("filter: 'text:", std::string(5000, 'a'), "'"), "filter"));
  calls.push_back(Claims("an order that is none", "order_by: 'beauty'", "order_by"));
  calls.push_back(
      Claims("a field that is none", "read_mask { paths: 'claims.mood' }", "read_mask"));
  calls.push_back(Get("a filter by a field of claims alone", &Stub::ListStances,
                      "parent: 'corpora/good' filter: 'polarity = negated'", "filter"));
}

BadCall Assess(absl::string_view what, absl::string_view arguments, absl::string_view field) {
  return Get(what, &Stub::AssessProposition, absl::StrCat("parent: 'corpora/good' ", arguments),
             field);
}

void AddAssessments(std::vector<BadCall>& calls) {
  calls.push_back(Assess("no proposition", "", "proposition"));
  calls.push_back(Assess("a proposition of 2,001 bytes",
                         absl::StrCat("proposition: '", std::string(2001, 'a'), "'"),
                         "proposition"));
  calls.push_back(Assess("no content word", "proposition: 'It is what it is.'", "proposition"));
  calls.push_back(Assess("confidence over 1", "proposition: 'The ban works.' min_confidence: 1.5",
                         "min_confidence"));
  calls.push_back(Assess("1,001 candidates", "proposition: 'The ban works.' max_candidates: 1001",
                         "max_candidates"));
  calls.push_back(Assess("negative evidence", "proposition: 'The ban works.' max_evidence: -1",
                         "max_evidence"));
  calls.push_back(
      Assess("a wrong filter", "proposition: 'The ban works.' filter: 'act'", "filter"));
}

BadCall Contradictions(absl::string_view what, absl::string_view arguments,
                       absl::string_view field) {
  return Get(what, &Stub::FindContradictions, absl::StrCat("parent: 'corpora/good' ", arguments),
             field);
}

void AddContradictions(std::vector<BadCall>& calls) {
  calls.push_back(Contradictions("a kind that is none", "kind: 9", "kind"));
  calls.push_back(Contradictions("confidence below 0", "min_confidence: -0.5", "min_confidence"));
  calls.push_back(Contradictions("1,001 claims", "max_claims: 1001", "max_claims"));
  calls.push_back(Contradictions("201 candidates", "max_candidates: 201", "max_candidates"));
  calls.push_back(
      Contradictions("negative contradictions", "max_contradictions: -1", "max_contradictions"));
  calls.push_back(Contradictions("a wrong filter", "filter: 'act'", "filter"));
}

BadCall Narratives(absl::string_view what, absl::string_view arguments, absl::string_view field) {
  return Get(what, &Stub::FindNarratives, absl::StrCat("parent: 'corpora/good' ", arguments),
             field);
}

void AddNarratives(std::vector<BadCall>& calls) {
  calls.push_back(Narratives("a subject of 2,001 bytes",
                             absl::StrCat("subject: '", std::string(2001, 'a'), "'"), "subject"));
  calls.push_back(Narratives("no content word", "subject: 'It is what it is.'", "subject"));
  calls.push_back(Narratives("a wrong filter", "filter: 'act'", "filter"));
  calls.push_back(Narratives("confidence over 1", "min_confidence: 1.5", "min_confidence"));
  calls.push_back(Narratives("1,001 claims", "max_claims: 1001", "max_claims"));
  calls.push_back(Narratives("101 candidates", "max_candidates: 101", "max_candidates"));
  calls.push_back(Narratives("negative voices", "min_voices: -1", "min_voices"));
  calls.push_back(Narratives("101 narratives", "max_narratives: 101", "max_narratives"));
  calls.push_back(Narratives("101 quotes", "max_quotes: 101", "max_quotes"));
  calls.push_back(Narratives("counts by hour", "time_bucket: 'hour'", "time_bucket"));
}

}  // namespace

std::vector<BadCall> BadQueryCalls() {
  std::vector<BadCall> calls;
  AddGets(calls);
  AddLists(calls);
  AddAssessments(calls);
  AddContradictions(calls);
  AddNarratives(calls);
  return calls;
}

}  // namespace standpoint
