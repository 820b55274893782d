#include "store/replica/rejoin.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/database_files.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/record/log_state.h"
#include "store/write/writer.h"

namespace standpoint {

absl::Status RejoinLog(const std::string& directory) {
  RETURN_IF_ERROR(CheckNotOpen(directory));
  ASSIGN_OR_RETURN(const auto engine, OpenRocksDbEngine(directory, {}));
  ASSIGN_OR_RETURN(LogState log, LoadLogState(*engine->GetSnapshot()));
  if (!log.on_log()) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "PART_NOT_HOSTED",
                     absl::StrCat(directory, " is on no log"));
  }
  log.binding->clear_cluster_id();
  for (const int partition : log.binding->partitions()) {
    log.positions[partition].Clear();
    log.positions[partition].set_rejoining(true);
  }
  ASSIGN_OR_RETURN(const auto writer, Writer::Open(engine.get()));
  return writer->Bind(log);
}

}  // namespace standpoint
