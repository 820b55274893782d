#include "queue/rocksdb/queue_db.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "rocksdb/convenience.h"
#include "rocksdb/env.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/listener.h"
#include "rocksdb/table.h"
#include "rocksdb/write_buffer_manager.h"

namespace standpoint {
namespace {

constexpr char kFormatVersion[] = "format_version";
constexpr char kOpenCount[] = "open_count";
constexpr char kNextSequence[] = "next_sequence";
constexpr char kNextDeadLetterId[] = "next_dead_letter_id";

constexpr int64_t kMaxWalBytes = 256 << 20;  // bounds the replay on opening
constexpr uint64_t kOwnCacheBytes = 64 << 20;
constexpr absl::Duration kRetryAfterDiskError = absl::Seconds(5);

rocksdb::Slice ToSlice(absl::string_view bytes) { return {bytes.data(), bytes.size()}; }
absl::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

absl::Status ToStatus(const rocksdb::Status& status) {
  if (status.ok()) {
    return absl::OkStatus();
  }
  const std::string text = status.ToString();
  if (status.IsNoSpace()) {
    return Overloaded("disk", "no space left for the queue", kRetryAfterDiskError);
  }
  if (status.IsCorruption()) {
    return MakeError(absl::StatusCode::kInternal, "QUEUE_CORRUPT", absl::StrCat("queue: ", text));
  }
  if (status.IsIOError() && absl::StrContains(text, "lock")) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "QUEUE_LOCKED",
                     absl::StrCat("another process has the queue open: ", text));
  }
  return MakeError(absl::StatusCode::kUnavailable, "QUEUE_DISK_ERROR",
                   absl::StrCat("queue: ", text));
}

// The first of `wanted` that this RocksDB was built with.
rocksdb::CompressionType FirstSupported(std::initializer_list<rocksdb::CompressionType> wanted) {
  const auto supported = rocksdb::GetSupportedCompressions();
  for (const auto type : wanted) {
    if (std::find(supported.begin(), supported.end(), type) != supported.end()) {
      return type;
    }
  }
  return rocksdb::kNoCompression;
}

rocksdb::ColumnFamilyOptions FamilyOptions(const std::shared_ptr<rocksdb::Cache>& cache,
                                           bool payloads) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.block_size = 16 << 10;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.cache_index_and_filter_blocks = true;
  table.cache_index_and_filter_blocks_with_high_priority = true;
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = rocksdb::kNoCompression;
  if (payloads) {
    // Light at first, for most payloads are completed before they are merged; dense for what stays.
    options.compression = FirstSupported({rocksdb::kLZ4Compression, rocksdb::kSnappyCompression});
    options.bottommost_compression = FirstSupported({rocksdb::kZSTD, rocksdb::kLZ4Compression});
  }
  options.write_buffer_size = payloads ? 16 << 20 : 4 << 20;
  return options;
}

// RocksDB would poll for free space by itself, and answer "busy" to our own recovery meanwhile.
class NoAutomaticRecovery : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

}  // namespace

void QueueDb::Batch::PutItem(uint64_t sequence, const ItemRecord& record) {
  batch_.Put(db_.families_[kItems], EncodeNumber(sequence), EncodeItem(record));
}

void QueueDb::Batch::PutPayload(uint64_t sequence, const WorkItem& item) {
  batch_.Put(db_.families_[kPayloads], EncodeNumber(sequence), EncodePayload(item));
}

void QueueDb::Batch::PutDeadLetter(uint64_t id, const DeadLetterRecord& record) {
  batch_.Put(db_.families_[kDeadLetters], EncodeNumber(id), EncodeDeadLetter(record));
}

void QueueDb::Batch::PutNextSequence(uint64_t next) {
  batch_.Put(db_.families_[kMeta], kNextSequence, EncodeNumber(next));
}

void QueueDb::Batch::PutNextDeadLetterId(uint64_t next) {
  batch_.Put(db_.families_[kMeta], kNextDeadLetterId, EncodeNumber(next));
}

void QueueDb::Batch::RemoveItem(uint64_t sequence) {
  batch_.Delete(db_.families_[kItems], EncodeNumber(sequence));
}

void QueueDb::Batch::RemovePayload(uint64_t sequence) {
  // Written once, so a single delete meets its put in the first flush and both vanish.
  batch_.SingleDelete(db_.families_[kPayloads], EncodeNumber(sequence));
}

void QueueDb::Batch::RemoveDeadLetter(uint64_t id) {
  batch_.Delete(db_.families_[kDeadLetters], EncodeNumber(id));
}

