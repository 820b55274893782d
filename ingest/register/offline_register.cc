#include "ingest/register/offline_register.h"

#include <memory>

#include "common/status/macros.h"
#include "ingest/register/register_values.h"
#include "rocksdb/db.h"
#include "standpoint/internal/v1/register.pb.h"

namespace standpoint {

absl::Status ForEachAcknowledged(
    const std::string& directory,
    absl::FunctionRef<absl::Status(absl::string_view name, int64_t revision)> visit) {
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::OpenForReadOnly(rocksdb::Options(), directory, &opened);
  if (!status.ok()) {
    return RegisterBroken("cannot be opened", status);
  }
  const std::unique_ptr<rocksdb::DB> db(opened);
  const NameRange names("corpora");
  const rocksdb::Slice end = names.end;
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &end;
  const std::unique_ptr<rocksdb::Iterator> it(db->NewIterator(options));
  for (it->Seek(names.begin); it->Valid(); it->Next()) {
    internal::v1::RegisterEntry entry;
    if (!FromRegisterValue(it->value(), &entry)) {
      return RegisterBroken(it->key().ToString(), rocksdb::Status::Corruption());
    }
    if (entry.state() == internal::v1::RegisterEntry::STATE_LIVE) {
      RETURN_IF_ERROR(visit({it->key().data(), it->key().size()}, entry.revision()));
    }
  }
  return it->status().ok() ? absl::OkStatus() : RegisterBroken("cannot be read", it->status());
}

}  // namespace standpoint
