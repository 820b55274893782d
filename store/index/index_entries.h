// Which index entries a document has.

#ifndef STANDPOINT_STORE_INDEX_INDEX_ENTRIES_H_
#define STANDPOINT_STORE_INDEX_INDEX_ENTRIES_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "store/engine/family.h"
#include "store/record/analyzed_record.h"

namespace standpoint {

// Takes one entry. The views live during the call.
using IndexEntryVisitor =
    absl::FunctionRef<void(Family, absl::string_view key, absl::string_view value)>;

// Calls `visit` once per entry of `record`, whose text and runs are not looked at. A function of
// what is stored alone: used to write, to delete and to check, so that a replaced document leaves
// no entry behind.
void ForEachIndexEntry(const AnalyzedRecord& record, IndexEntryVisitor visit);

// The publication time that all entries of `record` carry.
uint64_t TimeRankOf(const internal::v1::DocumentRecord& document);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_INDEX_INDEX_ENTRIES_H_
