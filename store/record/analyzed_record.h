// A document with all that is stored of it, between what a worker sends and what lies on disk.

#ifndef STANDPOINT_STORE_RECORD_ANALYZED_RECORD_H_
#define STANDPOINT_STORE_RECORD_ANALYZED_RECORD_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/engine/engine.h"
#include "store/engine/write_batch.h"
#include "store/record/keys.h"
#include "store/record/packed_item.h"
#include "store/record/values.h"

namespace standpoint {

struct AnalyzedRecord {
  std::string corpus;
  DocumentRef ref;
  int64_t revision = 0;
  DocumentNumbers numbers;  // of what is stored
  internal::v1::DocumentRecord document;
  std::string text;
  internal::v1::OriginalRunsRecord runs;
  std::vector<ClaimWithTerms> claims;               // in text order; their places are the ordinals
  std::vector<internal::v1::StanceRecord> stances;  // likewise
};

// Writes every record of `record` but the one in family document; index entries are another matter (store/index).
void PutRecords(const AnalyzedRecord& record, WriteBatch* batch);
// What stands in family document, but for the numbers.
std::string DocumentValueOf(const AnalyzedRecord& record);

// Deletes what PutRecords wrote of `record`.
void DeleteRecords(const AnalyzedRecord& record, WriteBatch* batch);

// Reads a stored document back, without its runs. `value` is what stands under its key,
// and no tombstone. Errors: INTERNAL, reason RECORD_CORRUPT, when a part of it is missing.
absl::StatusOr<AnalyzedRecord> LoadRecord(const Snapshot& snapshot, absl::string_view corpus,
                                          const DocumentRef& ref, const DocumentValue& value);

// The same with its runs.
absl::StatusOr<AnalyzedRecord> LoadWholeRecord(const Snapshot& snapshot, absl::string_view corpus,
                                               const DocumentRef& ref, const DocumentValue& value);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_ANALYZED_RECORD_H_
