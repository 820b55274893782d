// What the writer knows of the database without looking.

#ifndef STANDPOINT_STORE_WRITE_KNOWN_STATE_H_
#define STANDPOINT_STORE_WRITE_KNOWN_STATE_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "store/engine/engine.h"
#include "store/engine/write_batch.h"
#include "store/record/log_state.h"
#include "store/write/change.h"

namespace standpoint {

struct KnownState {
  std::map<std::string, CorpusState> corpora;
  std::map<std::string, int64_t> removed_corpora;  // revisions as of which corpora were removed
  LogState log;
};

// Errors: those of the decoders.
absl::StatusOr<KnownState> LoadKnownState(Engine& engine);

// What changes: corpora as they will be, and positions. Removed corpora are written by their removal.
void PutChanged(const KnownState& changed, WriteBatch* batch);

// Takes over what has changed.
void Merge(const KnownState& changed, KnownState* known);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_WRITE_KNOWN_STATE_H_
