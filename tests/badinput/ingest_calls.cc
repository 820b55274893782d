// Documents and requests that ingest cannot take.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"
#include "tests/badinput/bad_call.h"

namespace standpoint {
namespace {

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

// A document with `fields` of DocumentInput in text format, to corpus "good".
BadCall Document(absl::string_view what, const std::string& fields, absl::string_view field) {
  return Refused(what, &WholeServer::ingest, &v1::IngestService::Stub::IngestDocument,
                 FromText<v1::IngestDocumentRequest>(
                     absl::StrCat("parent: 'corpora/good' input { ", fields, " }")),
                 field);
}

BadCall Content(absl::string_view what, std::string content, absl::string_view media_type,
                absl::string_view field) {
  v1::IngestDocumentRequest request;
  request.set_parent("corpora/good");
  request.mutable_input()->set_content(std::move(content));
  request.mutable_input()->set_media_type(std::string(media_type));
  return Refused(what, &WholeServer::ingest, &v1::IngestService::Stub::IngestDocument, request,
                 field);
}

BadCall Parent(absl::string_view what, const std::string& parent) {
  return Refused(what, &WholeServer::ingest, &v1::IngestService::Stub::IngestDocument,
                 FromText<v1::IngestDocumentRequest>(
                     absl::StrCat("parent: '", parent, "' input { content: 'Text.' }")),
                 "parent");
}

std::string Repeat(absl::string_view text, int times) {
  std::string out;
  out.reserve(text.size() * times);
  for (int i = 0; i < times; ++i) absl::StrAppend(&out, text);
  return out;
}

void AddContents(std::vector<BadCall>& calls) {
  calls.push_back(Document("no content", "", "input.content"));
  calls.push_back(Document("malformed UTF-8, declared",
                           "content: 'Caf\\xe9 \\xff.' charset: 'utf-8'", "input.content"));
  calls.push_back(Document("JSON with malformed UTF-8",
                           "content: '{\"text\": \"Caf\\xe9\"}' media_type: 'application/json'",
                           "input.content"));
  calls.push_back(
      With(kInvalid, "EMPTY_DOCUMENT", Document("white space", "content: ' \\n\\t '", "")));
  calls.push_back(
      With(kInvalid, "EMPTY_DOCUMENT",
           Content("HTML without text", "<html><body><script>var a;</script></body></html>",
                   "text/html", "")));
  calls.push_back(
      Content("a byte over 8 MiB", std::string((8 << 20) + 1, 'a'), "text/plain", "input.content"));
  calls.push_back(With(
      kInvalid, "DOCUMENT_TOO_DEEP",
      Content("HTML nested 100,000 deep",
              Repeat("<div>", 100'000) + "Text." + Repeat("</div>", 100'000), "text/html", "")));
  calls.push_back(
      Content("truncated JSON", "{\"text\": \"The ban has", "application/json", "input.content"));
  calls.push_back(Content("JSON nested 100,000 deep", Repeat("[", 100'000), "application/json",
                          "input.content"));
  calls.push_back(Content("JSON with an unknown key", "{\"text\": \"A.\", \"txet\": \"B.\"}",
                          "application/json", "input.content"));
  calls.push_back(
      Content("JSON without text", "{\"title\": \"A\"}", "application/json", "input.content"));
  calls.push_back(With(kInvalid, "UNSUPPORTED_MEDIA_TYPE",
                       Content("a PDF", "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", "", "")));
  calls.push_back(With(kInvalid, "UNSUPPORTED_MEDIA_TYPE",
                       Content("declared as an image", "Text.", "image/png", "")));
}

void AddFields(std::vector<BadCall>& calls) {
  calls.push_back(
      Document("unknown character set", "content: 'A.' charset: 'ebcdic-9'", "input.charset"));
  calls.push_back(
      Document("a URL of another scheme", "content: 'A.' url: 'javascript:a'", "input.url"));
  calls.push_back(Document("source over 128 bytes",
                           absl::StrCat("content: 'A.' source: '", std::string(129, 's'), "'"),
                           "input.source"));
  calls.push_back(
      Document("no language tag", "content: 'A.' language: 'English, please'", "input.language"));
  calls.push_back(Document("a time beyond the year 9999",
                           "content: 'A.' publish_time { seconds: 999999999999 }",
                           "input.publish_time"));
  calls.push_back(Document("a label in capitals", "content: 'A.' labels { key: 'KEY' value: 'v' }",
                           "input.labels"));
  calls.push_back(Parent("no parent", ""));
  calls.push_back(Parent("a parent in capitals", "corpora/Good"));
  calls.push_back(Parent("a document as parent", "corpora/good/documents/a"));
  calls.push_back(Refused("no input", &WholeServer::ingest,
                          &v1::IngestService::Stub::IngestDocument,
                          FromText<v1::IngestDocumentRequest>("parent: 'corpora/good'"), "input"));
  calls.push_back(Refused("request_id that is no UUID", &WholeServer::ingest,
                          &v1::IngestService::Stub::IngestDocument,
                          FromText<v1::IngestDocumentRequest>(
                              "parent: 'corpora/good' input { content: 'A.' } request_id: '7'"),
                          "request_id"));
}

void AddBatchesAndDeletions(std::vector<BadCall>& calls) {
  calls.push_back(
      Refused("empty batch", &WholeServer::ingest, &v1::IngestService::Stub::BatchIngestDocuments,
              FromText<v1::BatchIngestDocumentsRequest>("parent: 'corpora/good'"), "inputs"));
  v1::BatchIngestDocumentsRequest batch;
  batch.set_parent("corpora/good");
  for (int i = 0; i < 1001; ++i) batch.add_inputs()->set_content("A.");
  calls.push_back(Refused("1,001 documents", &WholeServer::ingest,
                          &v1::IngestService::Stub::BatchIngestDocuments, batch, "inputs"));
  v1::IngestDocumentRequest huge;
  huge.set_parent("corpora/good");
  huge.mutable_input()->set_content(std::string(100 << 20, 'a'));
  calls.push_back(With(absl::StatusCode::kResourceExhausted, "",
                       Refused("100 MiB of text", &WholeServer::ingest,
                               &v1::IngestService::Stub::IngestDocument, huge, "")));
  calls.push_back(Refused("a name that is none", &WholeServer::ingest,
                          &v1::IngestService::Stub::DeleteDocument,
                          FromText<v1::DeleteDocumentRequest>("name: 'good/a'"), "name"));
  calls.push_back(
      With(absl::StatusCode::kNotFound, "RESOURCE_NOT_FOUND",
           Refused("never ingested", &WholeServer::ingest, &v1::IngestService::Stub::DeleteDocument,
                   FromText<v1::DeleteDocumentRequest>(
                       "name: 'corpora/good/documents/7zvdmglhwvjcer4xi3d4zuxnym'"),
                   "")));
}

}  // namespace

std::vector<BadCall> BadIngestCalls() {
  std::vector<BadCall> calls;
  AddContents(calls);
  AddFields(calls);
  AddBatchesAndDeletions(calls);
  return calls;
}

}  // namespace standpoint
