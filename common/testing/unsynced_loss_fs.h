// A file system for RocksDB that loses what was not synced, as a power cut does, and fails on
// order.

#ifndef STANDPOINT_COMMON_TESTING_UNSYNCED_LOSS_FS_H_
#define STANDPOINT_COMMON_TESTING_UNSYNCED_LOSS_FS_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "rocksdb/file_system.h"
#include "rocksdb/io_status.h"

namespace standpoint {

// Passes everything on to the machine's file system and remembers of each file how much of it was
// synced, and which files were created since their directory was.
//
//   auto fs = UnsyncedLossFileSystem::Create();      // open the database over fs
//   fs->CutPower();                                  // nothing reaches the disk any more
//   ... destroy the database ...
//   fs->RestorePower();                              // the disk as it is after the power cut
//   ... open it again over fs ...
//
// A rename that replaces a file and a deletion count as synced at once. Threads: safe, but
// RestorePower only while no database is open over it.
class UnsyncedLossFileSystem : public rocksdb::FileSystemWrapper {
 public:
  static std::shared_ptr<UnsyncedLossFileSystem> Create();

  // Everything that changes the disk fails from now on.
  void CutPower();
  // Cuts every file to what was synced of it and removes the files that their directory forgot.
  rocksdb::IOStatus RestorePower();

  // From now on appending to files, or syncing them, answers `status`; OK ends that.
  void FailAppends(const rocksdb::IOStatus& status);
  void FailSyncs(const rocksdb::IOStatus& status);

  static const char* kClassName() { return "UnsyncedLossFileSystem"; }
  const char* Name() const override { return kClassName(); }

  rocksdb::IOStatus NewWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* dbg) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& path, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* result,
                                       rocksdb::IODebugContext* dbg) override;
  rocksdb::IOStatus NewDirectory(const std::string& path, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* result,
                                 rocksdb::IODebugContext* dbg) override;
  rocksdb::IOStatus DeleteFile(const std::string& path, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* dbg) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* dbg) override;

 private:
  class WritableFile;
  class Directory;

  // How much of a file there is, and is safe.
  struct FileState {
    std::atomic<uint64_t> size{0};
    std::atomic<uint64_t> synced{0};
  };

  explicit UnsyncedLossFileSystem(const std::shared_ptr<rocksdb::FileSystem>& base)
      : FileSystemWrapper(base) {}

  rocksdb::IOStatus CheckPower() const;
  rocksdb::IOStatus CheckAppend() const;
  rocksdb::IOStatus CheckSync() const;
  std::shared_ptr<FileState> Track(const std::string& path, uint64_t size, bool created);
  void DirectorySynced(const std::string& path);

  mutable absl::Mutex mu_;
  bool powered_ ABSL_GUARDED_BY(mu_) = true;
  rocksdb::IOStatus append_status_ ABSL_GUARDED_BY(mu_);
  rocksdb::IOStatus sync_status_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, std::shared_ptr<FileState>> files_ ABSL_GUARDED_BY(mu_);
  std::set<std::string> created_ ABSL_GUARDED_BY(mu_);  // since their directory was synced
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TESTING_UNSYNCED_LOSS_FS_H_
