#include "store/record/analyzed_record.h"

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "store/record/item_reader.h"
#include "store/record/text_pieces.h"

namespace standpoint {
namespace {

// The items of a group.
template <typename Item>
absl::Span<const Item> GroupOf(const std::vector<Item>& items, uint32_t group) {
  return absl::MakeConstSpan(items).subspan(size_t{group} * kGroupItems, kGroupItems);
}

absl::Status Incomplete() {
  return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT", "a stored document lacks parts");
}

}  // namespace

void PutRecords(const AnalyzedRecord& record, WriteBatch* batch) {
  absl::flat_hash_map<std::string, uint32_t> claims;
  for (uint32_t i = 0; i < record.claims.size(); ++i) {
    claims.try_emplace(record.claims[i].record.id(), i);
  }
  for (uint32_t group = 0; group < GroupCount(record.claims.size()); ++group) {
    batch->Put(Family::kClaim, GroupKey(record.corpus, record.ref, group),
               PackClaims(record.text, GroupOf(record.claims, group)));
  }
  for (uint32_t group = 0; group < GroupCount(record.stances.size()); ++group) {
    batch->Put(Family::kStance, GroupKey(record.corpus, record.ref, group),
               PackStances(record.text, GroupOf(record.stances, group), claims));
  }
  PutText(record.corpus, record.ref, record.text, batch);
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
  return EncodeDocument(record.revision, record.document, record.text.size(), claim_ids,
                        stance_ids);
}

void DeleteRecords(const AnalyzedRecord& record, WriteBatch* batch) {
  for (uint32_t group = 0; group < GroupCount(record.claims.size()); ++group) {
    batch->Delete(Family::kClaim, GroupKey(record.corpus, record.ref, group));
  }
  for (uint32_t group = 0; group < GroupCount(record.stances.size()); ++group) {
    batch->Delete(Family::kStance, GroupKey(record.corpus, record.ref, group));
  }
  DeleteText(record.corpus, record.ref, record.text.size(), batch);
  batch->Delete(Family::kText, OriginalRunsKey(record.corpus, record.ref));
}

absl::StatusOr<AnalyzedRecord> LoadRecord(const Snapshot& snapshot, absl::string_view corpus,
                                          const DocumentRef& ref, const DocumentValue& value) {
  AnalyzedRecord record;
  record.corpus = std::string(corpus);
  record.ref = ref;
  record.revision = value.revision();
  record.numbers = value.numbers();
  RETURN_IF_ERROR(value.DecodeRecord(&record.document));
  ASSIGN_OR_RETURN(record.text, ReadText(snapshot, corpus, ref));
  if (record.text.size() != value.text_size()) {
    return Incomplete();
  }
  ItemReader items(snapshot, corpus);
  for (uint32_t i = 0; i < value.claim_count(); ++i) {
    ASSIGN_OR_RETURN(const bool found,
                     items.ReadClaim(ref, i, /*with_terms=*/true, &record.claims.emplace_back()));
    if (!found) {
      return Incomplete();
    }
  }
  for (uint32_t i = 0; i < value.stance_count(); ++i) {
    ASSIGN_OR_RETURN(const bool found, items.ReadStance(ref, i, &record.stances.emplace_back()));
    if (!found) {
      return Incomplete();
    }
  }
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
