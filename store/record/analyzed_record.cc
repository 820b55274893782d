#include "store/record/analyzed_record.h"

#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

// Calls `take` with every value of a document in family claim or stance, in order of the ordinals.
absl::Status ReadItems(const Snapshot& snapshot, Family family, absl::string_view corpus,
                       const DocumentRef& ref, uint32_t expected,
                       absl::FunctionRef<absl::Status(absl::string_view)> take) {
  const auto it = snapshot.NewIterator(family, PrefixRange(DocumentKey(corpus, ref)));
  uint32_t count = 0;
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    RETURN_IF_ERROR(take(it->value()));
    ++count;
  }
  RETURN_IF_ERROR(it->status());
  if (count != expected) {
    return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                     absl::StrCat("a stored document lacks parts: ", count, " of ", expected));
  }
  return absl::OkStatus();
}

}  // namespace

void PutRecords(const AnalyzedRecord& record, WriteBatch* batch) {
  for (uint32_t i = 0; i < record.claims.size(); ++i) {
    const ClaimWithTerms& claim = record.claims[i];
    batch->Put(Family::kClaim, ItemKey(record.corpus, record.ref, i),
               EncodeClaim(claim.record, claim.terms));
  }
  for (uint32_t i = 0; i < record.stances.size(); ++i) {
    batch->Put(Family::kStance, ItemKey(record.corpus, record.ref, i),
               EncodeStance(record.stances[i]));
  }
  batch->Put(Family::kText, TextKey(record.corpus, record.ref), EncodeText(record.text));
  if (record.runs.runs_size() > 0) {
    batch->Put(Family::kText, OriginalRunsKey(record.corpus, record.ref),
               EncodeOriginalRuns(record.runs));
  }
}

std::string DocumentValueOf(const AnalyzedRecord& record) {
  std::vector<absl::string_view> claim_ids;
  std::vector<absl::string_view> stance_ids;
  for (const ClaimWithTerms& claim : record.claims) {
    claim_ids.push_back(claim.record.id());
  }
  for (const internal::v1::StanceRecord& stance : record.stances) {
    stance_ids.push_back(stance.id());
  }
  return EncodeDocument(record.revision, record.document, claim_ids, stance_ids);
}

void DeleteRecords(absl::string_view corpus, const DocumentRef& ref, uint32_t claim_count,
                   uint32_t stance_count, WriteBatch* batch) {
  for (uint32_t i = 0; i < claim_count; ++i) {
    batch->Delete(Family::kClaim, ItemKey(corpus, ref, i));
  }
  for (uint32_t i = 0; i < stance_count; ++i) {
    batch->Delete(Family::kStance, ItemKey(corpus, ref, i));
  }
  batch->Delete(Family::kText, TextKey(corpus, ref));
  batch->Delete(Family::kText, OriginalRunsKey(corpus, ref));
}

absl::StatusOr<AnalyzedRecord> LoadRecord(const Snapshot& snapshot, absl::string_view corpus,
                                          const DocumentRef& ref, const DocumentValue& value) {
  AnalyzedRecord record;
  record.corpus = std::string(corpus);
  record.ref = ref;
  record.revision = value.revision();
  record.numbers = value.numbers();
  RETURN_IF_ERROR(value.DecodeRecord(&record.document));
  std::string text;
  ASSIGN_OR_RETURN(const bool has_text, snapshot.Get(Family::kText, TextKey(corpus, ref), &text));
  if (!has_text) {
    return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                     "a stored document has no text");
  }
  ASSIGN_OR_RETURN(const absl::string_view decoded, DecodeText(text));
  record.text = std::string(decoded);
  RETURN_IF_ERROR(ReadItems(snapshot, Family::kClaim, corpus, ref, value.claim_count(),
                            [&](absl::string_view bytes) {
                              ClaimWithTerms& claim = record.claims.emplace_back();
                              return DecodeClaim(bytes, &claim.record, &claim.terms);
                            }));
  RETURN_IF_ERROR(ReadItems(snapshot, Family::kStance, corpus, ref, value.stance_count(),
                            [&](absl::string_view bytes) {
                              return DecodeStance(bytes, &record.stances.emplace_back());
                            }));
  return record;
}

absl::StatusOr<AnalyzedRecord> LoadWholeRecord(const Snapshot& snapshot, absl::string_view corpus,
                                               const DocumentRef& ref, const DocumentValue& value) {
  ASSIGN_OR_RETURN(AnalyzedRecord record, LoadRecord(snapshot, corpus, ref, value));
  if (record.document.has_original_runs()) {
    std::string runs;
    ASSIGN_OR_RETURN(const bool found,
                     snapshot.Get(Family::kText, OriginalRunsKey(corpus, ref), &runs));
    if (!found) {
      return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                       "a stored document lacks its map to the original");
    }
    RETURN_IF_ERROR(DecodeOriginalRuns(runs, &record.runs));
  }
  return record;
}

}  // namespace standpoint
