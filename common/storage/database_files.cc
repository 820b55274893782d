#include "common/storage/database_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "rocksdb/db.h"
#include "rocksdb/options.h"

namespace standpoint {
namespace {

absl::Status ToStatus(const std::string& directory, const rocksdb::Status& status) {
  return status.ok() ? absl::OkStatus()
                     : MakeError(absl::StatusCode::kDataLoss, "DATA_DAMAGED",
                                 absl::StrCat(directory, ": ", status.ToString()));
}

}  // namespace

absl::Status CheckNotOpen(const std::string& directory) {
  const int fd = open((directory + "/LOCK").c_str(), O_RDWR | O_CLOEXEC);
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const bool asked = fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0;
  if (fd >= 0) {
    close(fd);
  }
  return asked && lock.l_type != F_UNLCK
             ? MakeError(absl::StatusCode::kFailedPrecondition, "STORAGE_LOCKED",
                         absl::StrCat(directory, " is open in process ", lock.l_pid))
             : absl::OkStatus();
}

absl::Status VerifyDatabaseFiles(const std::string& directory) {
  const rocksdb::Options options;
  std::vector<std::string> names;
  rocksdb::Status status = rocksdb::DB::ListColumnFamilies(options, directory, &names);
  if (!status.ok()) {
    return ToStatus(directory, status);
  }
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const std::string& name : names) {
    families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  }
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  status = rocksdb::DB::OpenForReadOnly(options, directory, families, &handles, &opened);
  const std::unique_ptr<rocksdb::DB> db(opened);
  if (status.ok()) {
    status = db->VerifyChecksum();
  }
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    db->DestroyColumnFamilyHandle(handle);
  }
  return ToStatus(directory, status);
}

}  // namespace standpoint
