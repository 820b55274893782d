// From records to the messages of the API.

#ifndef STANDPOINT_STORE_QUERY_ANSWERS_H_
#define STANDPOINT_STORE_QUERY_ANSWERS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/record.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/stance.pb.h"
#include "store/engine/engine.h"
#include "store/record/keys.h"

namespace standpoint {

// A document that was read, with what is needed to answer for its claims and stances.
struct StoredDocument {
  DocumentRef ref;
  int64_t revision = 0;
  uint32_t claim_count = 0;
  uint32_t stance_count = 0;
  internal::v1::DocumentRecord record;
};

// Reads a document; false when there is none, or it was deleted.
absl::StatusOr<bool> ReadDocument(const Snapshot& snapshot, absl::string_view corpus,
                                  const DocumentRef& ref, StoredDocument* document);

void FillSummary(absl::string_view corpus, const internal::v1::DocumentRecord& record,
                 v1::DocumentSummary* summary);

// These move out of the record what they can.
void FillClaim(absl::string_view corpus, const internal::v1::DocumentRecord& document,
               internal::v1::ClaimRecord&& record, v1::Claim* claim);
void FillStance(absl::string_view corpus, const internal::v1::DocumentRecord& document,
                internal::v1::StanceRecord&& record, v1::Stance* stance);

// Reads text and map to the original only where they are asked for.
absl::Status FillDocument(const Snapshot& snapshot, absl::string_view corpus,
                          StoredDocument&& document, bool with_text, bool with_runs,
                          v1::Document* answer);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_ANSWERS_H_
