#include "store/engine/rocksdb/rocksdb_engine.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "rocksdb/cache.h"
#include "rocksdb/db.h"
#include "rocksdb/table.h"
#include "store/engine/rocksdb/rocksdb_settings.h"

namespace standpoint {
namespace {

absl::Status FromRocksDb(const rocksdb::Status& status) {
  if (status.ok()) {
    return absl::OkStatus();
  }
  return MakeError(absl::StatusCode::kInternal, "STORAGE_FAILURE",
                   absl::StrCat("storage: ", status.ToString()));
}

rocksdb::Slice ToSlice(absl::string_view s) { return {s.data(), s.size()}; }
absl::string_view FromSlice(const rocksdb::Slice& s) { return {s.data(), s.size()}; }

// The database and its handles, which go in order.
struct Database {
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;  // the default family, then kFamilies

  rocksdb::ColumnFamilyHandle* family(Family family) const {
    return handles[1 + FamilyIndex(family)];
  }

  ~Database() {
    for (auto* handle : handles) {
      db->DestroyColumnFamilyHandle(handle);
    }
  }
};

class RocksDbIterator : public KeyIterator {
 public:
  RocksDbIterator(const Database& database, const rocksdb::Snapshot* snapshot, Family family,
                  KeyRange range)
      : range_(std::move(range)), lower_(range_.begin), upper_(range_.end) {
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    options.iterate_lower_bound = &lower_;
    options.iterate_upper_bound = range_.end.empty() ? nullptr : &upper_;
    iterator_.reset(database.db->NewIterator(options, database.family(family)));
  }

  void SeekToFirst() override { iterator_->SeekToFirst(); }
  void SeekToLast() override { iterator_->SeekToLast(); }
  void Seek(absl::string_view key) override { iterator_->Seek(ToSlice(key)); }
  void SeekForPrev(absl::string_view key) override { iterator_->SeekForPrev(ToSlice(key)); }
  bool Valid() const override { return iterator_->Valid(); }
  absl::Status status() const override { return FromRocksDb(iterator_->status()); }
  void Next() override { iterator_->Next(); }
  void Prev() override { iterator_->Prev(); }
  absl::string_view key() const override { return FromSlice(iterator_->key()); }
  absl::string_view value() const override { return FromSlice(iterator_->value()); }

 private:
  const KeyRange range_;
  const rocksdb::Slice lower_;
  const rocksdb::Slice upper_;
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

class RocksDbSnapshot : public Snapshot {
 public:
  explicit RocksDbSnapshot(const Database& database)
      : database_(database), snapshot_(database.db->GetSnapshot()) {
    options_.snapshot = snapshot_;
  }
  ~RocksDbSnapshot() override { database_.db->ReleaseSnapshot(snapshot_); }

  absl::StatusOr<bool> Get(Family family, absl::string_view key,
                           std::string* value) const override {
    rocksdb::PinnableSlice pinned(value);
    const rocksdb::Status status =
        database_.db->Get(options_, database_.family(family), ToSlice(key), &pinned);
    if (status.IsNotFound()) {
      return false;
    }
    if (status.ok() && pinned.IsPinned()) {
      value->assign(pinned.data(), pinned.size());
    }
    if (!status.ok()) {
      return FromRocksDb(status);
    }
    return true;
  }

  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Family family, absl::Span<const std::string> keys) const override {
    std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
    std::vector<rocksdb::PinnableSlice> pinned(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    database_.db->MultiGet(options_, database_.family(family), keys.size(), slices.data(),
                           pinned.data(), statuses.data());
    std::vector<std::optional<std::string>> values(keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
      if (statuses[i].ok()) {
        values[i] = pinned[i].ToString();
      } else if (!statuses[i].IsNotFound()) {
        return FromRocksDb(statuses[i]);
      }
    }
    return values;
  }

  std::unique_ptr<KeyIterator> NewIterator(Family family, KeyRange range) const override {
    return std::make_unique<RocksDbIterator>(database_, snapshot_, family, std::move(range));
  }

 private:
  const Database& database_;
  const rocksdb::Snapshot* const snapshot_;
  rocksdb::ReadOptions options_;
};

class RocksDbEngine : public Engine {
 public:
  explicit RocksDbEngine(std::unique_ptr<Database> database) : database_(std::move(database)) {}

  std::unique_ptr<Snapshot> GetSnapshot() override {
    return std::make_unique<RocksDbSnapshot>(*database_);
  }

  absl::Status Write(const WriteBatch& batch, bool sync) override {
    rocksdb::WriteBatch rocks(batch.byte_size() + 16 * batch.size());
    for (size_t i = 0; i < batch.size(); ++i) {
      const WriteBatch::Operation operation = batch.operation(i);
      auto* family = database_->family(operation.family);
      const rocksdb::Status status =
          operation.is_delete ? rocks.Delete(family, ToSlice(operation.key))
                              : rocks.Put(family, ToSlice(operation.key), ToSlice(operation.value));
      if (!status.ok()) {
        return FromRocksDb(status);
      }
    }
    rocksdb::WriteOptions options;
    options.sync = sync;
    return FromRocksDb(database_->db->Write(options, &rocks));
  }

  uint64_t ApproximateSize(Family family, const KeyRange& range) override {
    const std::string end = range.end.empty() ? std::string(64, '\xFF') : range.end;
    const rocksdb::Range rocks(ToSlice(range.begin), ToSlice(end));
    rocksdb::SizeApproximationOptions options;
    options.include_memtables = true;
    options.include_files = true;
    uint64_t size = 0;
    const rocksdb::Status status =
        database_->db->GetApproximateSizes(options, database_->family(family), &rocks, 1, &size);
    return status.ok() ? size : 0;
  }

  EngineStats Stats() override {
    EngineStats stats;
    rocksdb::DB& db = *database_->db;
    stats.disk_bytes = Sum("rocksdb.total-sst-files-size") + Sum("rocksdb.cur-size-all-mem-tables");
    uint64_t cached = 0;
    db.GetIntProperty(database_->family(Family::kMeta), "rocksdb.block-cache-usage", &cached);
    stats.memory_bytes = cached + Sum("rocksdb.cur-size-all-mem-tables");
    stats.compaction_debt = Sum("rocksdb.estimate-pending-compaction-bytes");
    uint64_t stopped = 0;
    uint64_t delayed_rate = 0;
    db.GetIntProperty("rocksdb.is-write-stopped", &stopped);
    db.GetIntProperty("rocksdb.actual-delayed-write-rate", &delayed_rate);
    stats.writes_stalled = stopped != 0 || delayed_rate != 0;
    return stats;
  }

 private:
  uint64_t Sum(const char* property) {
    uint64_t sum = 0;
    database_->db->GetAggregatedIntProperty(property, &sum);
    return sum;
  }

  const std::unique_ptr<Database> database_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> OpenRocksDbEngine(const std::string& path,
                                                          const RocksDbEngineOptions& options) {
  rocksdb::DBOptions db_options = MakeDbOptions(options);
  const auto descriptors = MakeFamilyDescriptors(options, &db_options);
  auto database = std::make_unique<Database>();
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(db_options, path, descriptors, &database->handles, &db);
  if (!status.ok()) {
    if (status.IsIOError() && absl::StrContains(status.ToString(), "lock")) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "STORAGE_LOCKED",
                       absl::StrCat(path, " is open in another process"));
    }
    return FromRocksDb(status);
  }
  database->db.reset(db);
  return std::unique_ptr<Engine>(std::make_unique<RocksDbEngine>(std::move(database)));
}

}  // namespace standpoint
