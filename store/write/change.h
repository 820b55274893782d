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
#include "store/index/index_batch.h"
#include "store/record/keys.h"
#include "store/record/values.h"
#include "store/write/prepared_document.h"

namespace standpoint {

// Where a change stands in a log.
struct LogMark {
  int partition = 0;
  int64_t from = 0;  // the next offset of a store that can take the change: nothing is left out
  internal::v1::LogPosition position;  // where the store stands when it has it
};

// A commit, or the removal of a document or of a whole corpus.
struct Change {
  enum class Kind { kCommit, kRemoval, kCorpusRemoval };

  Kind kind = Kind::kCommit;
  // Of a removal: corpus, id, ref and revision alone; of a corpus: corpus and revision.
  PreparedDocument document;
  // Absent: the change is of no log.
  std::optional<LogMark> mark;
  // Gets an error, or how many stored documents were replaced or removed.
  absl::AnyInvocable<void(absl::StatusOr<int64_t>)> done;

  bool is_removal() const { return kind == Kind::kRemoval; }
  size_t byte_size() const { return document.byte_size() + sizeof(Change); }
  std::string key() const { return DocumentKey(document.corpus, document.ref); }
};

// What a change does.
struct Effect {
  bool applies = false;  // false: what is stored wins, nothing is written
  int64_t replaced = 0;  // documents (no tombstones) that stood there
};

// A corpus as it is after changes.
struct CorpusState {
  CorpusCounts counts;
  DocumentNumbers next;  // numbers

  friend bool operator==(const CorpusState&, const CorpusState&) = default;
};

// Adds what `change` writes to `batch` and `index`, and what it adds to and takes from the corpus to `corpus`.
// `stored`: what stands under the change's key in `snapshot`; absent: nothing. Errors: INTERNAL;
// reason NAME_COLLISION when another document's id has the same ref.
absl::StatusOr<Effect> ApplyChange(const Snapshot& snapshot,
                                   const std::optional<std::string>& stored, const Change& change,
                                   WriteBatch* batch, IndexBatch* index, CorpusState* corpus);

// The removal of all that a corpus holds as of the change's revision: some operations, however much it is. What is newer, and
// came before because it took another way, is kept. Errors: INTERNAL.
absl::StatusOr<Effect> ApplyCorpusRemoval(const Snapshot& snapshot, const Change& change,
                                          WriteBatch* batch, IndexBatch* index,
                                          CorpusState* corpus);

// Errors: INVALID_ARGUMENT for a name that is none and a revision that is not positive.
absl::StatusOr<Change> MakeRemoval(absl::string_view document, int64_t revision);
absl::StatusOr<Change> MakeCorpusRemoval(absl::string_view corpus, int64_t revision);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_WRITE_CHANGE_H_
