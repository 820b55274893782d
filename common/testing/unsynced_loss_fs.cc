#include "common/testing/unsynced_loss_fs.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

namespace standpoint {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

std::string ParentOf(const std::string& path) {
  const size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string WithoutTrailingSlash(std::string path) {
  while (path.size() > 1 && path.back() == '/') {
    path.pop_back();
  }
  return path;
}

}  // namespace

class UnsyncedLossFileSystem::WritableFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  WritableFile(UnsyncedLossFileSystem* fs, std::shared_ptr<FileState> state,
               std::unique_ptr<rocksdb::FSWritableFile>&& target)
      : FSWritableFileOwnerWrapper(std::move(target)), fs_(fs), state_(std::move(state)) {}

  using FSWritableFileOwnerWrapper::PositionedAppend;

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* dbg) override {
    IOStatus status = fs_->CheckAppend();
    if (status.ok()) {
      status = FSWritableFileOwnerWrapper::Append(data, options, dbg);
    }
    if (status.ok()) {
      state_->size += data.size();
    }
    return status;
  }

  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo&,
                  IODebugContext* dbg) override {
    return Append(data, options, dbg);
  }

  IOStatus Truncate(uint64_t size, const IOOptions& options, IODebugContext* dbg) override {
    IOStatus status = fs_->CheckPower();
    if (status.ok()) {
      status = FSWritableFileOwnerWrapper::Truncate(size, options, dbg);
    }
    if (status.ok()) {
      state_->size = size;
      state_->synced = std::min<uint64_t>(state_->synced, size);
    }
    return status;
  }

  IOStatus Sync(const IOOptions& options, IODebugContext* dbg) override {
    return Synced([&] { return FSWritableFileOwnerWrapper::Sync(options, dbg); });
  }

  IOStatus Fsync(const IOOptions& options, IODebugContext* dbg) override {
    return Synced([&] { return FSWritableFileOwnerWrapper::Fsync(options, dbg); });
  }

 private:
  template <typename Sync>
  IOStatus Synced(const Sync& sync) {
    const uint64_t size = state_->size;  // what is appended meanwhile may be missed
    IOStatus status = fs_->CheckSync();
    if (status.ok()) {
      status = sync();
    }
    if (status.ok()) {
      state_->synced = std::max<uint64_t>(state_->synced, size);
    }
    return status;
  }

  UnsyncedLossFileSystem* const fs_;
  const std::shared_ptr<FileState> state_;
};

class UnsyncedLossFileSystem::Directory : public rocksdb::FSDirectoryWrapper {
 public:
  Directory(UnsyncedLossFileSystem* fs, std::string path,
            std::unique_ptr<rocksdb::FSDirectory>&& target)
      : FSDirectoryWrapper(std::move(target)), fs_(fs), path_(std::move(path)) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* dbg) override {
    return Synced([&] { return FSDirectoryWrapper::Fsync(options, dbg); });
  }

  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* dbg,
                               const rocksdb::DirFsyncOptions& what) override {
    return Synced([&] { return FSDirectoryWrapper::FsyncWithDirOptions(options, dbg, what); });
  }

 private:
  template <typename Sync>
  IOStatus Synced(const Sync& sync) {
    IOStatus status = fs_->CheckSync();
    if (status.ok()) {
      status = sync();
    }
    if (status.ok()) {
      fs_->DirectorySynced(path_);
    }
    return status;
  }

  UnsyncedLossFileSystem* const fs_;
  const std::string path_;
};

std::shared_ptr<UnsyncedLossFileSystem> UnsyncedLossFileSystem::Create() {
  return std::shared_ptr<UnsyncedLossFileSystem>(
      new UnsyncedLossFileSystem(rocksdb::FileSystem::Default()));
}

void UnsyncedLossFileSystem::CutPower() {
  absl::MutexLock lock(&mu_);
  powered_ = false;
}

IOStatus UnsyncedLossFileSystem::RestorePower() {
  absl::MutexLock lock(&mu_);
  const IOOptions options;
  for (const std::string& path : created_) {
    if (target()->FileExists(path, options, nullptr).ok()) {
      IOStatus status = target()->DeleteFile(path, options, nullptr);
      if (!status.ok()) {
        return status;
      }
    }
    files_.erase(path);
  }
  created_.clear();
  for (const auto& [path, state] : files_) {
    std::error_code error;  // the machine's file system of RocksDB has no Truncate
    std::filesystem::resize_file(path, state->synced, error);
    if (error) {
      return IOStatus::IOError(path, error.message());
    }
    state->size = state->synced.load();
  }
  powered_ = true;
  return IOStatus::OK();
}

