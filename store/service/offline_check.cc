#include "store/service/offline_check.h"

#include <memory>

#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "store/check/record_digest.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/record/keys.h"
#include "store/record/log_state.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

// Not PrepareFormat, which marks an empty database.
absl::Status CheckFormat(const Snapshot& snapshot) {
  std::string bytes;
  ASSIGN_OR_RETURN(const bool marked, snapshot.Get(Family::kMeta, FormatKey(), &bytes));
  return marked ? DecodeFormatVersion(bytes).status() : absl::OkStatus();
}

void AddDigest(const std::string& corpus, const RecordDigest& digest,
               v1::ConsistencyReport* report) {
  v1::RecordDigest& added = *report->add_record_digests();
  added.set_corpus(corpus);
  added.set_document_count(digest.documents);
  added.set_claim_count(digest.claims);
  added.set_stance_count(digest.stances);
  added.set_tombstone_count(digest.tombstones);
  added.set_records(DigestText(digest.records));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> OpenStoreOffline(const std::string& directory) {
  RocksDbEngineOptions options;
  options.read_only = true;
  ASSIGN_OR_RETURN(std::unique_ptr<Engine> engine, OpenRocksDbEngine(directory, options));
  RETURN_IF_ERROR(CheckFormat(*engine->GetSnapshot()));
  return engine;
}

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

absl::StatusOr<v1::ConsistencyReport> DigestReport(
    const Snapshot& snapshot, const std::function<absl::Status(int64_t)>& progress) {
  v1::ConsistencyReport report;
  ASSIGN_OR_RETURN(const auto digests, DigestRecords(snapshot, progress));
  for (const auto& [corpus, digest] : digests) {
    AddDigest(CorpusName{corpus}.ToString(), digest, &report);
  }
  const RecordDigest total = Total(digests);
  AddDigest("", total, &report);
  report.set_document_count(total.documents);
  report.set_tombstone_count(total.tombstones);
  report.set_claim_count(total.claims);
  report.set_stance_count(total.stances);
  ASSIGN_OR_RETURN(const LogState log, LoadLogState(snapshot));
  for (const auto& [partition, position] : log.positions) {
    v1::LogOffset& offset = *report.add_log_offsets();
    offset.set_partition(partition);
    offset.set_next_offset(position.next_offset());
  }
  return report;
}

absl::StatusOr<v1::ConsistencyReport> CheckStoreOffline(const std::string& directory) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Engine> engine, OpenStoreOffline(directory));
  ASSIGN_OR_RETURN(const ConsistencyReport found, CheckConsistency(*engine->GetSnapshot()));
  v1::ConsistencyReport report = ToReport(found);
  if (const absl::Status files = engine->VerifyFiles(); !files.ok()) {
    report.add_problems(std::string(files.message()));
  }
  return report;
}

absl::StatusOr<v1::ConsistencyReport> DigestStoreOffline(const std::string& directory) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Engine> engine, OpenStoreOffline(directory));
  return DigestReport(*engine->GetSnapshot());
}

}  // namespace standpoint
