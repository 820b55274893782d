// The pages of lists.

#ifndef STANDPOINT_STORE_QUERY_LISTS_H_
#define STANDPOINT_STORE_QUERY_LISTS_H_

#include <google/protobuf/repeated_field.h>

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/stance.pb.h"
#include "store/engine/engine.h"
#include "store/query/list_arguments.h"
#include "store/query/scan.h"

namespace standpoint {

// Each adds one page of matches to `answers`, in the order asked for, and returns where the next page begins; absent at
// the end. A page may be short, even empty, before the end: when the budget is exhausted. `places`, unless null: gets the
// place of each match.
// Errors: NOT_FOUND when `arguments` name a document that is not there; those of the budget; INTERNAL.

// `with_text`, `with_runs`: what is read beside the record.
absl::StatusOr<std::optional<ScanPlace>> ListDocuments(
    const Snapshot& snapshot, const ListArguments& arguments, bool with_text, bool with_runs,
    ScanBudget* budget, google::protobuf::RepeatedPtrField<v1::Document>* answers,
    std::vector<ScanPlace>* places = nullptr);

absl::StatusOr<std::optional<ScanPlace>> ListClaims(
    const Snapshot& snapshot, const ListArguments& arguments, bool with_terms, ScanBudget* budget,
    google::protobuf::RepeatedPtrField<v1::Claim>* answers,
    std::vector<ScanPlace>* places = nullptr);

absl::StatusOr<std::optional<ScanPlace>> ListStances(
    const Snapshot& snapshot, const ListArguments& arguments, ScanBudget* budget,
    google::protobuf::RepeatedPtrField<v1::Stance>* answers,
    std::vector<ScanPlace>* places = nullptr);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_LISTS_H_