absl::StatusOr<std::unique_ptr<QueueDb>> QueueDb::Open(const QueueDbOptions& options) {
  std::unique_ptr<QueueDb> db(new QueueDb);
  RETURN_IF_ERROR(db->OpenFamilies(options));
  RETURN_IF_ERROR(db->CheckFormat());
  return db;
}

QueueDb::~QueueDb() {
  for (rocksdb::ColumnFamilyHandle* family : families_) {
    db_->DestroyColumnFamilyHandle(family).PermitUncheckedError();
  }
}

absl::Status QueueDb::OpenFamilies(const QueueDbOptions& options) {
  rocksdb::DBOptions db_options;
  db_options.create_if_missing = true;
  db_options.create_missing_column_families = true;
  db_options.max_total_wal_size = kMaxWalBytes;
  const StorageMemory memory =
      options.memory.cache != nullptr
          ? options.memory
          : MakeStorageMemory(kOwnCacheBytes, static_cast<uint64_t>(options.write_buffer_bytes));
  db_options.write_buffer_manager = memory.write_buffers;
  db_options.max_open_files = 512;
  db_options.keep_log_file_num = 3;
  db_options.info_log_level = rocksdb::WARN_LEVEL;
  db_options.listeners.push_back(std::make_shared<NoAutomaticRecovery>());
  std::unique_ptr<rocksdb::Env> env;
  if (options.file_system != nullptr) {
    env = rocksdb::NewCompositeEnv(options.file_system);
    db_options.env = env.get();
  }

  const auto small = FamilyOptions(memory.cache, false);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors = {
      {rocksdb::kDefaultColumnFamilyName, small},
      {"items", small},
      {"payloads", FamilyOptions(memory.cache, true)},
      {"dead_letters", small},
  };
  // Families of a newer format have to be opened too, so that its version can be read and refused.
  std::vector<std::string> existing;
  if (rocksdb::DB::ListColumnFamilies(db_options, options.directory, &existing).ok()) {
    for (const std::string& name : existing) {
      const bool known = std::any_of(descriptors.begin(), descriptors.end(),
                                     [&](const auto& known) { return known.name == name; });
      if (!known) {
        descriptors.emplace_back(name, small);
      }
    }
  }
  rocksdb::DB* db = nullptr;
  const auto status =
      rocksdb::DB::Open(db_options, options.directory, descriptors, &families_, &db);
  env_ = std::move(env);
  db_.reset(db);
  return ToStatus(status);
}

absl::Status QueueDb::CheckFormat() {
  ASSIGN_OR_RETURN(const uint64_t version, ReadNumber(kFormatVersion, kQueueFormatVersion));
  if (version > kQueueFormatVersion) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "QUEUE_FORMAT_TOO_NEW",
                     absl::StrCat("the queue has format version ", version,
                                  "; this program knows versions up to ", kQueueFormatVersion,
                                  ": use the program that wrote it or a newer one"));
  }
  ASSIGN_OR_RETURN(const uint64_t opened, ReadNumber(kOpenCount, 0));
  open_number_ = opened + 1;
  Batch batch(*this);
  batch.batch_.Put(families_[kMeta], kFormatVersion, EncodeNumber(kQueueFormatVersion));
  batch.batch_.Put(families_[kMeta], kOpenCount, EncodeNumber(open_number_));
  return Write(batch, /*sync=*/true);
}

absl::StatusOr<uint64_t> QueueDb::ReadNumber(absl::string_view name, uint64_t otherwise) const {
  std::string value;
  const auto status = db_->Get(rocksdb::ReadOptions(), families_[kMeta], ToSlice(name), &value);
  if (status.IsNotFound()) {
    return otherwise;
  }
  RETURN_IF_ERROR(ToStatus(status));
  return DecodeNumber(value);
}

absl::StatusOr<uint64_t> QueueDb::ReadNextSequence() const { return ReadNumber(kNextSequence, 1); }

absl::StatusOr<uint64_t> QueueDb::ReadNextDeadLetterId() const {
  return ReadNumber(kNextDeadLetterId, 1);
}

absl::Status QueueDb::ScanItems(
    absl::FunctionRef<absl::Status(uint64_t, const ItemRecord&)> visit) const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options, families_[kItems]));
  for (it->SeekToFirst(); it->Valid(); it->Next()) {
    ASSIGN_OR_RETURN(const uint64_t sequence, DecodeNumber(ToView(it->key())));
    ASSIGN_OR_RETURN(const ItemRecord record, DecodeItem(ToView(it->value())));
    RETURN_IF_ERROR(visit(sequence, record));
  }
  return ToStatus(it->status());
}

