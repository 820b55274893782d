#include "ingest/register/document_register.h"

#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr char kEntryVersion = 1;
constexpr int kFormatVersion = 1;
constexpr char kFormatKey[] = "!format";  // sorts before every name

absl::Status Broken(absl::string_view what, const rocksdb::Status& status) {
  return MakeError(absl::StatusCode::kInternal, "REGISTER_BROKEN",
                   absl::StrCat("register: ", what, ": ", status.ToString()));
}

rocksdb::Slice ToSlice(absl::string_view text) { return {text.data(), text.size()}; }

rocksdb::Options DatabaseOptions() {
  rocksdb::Options options;
  options.create_if_missing = true;
  options.compression = rocksdb::kLZ4Compression;
  options.write_buffer_size = 16 << 20;
  // Most names are new: a filter says so without a walk through the memtable.
  options.memtable_whole_key_filtering = true;
  options.memtable_prefix_bloom_size_ratio = 0.02;
  options.keep_log_file_num = 2;
  rocksdb::BlockBasedTableOptions table;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.block_cache = rocksdb::NewLRUCache(32 << 20);
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
    return put.ok() ? absl::OkStatus() : Broken("cannot write its format", put);
  }
  int version = 0;
  if (!read.ok()) {
    return Broken("cannot read its format", read);
  }
  if (!absl::SimpleAtoi(written, &version) || version > kFormatVersion) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "UNKNOWN_FORMAT",
                     absl::StrCat("register: format ", written, " is newer than ", kFormatVersion,
                                  ", the newest that this program knows"));
  }
  return absl::OkStatus();
}

KnownDocument ToKnown(const internal::v1::RegisterEntry& entry) {
  return {entry.revision(), entry.text_size(), entry.language()};
}

}  // namespace

DocumentRegister::DocumentRegister(std::unique_ptr<rocksdb::DB> db, Clock* clock)
    : db_(std::move(db)), clock_(clock) {}

DocumentRegister::~DocumentRegister() { db_->Close(); }

absl::StatusOr<std::unique_ptr<DocumentRegister>> DocumentRegister::Open(
    const std::string& directory, Clock* clock) {
  rocksdb::DB* opened = nullptr;
  if (const rocksdb::Status status = rocksdb::DB::Open(DatabaseOptions(), directory, &opened);
      !status.ok()) {
    return Broken("cannot be opened", status);
  }
  std::unique_ptr<rocksdb::DB> db(opened);
  RETURN_IF_ERROR(CheckFormat(*db));
  return std::unique_ptr<DocumentRegister>(new DocumentRegister(std::move(db), clock));
}

absl::StatusOr<DocumentRegister::Entry> DocumentRegister::Read(absl::string_view name) const {
  std::string value;
  Entry entry;
  const rocksdb::Status status = db_->Get({}, ToSlice(name), &value);
  if (status.IsNotFound()) {
    return entry;
  }
  if (!status.ok()) {
    return Broken("cannot be read", status);
  }
  if (value.empty() || value[0] != kEntryVersion ||
      !entry.ParseFromArray(value.data() + 1, value.size() - 1)) {
    return Broken("holds an entry that cannot be read", rocksdb::Status::Corruption());
  }
  return entry;
}

absl::Status DocumentRegister::Write(absl::string_view name, const Entry& entry, bool sync) {
  rocksdb::WriteOptions options;
  options.sync = sync;
  const std::string value = absl::StrCat(std::string(1, kEntryVersion), entry.SerializeAsString());
  const rocksdb::Status status = db_->Put(options, ToSlice(name), value);
  return status.ok() ? absl::OkStatus() : Broken("cannot be written", status);
}

int64_t DocumentRegister::NextRevision(const Entry& last) const {
  return std::max(absl::ToUnixMicros(clock_->Now()), last.revision() + 1);
}

void DocumentRegister::Release(absl::string_view name,
                               const absl::StatusOr<KnownDocument>& outcome) {
  std::vector<Settled> waiting;
  {
    absl::MutexLock lock(&mu_);
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
  {
    absl::MutexLock lock(&mu_);
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
  known.revision = NextRevision(*entry);
  return Admission::kNew;
}

absl::Status DocumentRegister::Settle(absl::string_view name,
                                      const absl::StatusOr<KnownDocument>& outcome) {
  absl::Status written;
  if (outcome.ok()) {
    Entry entry;
    entry.set_revision(outcome->revision);
    entry.set_state(Entry::STATE_LIVE);
    entry.set_text_size(outcome->text_size);
    entry.set_language(outcome->language);
    written = Write(name, entry, /*sync=*/false);
  }
  Release(name, outcome);
  return written;
}

absl::StatusOr<std::optional<KnownDocument>> DocumentRegister::Find(absl::string_view name) const {
  ASSIGN_OR_RETURN(const Entry entry, Read(name));
  if (entry.state() != Entry::STATE_LIVE) {
    return std::optional<KnownDocument>();
  }
  return std::optional<KnownDocument>(ToKnown(entry));
}

absl::StatusOr<DocumentRegister::Removal> DocumentRegister::BeginRemoval(absl::string_view name,
                                                                         absl::Time deadline) {
  {
    absl::MutexLock lock(&mu_);
    const auto nobody = [this, name]()
                            ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) { return !pending_.contains(name); };
    if (!mu_.AwaitWithDeadline(absl::Condition(&nobody), deadline)) {
      return MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                       "the document was being taken in or deleted until the deadline");
    }
    pending_[std::string(name)].removing = true;
  }
  const auto begin = [&]() -> absl::StatusOr<Removal> {
    ASSIGN_OR_RETURN(Entry entry, Read(name));
    if (entry.state() == Entry::STATE_REMOVING || entry.state() == Entry::STATE_REMOVED) {
      return Removal{entry.revision(), entry.state() == Entry::STATE_REMOVING};
    }
    // A document that is unknown here may be in the store all the same, its entry lost with the machine.
    const bool was_live = entry.state() == Entry::STATE_LIVE;
    entry.set_revision(NextRevision(entry));
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
