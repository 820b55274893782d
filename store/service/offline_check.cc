#include "store/service/offline_check.h"

#include "common/status/macros.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

// Not PrepareFormat, which marks an empty database.
absl::Status CheckFormat(const Snapshot& snapshot) {
  std::string bytes;
  ASSIGN_OR_RETURN(const bool marked, snapshot.Get(Family::kMeta, FormatKey(), &bytes));
  return marked ? DecodeFormatVersion(bytes).status() : absl::OkStatus();
}

}  // namespace

v1::ConsistencyReport ToReport(const ConsistencyReport& found) {
  v1::ConsistencyReport report;
  report.set_document_count(found.documents);
  report.set_tombstone_count(found.tombstones);
  report.set_claim_count(found.claims);
  report.set_stance_count(found.stances);
  report.set_index_entry_count(found.index_entries);
  for (const std::string& problem : found.problems) {
    report.add_problems(problem);
  }
  return report;
}

absl::StatusOr<v1::ConsistencyReport> CheckStoreOffline(const std::string& directory) {
  RocksDbEngineOptions options;
  options.read_only = true;
  ASSIGN_OR_RETURN(const std::unique_ptr<Engine> engine, OpenRocksDbEngine(directory, options));
  const std::unique_ptr<Snapshot> snapshot = engine->GetSnapshot();
  RETURN_IF_ERROR(CheckFormat(*snapshot));
  ASSIGN_OR_RETURN(const ConsistencyReport found, CheckConsistency(*snapshot));
  v1::ConsistencyReport report = ToReport(found);
  if (const absl::Status files = engine->VerifyFiles(); !files.ok()) {
    report.add_problems(std::string(files.message()));
  }
  return report;
}

}  // namespace standpoint
