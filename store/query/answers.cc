#include "store/query/answers.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "store/record/text_pieces.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

std::string NameOf(absl::string_view corpus, const internal::v1::DocumentRecord& record) {
  return absl::StrCat("corpora/", corpus, "/documents/", record.id());
}

}  // namespace

absl::StatusOr<bool> ReadDocument(const Snapshot& snapshot, absl::string_view corpus,
                                  const DocumentRef& ref, StoredDocument* document) {
  std::string bytes;
  ASSIGN_OR_RETURN(const bool found,
                   snapshot.Get(Family::kDocument, DocumentKey(corpus, ref), &bytes));
  if (!found) {
    return false;
  }
  ASSIGN_OR_RETURN(const DocumentValue value, DocumentValue::Decode(bytes));
  if (value.is_tombstone()) {
    return false;
  }
  document->ref = ref;
  document->revision = value.revision();
  document->claim_count = value.claim_count();
  document->stance_count = value.stance_count();
  RETURN_IF_ERROR(value.DecodeRecord(&document->record));
  return true;
}

void FillSummary(absl::string_view corpus, const internal::v1::DocumentRecord& record,
                 v1::DocumentSummary* summary) {
  const v1::Document& document = record.document();
  summary->set_name(NameOf(corpus, record));
  summary->set_source(document.source());
  summary->set_publisher(document.publisher());
  summary->set_url(document.url());
  summary->set_title(document.title());
  if (document.has_publish_time()) {
    *summary->mutable_publish_time() = document.publish_time();
  }
  summary->set_text_digest(document.text_digest());
  summary->set_language(document.language());
}

void FillClaim(absl::string_view corpus, const internal::v1::DocumentRecord& document,
               internal::v1::ClaimRecord&& record, v1::Claim* claim) {
  claim->Swap(record.mutable_claim());
  claim->set_name(absl::StrCat(NameOf(corpus, document), "/claims/", record.id()));
  FillSummary(corpus, document, claim->mutable_document());
}

void FillStance(absl::string_view corpus, const internal::v1::DocumentRecord& document,
                internal::v1::StanceRecord&& record, v1::Stance* stance) {
  stance->Swap(record.mutable_stance());
  stance->set_name(absl::StrCat(NameOf(corpus, document), "/stances/", record.id()));
  if (!stance->claim().empty() && !absl::StrContains(stance->claim(), '/')) {
    stance->set_claim(absl::StrCat(NameOf(corpus, document), "/claims/", stance->claim()));
  }
  FillSummary(corpus, document, stance->mutable_document());
}

absl::Status FillDocument(const Snapshot& snapshot, absl::string_view corpus,
                          StoredDocument&& document, bool with_text, bool with_runs,
                          v1::Document* answer) {
  answer->Swap(document.record.mutable_document());
  answer->set_name(NameOf(corpus, document.record));
  answer->set_revision(document.revision);
  if (with_text) {
    ASSIGN_OR_RETURN(*answer->mutable_text(), ReadText(snapshot, corpus, document.ref));
  }
  if (with_runs && document.record.has_original_runs()) {
    std::string bytes;
    ASSIGN_OR_RETURN(const bool found,
                     snapshot.Get(Family::kText, OriginalRunsKey(corpus, document.ref), &bytes));
    internal::v1::OriginalRunsRecord runs;
    if (found) {
      RETURN_IF_ERROR(DecodeOriginalRuns(bytes, &runs));
    }
    answer->mutable_original_runs()->Swap(runs.mutable_runs());
  }
  return absl::OkStatus();
}

}  // namespace standpoint
