// From where a candidate stands to the claim that is judged.

#ifndef STANDPOINT_STORE_QUERY_CANDIDATE_READER_H_
#define STANDPOINT_STORE_QUERY_CANDIDATE_READER_H_

#include <map>
#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "standpoint/v1/claim.pb.h"
#include "store/engine/engine.h"
#include "store/query/answers.h"
#include "store/query/bound_filter.h"
#include "store/query/place.h"
#include "store/record/item_reader.h"

namespace standpoint {

// Reads each document once. Threads: one at a time. Lifetime: snapshot and filter outlive it.
class CandidateReader {
 public:
  CandidateReader(const Snapshot& snapshot, absl::string_view corpus, const BoundFilter& filter,
                  absl::Span<const std::string> terms, absl::string_view embedding)
      : snapshot_(snapshot),
        corpus_(corpus),
        filter_(filter),
        items_(snapshot, corpus),
        terms_(terms.begin(), terms.end()),
        embedding_(embedding) {}

  // The claim, as answers without a mask have it; nothing when it does not fulfil the filter, or has neither a word in
  // common with the proposition nor is near it (in a small corpus the index finds everything, however far away).
  // `may_be_gone`: then nothing for what is not there. Errors: INTERNAL.
  absl::StatusOr<std::optional<v1::Claim>> Read(const ScanPlace& place, bool may_be_gone);

 private:
  bool IsNear(const v1::Claim& claim, absl::Span<const std::string> terms) const;
  // Null when it is not there.
  absl::StatusOr<const StoredDocument*> Document(const DocumentRef& ref);

  const Snapshot& snapshot_;
  const std::string corpus_;
  const BoundFilter& filter_;
  ItemReader items_;
  const absl::flat_hash_set<std::string> terms_;
  const std::string embedding_;
  std::map<DocumentRef, std::optional<StoredDocument>> documents_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_QUERY_CANDIDATE_READER_H_