void UnsyncedLossFileSystem::FailAppends(const IOStatus& status) {
  absl::MutexLock lock(&mu_);
  append_status_ = status;
}

void UnsyncedLossFileSystem::FailSyncs(const IOStatus& status) {
  absl::MutexLock lock(&mu_);
  sync_status_ = status;
}

IOStatus UnsyncedLossFileSystem::CheckPower() const {
  absl::MutexLock lock(&mu_);
  return powered_ ? IOStatus::OK() : IOStatus::IOError("the power is cut");
}

IOStatus UnsyncedLossFileSystem::CheckAppend() const {
  absl::MutexLock lock(&mu_);
  return powered_ ? append_status_ : IOStatus::IOError("the power is cut");
}

IOStatus UnsyncedLossFileSystem::CheckSync() const {
  absl::MutexLock lock(&mu_);
  return powered_ ? sync_status_ : IOStatus::IOError("the power is cut");
}

std::shared_ptr<UnsyncedLossFileSystem::FileState> UnsyncedLossFileSystem::Track(
    const std::string& path, uint64_t size, bool created) {
  auto state = std::make_shared<FileState>();
  state->size = size;
  state->synced = size;
  absl::MutexLock lock(&mu_);
  files_[path] = state;
  if (created) {
    created_.insert(path);
  }
  return state;
}

void UnsyncedLossFileSystem::DirectorySynced(const std::string& path) {
  absl::MutexLock lock(&mu_);
  for (auto it = created_.begin(); it != created_.end();) {
    it = ParentOf(*it) == path ? created_.erase(it) : std::next(it);
  }
}

IOStatus UnsyncedLossFileSystem::NewWritableFile(const std::string& path,
                                                 const rocksdb::FileOptions& options,
                                                 std::unique_ptr<rocksdb::FSWritableFile>* result,
                                                 IODebugContext* dbg) {
  IOStatus status = CheckPower();
  if (!status.ok()) {
    return status;
  }
  const bool created = !target()->FileExists(path, options.io_options, dbg).ok();
  std::unique_ptr<rocksdb::FSWritableFile> file;
  status = target()->NewWritableFile(path, options, &file, dbg);
  if (status.ok()) {
    result->reset(new WritableFile(this, Track(path, 0, created), std::move(file)));
  }
  return status;
}

IOStatus UnsyncedLossFileSystem::ReopenWritableFile(
    const std::string& path, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* result, IODebugContext* dbg) {
  IOStatus status = CheckPower();
  if (!status.ok()) {
    return status;
  }
  uint64_t size = 0;
  const bool created = !target()->GetFileSize(path, options.io_options, &size, dbg).ok();
  std::unique_ptr<rocksdb::FSWritableFile> file;
  status = target()->ReopenWritableFile(path, options, &file, dbg);
  if (status.ok()) {
    result->reset(new WritableFile(this, Track(path, size, created), std::move(file)));
  }
  return status;
}

IOStatus UnsyncedLossFileSystem::NewDirectory(const std::string& path, const IOOptions& options,
                                              std::unique_ptr<rocksdb::FSDirectory>* result,
                                              IODebugContext* dbg) {
  std::unique_ptr<rocksdb::FSDirectory> directory;
  IOStatus status = target()->NewDirectory(path, options, &directory, dbg);
  if (status.ok()) {
    result->reset(new Directory(this, WithoutTrailingSlash(path), std::move(directory)));
  }
  return status;
}

IOStatus UnsyncedLossFileSystem::DeleteFile(const std::string& path, const IOOptions& options,
                                            IODebugContext* dbg) {
  IOStatus status = CheckPower();
  if (status.ok()) {
    status = target()->DeleteFile(path, options, dbg);
  }
  if (status.ok()) {
    absl::MutexLock lock(&mu_);
    files_.erase(path);
    created_.erase(path);
  }
  return status;
}

IOStatus UnsyncedLossFileSystem::RenameFile(const std::string& from, const std::string& to,
                                            const IOOptions& options, IODebugContext* dbg) {
  IOStatus status = CheckPower();
  if (!status.ok()) {
    return status;
  }
  const bool replaces = target()->FileExists(to, options, dbg).ok();
  status = target()->RenameFile(from, to, options, dbg);
  if (status.ok()) {
    absl::MutexLock lock(&mu_);
    if (const auto file = files_.find(from); file != files_.end()) {
      files_[to] = file->second;
      files_.erase(from);
    }
    if (created_.erase(from) > 0 && !replaces) {
      created_.insert(to);
    }
  }
  return status;
}

}  // namespace standpoint
