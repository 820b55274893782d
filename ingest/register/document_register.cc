#include "ingest/register/document_register.h"

#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <rocksdb/write_buffer_manager.h>

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "ingest/register/register_values.h"

namespace standpoint {
namespace {

constexpr int kFormatVersion = 1;
constexpr size_t kMaxNoted = 10'000;  // entries that wait to be written; then callers wait

rocksdb::Slice ToSlice(absl::string_view text) { return {text.data(), text.size()}; }

rocksdb::Options DatabaseOptions(const StorageMemory& memory) {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.compression = rocksdb::kLZ4Compression;
  options.write_buffer_size = 8 << 20;
  options.write_buffer_manager = memory.write_buffers;
  // Most names are new: a filter says so without a walk through the memtable.
  options.memtable_whole_key_filtering = true;
  options.memtable_prefix_bloom_size_ratio = 0.02;
  options.keep_log_file_num = 2;
  rocksdb::BlockBasedTableOptions table;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.block_cache = memory.cache != nullptr ? memory.cache : rocksdb::NewLRUCache(32 << 20);
  // Filters and indexes stay beside the cache, some two bytes a document: every new document asks them.
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

absl::Status CheckFormat(rocksdb::DB& db) {
  std::string written;
  const rocksdb::Status read = db.Get({}, kFormatKey, &written);
  if (read.IsNotFound()) {
    rocksdb::WriteOptions synced;
    synced.sync = true;
    const rocksdb::Status put = db.Put(synced, kFormatKey, absl::StrCat(kFormatVersion));
    return put.ok() ? absl::OkStatus() : RegisterBroken("cannot write its format", put);
  }
  int version = 0;
  if (!read.ok()) {
    return RegisterBroken("cannot read its format", read);
  }
  if (!absl::SimpleAtoi(written, &version) || version > kFormatVersion) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "UNKNOWN_FORMAT",
                     absl::StrCat("register: format ", written, " is newer than ", kFormatVersion,
                                  ", the newest that this program knows"));
  }
  return absl::OkStatus();
}

internal::v1::RegisterEntry LiveEntry(const KnownDocument& known) {
  internal::v1::RegisterEntry entry;
  entry.set_revision(known.revision);
  entry.set_state(internal::v1::RegisterEntry::STATE_LIVE);
  entry.set_text_size(known.text_size);
  entry.set_language(known.language);
  return entry;
}

KnownDocument ToKnown(const internal::v1::RegisterEntry& entry) {
  return {entry.revision(), entry.text_size(), entry.language()};
}

}  // namespace

DocumentRegister::DocumentRegister(std::unique_ptr<rocksdb::DB> db, Clock* clock)
    : db_(std::move(db)), clock_(clock), thread_([this] { WriteBehind(); }) {}

DocumentRegister::~DocumentRegister() {
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  thread_.join();
  db_->Close();
}

absl::StatusOr<std::unique_ptr<DocumentRegister>> DocumentRegister::Open(
    const std::string& directory, Clock* clock, const StorageMemory& memory) {
  rocksdb::DB* opened = nullptr;
  if (const rocksdb::Status status = rocksdb::DB::Open(DatabaseOptions(memory), directory, &opened);
      !status.ok()) {
    return RegisterBroken("cannot be opened", status);
  }
  std::unique_ptr<rocksdb::DB> db(opened);
  RETURN_IF_ERROR(CheckFormat(*db));
  std::unique_ptr<DocumentRegister> documents(new DocumentRegister(std::move(db), clock));
  RETURN_IF_ERROR(documents->LoadCorpora());
  return documents;
}

absl::StatusOr<DocumentRegister::Entry> DocumentRegister::Read(absl::string_view name) const {
  rocksdb::PinnableSlice value;
  Entry entry;
  const rocksdb::Status status = db_->Get({}, db_->DefaultColumnFamily(), ToSlice(name), &value);
  if (status.IsNotFound()) {
    return entry;
  }
  if (!status.ok()) {
    return RegisterBroken("cannot be read", status);
  }
  if (!FromRegisterValue(value, &entry)) {
    return RegisterBroken("holds an entry that cannot be read", rocksdb::Status::Corruption());
  }
  return entry;
}

absl::Status DocumentRegister::Write(absl::string_view name, const Entry& entry, bool sync) {
  rocksdb::WriteOptions options;
  options.sync = sync;
  const rocksdb::Status status = db_->Put(options, ToSlice(name), ToRegisterValue(entry));
  return status.ok() ? absl::OkStatus() : RegisterBroken("cannot be written", status);
}

int64_t DocumentRegister::NextRevision(const Entry& last, int64_t corpus_removed) const {
  return std::max({absl::ToUnixMicros(clock_->Now()), last.revision() + 1, corpus_removed + 1});
}

absl::Status DocumentRegister::WriteNoted(
    const absl::flat_hash_map<std::string, KnownDocument>& entries) {
  rocksdb::WriteBatch batch;
  for (const auto& [name, known] : entries) {
    batch.Put(name, ToRegisterValue(LiveEntry(known)));
  }
  const rocksdb::Status status = db_->Write({}, &batch);
  return status.ok() ? absl::OkStatus() : RegisterBroken("cannot be written", status);
}