absl::Status QueueDb::ScanDeadLetters(
    uint64_t after, absl::FunctionRef<bool(uint64_t, const DeadLetterRecord&)> visit) const {
  if (after == UINT64_MAX) {
    return absl::OkStatus();
  }
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options, families_[kDeadLetters]));
  for (it->Seek(EncodeNumber(after + 1)); it->Valid(); it->Next()) {
    ASSIGN_OR_RETURN(const uint64_t id, DecodeNumber(ToView(it->key())));
    ASSIGN_OR_RETURN(const DeadLetterRecord record, DecodeDeadLetter(ToView(it->value())));
    if (!visit(id, record)) {
      break;
    }
  }
  return ToStatus(it->status());
}

std::vector<absl::StatusOr<WorkItem>> QueueDb::ReadPayloads(
    absl::Span<const uint64_t> sequences) const {
  std::vector<std::string> keys;
  keys.reserve(sequences.size());
  for (const uint64_t sequence : sequences) {
    keys.push_back(EncodeNumber(sequence));
  }
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> values(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  rocksdb::ReadOptions options;
  options.fill_cache = false;  // nearly all are read once
  db_->MultiGet(options, families_[kPayloads], keys.size(), slices.data(), values.data(),
                statuses.data());
  std::vector<absl::StatusOr<WorkItem>> payloads;
  payloads.reserve(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].ok()) {
      payloads.push_back(DecodePayload(ToView(values[i])));
    } else if (statuses[i].IsNotFound() || statuses[i].IsCorruption()) {
      payloads.push_back(
          MakeError(absl::StatusCode::kDataLoss, "QUEUE_CORRUPT", statuses[i].ToString()));
    } else {
      payloads.push_back(ToStatus(statuses[i]));
    }
  }
  return payloads;
}

absl::StatusOr<DeadLetterRecord> QueueDb::ReadDeadLetter(uint64_t id) const {
  std::string value;
  const auto status =
      db_->Get(rocksdb::ReadOptions(), families_[kDeadLetters], EncodeNumber(id), &value);
  if (status.IsNotFound()) {
    return ResourceNotFound("standpoint.v1.DeadLetter", absl::StrCat("deadLetters/", id));
  }
  RETURN_IF_ERROR(ToStatus(status));
  return DecodeDeadLetter(value);
}

absl::Status QueueDb::Write(Batch& batch, bool sync, absl::Span<const uint64_t> appended) {
  if (failures_ != recovered_failures_) {
    RETURN_IF_ERROR(Recover());
  }
  auto status = db_->Write(rocksdb::WriteOptions(), &batch.batch_);
  if (status.ok() && sync) {
    status = db_->SyncWAL();  // apart from the write, so that unsynced writers need not wait
  }
  return status.ok() ? absl::OkStatus() : Failed(status, appended);
}

absl::Status QueueDb::Sync() {
  const auto status = db_->SyncWAL();
  return status.ok() ? absl::OkStatus() : Failed(status, {});
}

absl::Status QueueDb::Reclaim() {
  rocksdb::FlushOptions flush;
  flush.allow_write_stall = true;
  RETURN_IF_ERROR(ToStatus(db_->Flush(flush, families_)));
  rocksdb::CompactRangeOptions options;
  options.exclusive_manual_compaction = false;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  for (rocksdb::ColumnFamilyHandle* family : families_) {
    RETURN_IF_ERROR(ToStatus(db_->CompactRange(options, family, nullptr, nullptr)));
  }
  // Otherwise a thread of RocksDB's deletes the old files some time later.
  RETURN_IF_ERROR(ToStatus(db_->DisableFileDeletions()));
  return ToStatus(db_->EnableFileDeletions(/*force=*/false));
}

absl::Status QueueDb::Failed(const rocksdb::Status& status, absl::Span<const uint64_t> appended) {
  absl::MutexLock lock(&recovery_mu_);
  to_take_out_.insert(to_take_out_.end(), appended.begin(), appended.end());
  ++failures_;
  return ToStatus(status);
}

// After a failed fsync the kernel may have dropped the pages and answer the next fsync with success
// all the same. So the log is not trusted any more: everything in memory goes into new files.
absl::Status QueueDb::Recover() {
  absl::MutexLock lock(&recovery_mu_);
  const uint64_t seen = failures_;
  if (seen == recovered_failures_) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(ToStatus(db_->Resume()));
  Batch batch(*this);
  for (const uint64_t sequence : to_take_out_) {
    batch.RemoveItem(sequence);
    batch.RemovePayload(sequence);
  }
  RETURN_IF_ERROR(ToStatus(db_->Write(rocksdb::WriteOptions(), &batch.batch_)));
  rocksdb::FlushOptions flush;
  flush.allow_write_stall = true;
  RETURN_IF_ERROR(ToStatus(db_->Flush(flush, families_)));
  to_take_out_.clear();
  recovered_failures_ = seen;
  return absl::OkStatus();
}

}  // namespace standpoint
