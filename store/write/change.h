// One document's change, and what becomes of it given what is stored.

#ifndef STANDPOINT_STORE_WRITE_CHANGE_H_
#define STANDPOINT_STORE_WRITE_CHANGE_H_

#include <optional>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "store/engine/engine.h"
#include "store/engine/write_batch.h"
#include "store/record/keys.h"
#include "store/record/values.h"
#include "store/write/prepared_document.h"

namespace standpoint {

// A commit, or the removal of a document.
struct Change {
  bool is_removal = false;
  PreparedDocument document;  // of a removal: corpus, id, ref and revision alone
  // Gets an error, or whether a stored document was replaced or removed.
  absl::AnyInvocable<void(absl::StatusOr<bool>)> done;

  size_t byte_size() const { return document.puts.byte_size() + sizeof(Change); }
  std::string key() const { return DocumentKey(document.corpus, document.ref); }
};

// What a change does.
struct Effect {
  bool applies = false;    // false: what is stored wins, nothing is written
  bool was_there = false;  // a document (no tombstone) stood there
};

// Adds what `change` writes to `batch`, and what it adds to and takes from the corpus to `counts`.
// `stored`: what stands under the change's key in `snapshot`; absent: nothing. Errors: INTERNAL;
// reason NAME_COLLISION when another document's id has the same ref.
absl::StatusOr<Effect> ApplyChange(const Snapshot& snapshot,
                                   const std::optional<std::string>& stored, const Change& change,
                                   WriteBatch* batch, CorpusCounts* counts);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_WRITE_CHANGE_H_
