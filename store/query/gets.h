// Single resources by name.

#ifndef STANDPOINT_STORE_QUERY_GETS_H_
#define STANDPOINT_STORE_QUERY_GETS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/text/resource_name.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/document.pb.h"
#include "standpoint/v1/query_service.pb.h"
#include "standpoint/v1/stance.pb.h"
#include "store/engine/engine.h"

namespace standpoint {

// Errors of all: NOT_FOUND, with the name; INTERNAL.

absl::Status GetCorpus(const Snapshot& snapshot, const CorpusName& name, v1::Corpus* corpus);

absl::Status GetDocument(const Snapshot& snapshot, const DocumentName& name, bool with_text,
                         bool with_runs, v1::Document* document);

absl::Status GetClaim(const Snapshot& snapshot, const ClaimName& name, bool with_terms,
                      v1::Claim* claim);

// Appends to `bytes` what GetClaim gives without terms, explanations and embedding, serialised, at a fraction of its cost.
// False for all that is not as usual, errors among it: then GetClaim tells.
bool GetClaimBytes(const Snapshot& snapshot, const ClaimName& name, std::string* bytes);

absl::Status GetStance(const Snapshot& snapshot, const StanceName& name, v1::Stance* stance);

// Up to `limit` corpora with a name after `after`, by name.
absl::StatusOr<std::vector<v1::Corpus>> ListCorpora(const Snapshot& snapshot,
                                                    absl::string_view after, int limit);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_GETS_H_