void DocumentRegister::WriteBehind() {
  while (true) {
    const absl::flat_hash_map<std::string, KnownDocument>* writing;
    {
      absl::MutexLock lock(&mu_);
      writing_.clear();
      mu_.Await(absl::Condition(this, &DocumentRegister::HasNoted));
      if (noted_.empty()) {
        return;
      }
      writing_.swap(noted_);
      writing = &writing_;  // which others only read, until it is cleared here
    }
    if (const absl::Status written = WriteNoted(*writing); !written.ok()) {
      Log(Severity::kError, "register_write_failed", {{"error", written.message()}});
    }
  }
}

bool DocumentRegister::HasRoom() const { return noted_.size() < kMaxNoted; }

const KnownDocument* DocumentRegister::Noted(absl::string_view name) const {
  if (const auto it = noted_.find(name); it != noted_.end()) {
    return &it->second;
  }
  const auto it = writing_.find(name);
  return it == writing_.end() ? nullptr : &it->second;
}

void DocumentRegister::Release(absl::string_view name, const absl::StatusOr<KnownDocument>& outcome,
                               const KnownDocument* note) {
  std::vector<Settled> waiting;
  {
    absl::MutexLock lock(&mu_);
    if (note != nullptr) {
      mu_.Await(absl::Condition(this, &DocumentRegister::HasRoom));
      noted_[name] = *note;
    }
    const auto it = pending_.find(name);
    waiting = std::move(it->second.waiting);
    pending_.erase(it);
  }
  for (Settled& settled : waiting) {
    settled(outcome);
  }
}

absl::StatusOr<DocumentRegister::Admission> DocumentRegister::Admit(absl::string_view name,
                                                                    KnownDocument& known,
                                                                    Settled settled) {
  int64_t corpus_removed = 0;
  {
    absl::MutexLock lock(&mu_);
    RETURN_IF_ERROR(CheckCorpus(name));
    if (const KnownDocument* noted = Noted(name)) {
      known = *noted;
      return Admission::kKnown;
    }
    corpus_removed = RemovedRevision(name);
    const auto [it, ours] = pending_.try_emplace(std::string(name));
    if (!ours && it->second.removing) {
      return MakeError(absl::StatusCode::kUnavailable, "DOCUMENT_BUSY",
                       "the document is being deleted; repeat");
    }
    if (!ours) {
      it->second.waiting.push_back(std::move(settled));
      return Admission::kPending;
    }
  }
  const absl::StatusOr<Entry> entry = Read(name);
  if (!entry.ok()) {
    Release(name, entry.status());
    return entry.status();
  }
  if (entry->state() == Entry::STATE_LIVE) {
    known = ToKnown(*entry);
    Release(name, known);
    return Admission::kKnown;
  }
  known.revision = NextRevision(*entry, corpus_removed);
  return Admission::kNew;
}

void DocumentRegister::Settle(absl::string_view name,
                              const absl::StatusOr<KnownDocument>& outcome) {
  Release(name, outcome, outcome.ok() ? &*outcome : nullptr);
}

absl::StatusOr<std::optional<KnownDocument>> DocumentRegister::Find(absl::string_view name) const {
  {
    absl::MutexLock lock(&mu_);
    if (const KnownDocument* noted = Noted(name)) {
      return std::optional<KnownDocument>(*noted);
    }
  }
  ASSIGN_OR_RETURN(const Entry entry, Read(name));
  if (entry.state() != Entry::STATE_LIVE) {
    return std::optional<KnownDocument>();
  }
  return std::optional<KnownDocument>(ToKnown(entry));
}

absl::StatusOr<DocumentRegister::Removal> DocumentRegister::BeginRemoval(absl::string_view name,
                                                                         absl::Time deadline) {
  int64_t corpus_removed = 0;
  {
    absl::MutexLock lock(&mu_);
    RETURN_IF_ERROR(CheckCorpus(name));
    // What is noted must be written first, or it would overwrite the tombstone.
    const auto nobody = [this, name]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
      return !pending_.contains(name) && Noted(name) == nullptr;
    };
    if (!mu_.AwaitWithDeadline(absl::Condition(&nobody), deadline)) {
      return MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                       "the document was being taken in or deleted until the deadline");
    }
    pending_[std::string(name)].removing = true;
    corpus_removed = RemovedRevision(name);
  }
  const auto begin = [&]() -> absl::StatusOr<Removal> {
    ASSIGN_OR_RETURN(Entry entry, Read(name));
    if (entry.state() == Entry::STATE_REMOVING || entry.state() == Entry::STATE_REMOVED) {
      return Removal{entry.revision(), entry.state() == Entry::STATE_REMOVING};
    }
    // A document that is unknown here may be in the store all the same, its entry lost with the machine.
    const bool was_live = entry.state() == Entry::STATE_LIVE;
    entry.set_revision(NextRevision(entry, corpus_removed));
    entry.set_state(was_live ? Entry::STATE_REMOVING : Entry::STATE_REMOVED);
    entry.clear_text_size();
    entry.clear_language();
    RETURN_IF_ERROR(Write(name, entry, /*sync=*/true));
    return Removal{entry.revision(), was_live};
  };
  absl::StatusOr<Removal> removal = begin();
  if (!removal.ok()) {
    Release(name, removal.status());
  }
  return removal;
}

void DocumentRegister::EndRemoval(absl::string_view name, const Removal& removal, bool confirmed) {
  if (confirmed && removal.was_live) {
    Entry entry;
    entry.set_revision(removal.revision);
    entry.set_state(Entry::STATE_REMOVED);
    // Lost or failed: the next deletion of the same name is passed on once more, to no harm.
    (void)Write(name, entry, /*sync=*/false);
  }
  Release(name, KnownDocument{});  // nobody waits: Admit refuses meanwhile
}

}  // namespace standpoint
