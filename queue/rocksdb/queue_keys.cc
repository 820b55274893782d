#include "queue/rocksdb/queue_keys.h"

#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "queue/rocksdb/record_format.h"
#include "rocksdb/db.h"

namespace standpoint {
namespace {

constexpr char kPayloads[] = "payloads";  // of items and of dead letters

absl::Status ToStatus(const rocksdb::Status& status) {
  return status.ok() ? absl::OkStatus()
                     : MakeError(absl::StatusCode::kUnavailable, "QUEUE_DISK_ERROR",
                                 absl::StrCat("queue: ", status.ToString()));
}

}  // namespace

absl::Status ForEachQueuedKey(const std::string& directory,
                              absl::FunctionRef<void(absl::string_view key)> visit) {
  const rocksdb::DBOptions options;
  const std::vector<rocksdb::ColumnFamilyDescriptor> families = {
      {rocksdb::kDefaultColumnFamilyName, {}}, {kPayloads, {}}};
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  RETURN_IF_ERROR(
      ToStatus(rocksdb::DB::OpenForReadOnly(options, directory, families, &handles, &opened)));
  const std::unique_ptr<rocksdb::DB> db(opened);
  absl::Status status;
  {
    const std::unique_ptr<rocksdb::Iterator> it(
        db->NewIterator(rocksdb::ReadOptions(), handles[1]));
    for (it->SeekToFirst(); status.ok() && it->Valid(); it->Next()) {
      const auto item = DecodePayload({it->value().data(), it->value().size()});
      status = item.status();
      if (item.ok()) {
        visit(item->key);
      }
    }
    status.Update(ToStatus(it->status()));
  }
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    db->DestroyColumnFamilyHandle(handle).PermitUncheckedError();
  }
  return status;
}

}  // namespace standpoint
