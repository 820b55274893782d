// Backups of all databases of a server, and their way back.

#ifndef STANDPOINT_COMMON_STORAGE_BACKUPS_H_
#define STANDPOINT_COMMON_STORAGE_BACKUPS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "standpoint/internal/v1/manifest.pb.h"

namespace rocksdb {
class DB;
}

namespace standpoint {

// A database that goes into a backup. Lifetime: `database` outlives the backup's making.
struct BackupPart {
  std::string name;       // "queue"
  std::string directory;  // within the data directory; empty: it is the data directory
  rocksdb::DB* database;
};

// How a long piece of work goes on. Empty functions: nobody looks.
struct BackupProgress {
  std::function<bool()> cancelled;
  std::function<void(int64_t done_bytes, int64_t total_bytes)> report;
};

// The backups in one folder, which is one server's: `parts/{name}` is a folder of RocksDB's backup engine, which shares
// files between backups, and `manifests/{id}` is written last and makes a backup whole. What has no manifest was interrupted,
// and is cleared away by the next Create.
//
// Threads: safe; one piece of work at a time, others wait. Errors of all: INTERNAL, reason BACKUP_FAILED, when the disk
// refuses; NOT_FOUND for an unknown backup; CANCELLED.
class Backups {
 public:
  using Manifest = internal::v1::BackupManifest;

  // `directory` is made with the first backup. `max_bytes_per_second` 0: no bound.
  explicit Backups(std::string directory, int64_t max_bytes_per_second = 0)
      : directory_(std::move(directory)), max_bytes_per_second_(max_bytes_per_second) {}

  // Copies what is new in `parts`, in their order, which is the order of a document's way turned round: what has left one part
  // is in a later one. Then deletes all but the newest `keep` (0: none).
  absl::StatusOr<Manifest> Create(const std::vector<BackupPart>& parts, int keep,
                                  absl::string_view server_version, absl::Time now,
                                  const BackupProgress& progress) ABSL_LOCKS_EXCLUDED(mu_);

  // Whole ones, newest first; none when there is no folder.
  absl::StatusOr<std::vector<Manifest>> List() const ABSL_LOCKS_EXCLUDED(mu_);

  // Reads every file. Errors: DATA_LOSS, reason BACKUP_DAMAGED.
  absl::StatusOr<Manifest> Verify(absl::string_view id, const BackupProgress& progress) const
      ABSL_LOCKS_EXCLUDED(mu_);

  absl::Status Delete(absl::string_view id) ABSL_LOCKS_EXCLUDED(mu_);

  // Copies a backup, verified first, into `data`, which must be empty or absent (else FAILED_PRECONDITION, reason
  // DATA_NOT_EMPTY). No server may have it open. Empty `id`: the newest.
  absl::StatusOr<Manifest> Restore(absl::string_view id, const std::string& data,
                                   const BackupProgress& progress) const ABSL_LOCKS_EXCLUDED(mu_);

  const std::string& directory() const { return directory_; }

 private:
  absl::StatusOr<Manifest> Find(absl::string_view id) const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  absl::StatusOr<std::vector<Manifest>> ReadAll() const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  absl::Status VerifyLocked(const Manifest& manifest, const BackupProgress& progress) const
      ABSL_SHARED_LOCKS_REQUIRED(mu_);
  absl::Status CopyPart(const BackupPart& part, const BackupProgress& progress, Manifest* manifest)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::Status DeleteLocked(const Manifest& manifest) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Deletes what no manifest names.
  absl::Status ClearInterrupted(const std::vector<BackupPart>& parts,
                                const std::vector<Manifest>& whole)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const std::string directory_;
  const int64_t max_bytes_per_second_;
  mutable absl::Mutex mu_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_STORAGE_BACKUPS_H_
