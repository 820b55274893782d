#include "tests/server/sample_documents.h"

#include <filesystem>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "cli/ingest/document_source.h"
#include "common/status/macros.h"
#include "common/testing/golden.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

// What the README of the samples says of the plain texts.
struct PlainText {
  absl::string_view file;
  absl::CivilSecond time;  // UTC
  absl::string_view url;
};

const PlainText kPlainTexts[] = {
    {"plain-record-2024-03-13-export-controls-advanced-chips.txt",
     absl::CivilSecond(2024, 3, 13, 15, 0, 0),
     "https://plain-record.example/hearings/2024/03/13/export-controls-advanced-chips"},
    {"port-ansley-courier-2025-03-11-open-letter-millrace-road.txt",
     absl::CivilSecond(2025, 3, 11, 7, 0, 0),
     "https://port-ansley-courier.example/letters/2025/03/11/open-letter-millrace-road"},
};

void AddWhatTheFileDoesNotSay(const std::string& path, v1::DocumentInput& input) {
  const std::string file = std::filesystem::path(path).filename().string();
  if (input.media_type() == "application/json") return;
  input.set_source(file.substr(0, file.find("-20")));
  for (const PlainText& text : kPlainTexts) {
    if (text.file != file) continue;
    input.set_url(std::string(text.url));
    *input.mutable_publish_time() =
        ToProtoTimestamp(absl::FromCivil(text.time, absl::UTCTimeZone()));
  }
}

}  // namespace

absl::StatusOr<v1::BatchIngestDocumentsRequest> SampleDocuments() {
  DocumentSourceOptions options;
  options.paths = {TestDataPath("samples/disputes")};
  DocumentSource source(std::move(options));
  v1::BatchIngestDocumentsRequest request;
  SourceItem item;
  while (source.Next(item)) {
    RETURN_IF_ERROR(item.error);
    AddWhatTheFileDoesNotSay(item.origin, item.input);
    *request.add_inputs() = std::move(item.input);
  }
  return request;
}

}  // namespace standpoint
