// Where a store stands in the log that it materialises: kept in family meta, written in one step with the records.

#ifndef STANDPOINT_STORE_RECORD_LOG_STATE_H_
#define STANDPOINT_STORE_RECORD_LOG_STATE_H_

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/engine/engine.h"
#include "store/engine/write_batch.h"

namespace standpoint {

struct LogState {
  // Absent: the store is on no log.
  std::optional<internal::v1::LogBinding> binding;
  // By partition; of those that nothing was applied of there is none.
  std::map<int, internal::v1::LogPosition> positions;

  bool on_log() const { return binding.has_value(); }
  // Offset of the first record of `partition` that is not applied.
  int64_t next_offset(int partition) const;
};

// Errors: those of the decoders in values.h.
absl::StatusOr<LogState> LoadLogState(const Snapshot& snapshot);

void PutLogState(const LogState& state, WriteBatch* batch);
void PutLogPosition(int partition, const internal::v1::LogPosition& position, WriteBatch* batch);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_RECORD_LOG_STATE_H_
