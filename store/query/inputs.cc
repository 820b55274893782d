#include "store/query/inputs.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/query/answers.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

constexpr int kMaxDocuments = 1000;
constexpr int kMaxExamined = 20'000;  // records that one page passes over

bool IsOf(const v1::Analyzer& analyzer, const internal::v1::ReadDocumentsRequest& request) {
  return request.has_skip_analyzer() && analyzer.version() == request.skip_analyzer().version() &&
         analyzer.model_digest() == request.skip_analyzer().model_digest();
}

absl::StatusOr<std::string> Begin(const internal::v1::ReadDocumentsRequest& request,
                                  const KeyRange& range) {
  if (request.max_documents() < 1 || request.max_documents() > kMaxDocuments) {
    return InvalidField("max_documents", "must be 1 to 1,000");
  }
  if (!request.cursor().empty() && !absl::StartsWith(request.cursor(), range.begin)) {
    return InvalidField("cursor", "is not of this corpus");
  }
  return request.cursor().empty() ? range.begin : request.cursor();
}

// Adds the document under the iterator to `response`, unless it is to be passed over.
absl::Status Take(const Snapshot& snapshot, const KeyIterator& it,
                  const internal::v1::ReadDocumentsRequest& request,
                  internal::v1::ReadDocumentsResponse* response) {
  std::string corpus;
  StoredDocument stored;
  if (!ParseDocumentKey(it.key(), &corpus, &stored.ref)) {
    return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT", "a document's key is wrong");
  }
  ASSIGN_OR_RETURN(const DocumentValue value, DocumentValue::Decode(it.value()));
  if (value.is_tombstone()) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(value.DecodeRecord(&stored.record));
  if (IsOf(stored.record.analyzer(), request)) {
    response->set_skipped_count(response->skipped_count() + 1);
    return absl::OkStatus();
  }
  stored.revision = value.revision();
  return FillDocument(snapshot, corpus, std::move(stored), /*with_text=*/true, /*with_runs=*/true,
                      response->add_documents());
}

}  // namespace

absl::Status ReadInputs(const Snapshot& snapshot, const internal::v1::ReadDocumentsRequest& request,
                        size_t max_bytes, internal::v1::ReadDocumentsResponse* response) {
  ASSIGN_OR_RETURN(const CorpusName name, CorpusName::Parse("parent", request.parent()));
  const KeyRange range = PrefixRange(CorpusPrefix(name.corpus));
  ASSIGN_OR_RETURN(const std::string begin, Begin(request, range));
  const auto it = snapshot.NewIterator(Family::kDocument, range);
  size_t bytes = 0;
  int examined = 0;
  for (it->Seek(begin); it->Valid(); it->Next()) {
    const int count = response->documents_size();
    if (count == request.max_documents() || bytes >= max_bytes || examined++ == kMaxExamined) {
      response->set_cursor(std::string(it->key()));
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(Take(snapshot, *it, request, response));
    if (response->documents_size() > count) {
      bytes += response->documents(count).ByteSizeLong();
    }
  }
  return it->status();
}

}  // namespace standpoint
