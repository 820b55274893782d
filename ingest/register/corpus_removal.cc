// DocumentRegister's way with whole corpora.

#include <rocksdb/db.h>
#include <rocksdb/options.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "ingest/register/document_register.h"
#include "ingest/register/register_values.h"

namespace standpoint {

absl::Status DocumentRegister::LoadCorpora() {
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator({}));
  absl::MutexLock lock(&mu_);
  for (it->Seek(kRemovedPrefix); it->Valid() && it->key().starts_with(kRemovedPrefix); it->Next()) {
    internal::v1::CorpusRegisterEntry entry;
    if (!FromRegisterValue(it->value(), &entry)) {
      return RegisterBroken("holds a corpus that cannot be read", rocksdb::Status::Corruption());
    }
    rocksdb::Slice corpus = it->key();
    corpus.remove_prefix(sizeof(kRemovedPrefix) - 1);
    corpora_[corpus.ToString()] = {entry.removed_revision(), entry.removing()};
  }
  return it->status().ok() ? absl::OkStatus() : RegisterBroken("cannot be read", it->status());
}

absl::Status DocumentRegister::CheckCorpus(absl::string_view name) const {
  if (corpora_.empty()) {
    return absl::OkStatus();
  }
  const auto corpus = corpora_.find(CorpusOf(name));
  return corpus == corpora_.end() || !corpus->second.removing
             ? absl::OkStatus()
             : MakeError(absl::StatusCode::kUnavailable, "CORPUS_BUSY",
                         absl::StrCat(CorpusOf(name),
                                      " is being deleted; repeat later, or repeat "
                                      "the deletion if it was interrupted"));
}

int64_t DocumentRegister::RemovedRevision(absl::string_view name) const {
  const auto corpus = corpora_.find(CorpusOf(name));
  return corpus == corpora_.end() ? 0 : corpus->second.removed_revision;
}

bool DocumentRegister::CorpusIsBusy(absl::string_view prefix) const {
  const auto is_of = [prefix](const auto& entry) { return absl::StartsWith(entry.first, prefix); };
  return std::any_of(pending_.begin(), pending_.end(), is_of) ||
         std::any_of(noted_.begin(), noted_.end(), is_of) ||
         std::any_of(writing_.begin(), writing_.end(), is_of);
}

absl::Status DocumentRegister::WriteCorpus(absl::string_view corpus, const Corpus& state,
                                           bool forget) {
  internal::v1::CorpusRegisterEntry entry;
  entry.set_removed_revision(state.removed_revision);
  entry.set_removing(state.removing);
  rocksdb::WriteBatch batch;
  if (forget) {
    const NameRange names(corpus);
    batch.DeleteRange(names.begin, names.end);
  }
  batch.Put(absl::StrCat(kRemovedPrefix, corpus), ToRegisterValue(entry));
  rocksdb::WriteOptions synced;
  synced.sync = true;
  const rocksdb::Status status = db_->Write(synced, &batch);
  return status.ok() ? absl::OkStatus() : RegisterBroken("cannot be written", status);
}

absl::StatusOr<DocumentRegister::CorpusRemoval> DocumentRegister::BeginCorpusRemoval(
    absl::string_view corpus, absl::Time deadline) {
  const NameRange names(corpus);
  Corpus before;
  {
    absl::MutexLock lock(&mu_);
    before = corpora_[corpus];
    corpora_[corpus].removing = true;  // nobody else begins from now on
    const auto nobody = [&]()
                            ABSL_SHARED_LOCKS_REQUIRED(mu_) { return !CorpusIsBusy(names.begin); };
    if (!mu_.AwaitWithDeadline(absl::Condition(&nobody), deadline)) {
      corpora_[corpus].removing = before.removing;
      return MakeError(absl::StatusCode::kDeadlineExceeded, "DEADLINE_PASSED",
                       "documents of the corpus were being taken in until the deadline");
    }
  }
  CorpusRemoval removal;
  Entry last;
  const absl::Status scanned =
      ScanRange(names, [&](absl::string_view, const Entry& entry) -> absl::Status {
        last.set_revision(std::max(last.revision(), entry.revision()));
        removal.live += entry.state() == Entry::STATE_LIVE ? 1 : 0;
        return absl::OkStatus();
      });
  removal.revision = NextRevision(last, before.removed_revision);
  const Corpus now{removal.revision, /*removing=*/true};
  const absl::Status written = scanned.ok() ? WriteCorpus(corpus, now, /*forget=*/false) : scanned;
  absl::MutexLock lock(&mu_);
  corpora_[corpus] = written.ok() ? now : before;
  RETURN_IF_ERROR(written);
  return removal;
}

absl::Status DocumentRegister::EndCorpusRemoval(absl::string_view corpus,
                                                const CorpusRemoval& removal) {
  const Corpus now{removal.revision, /*removing=*/false};
  RETURN_IF_ERROR(WriteCorpus(corpus, now, /*forget=*/true));
  absl::MutexLock lock(&mu_);
  corpora_[corpus] = now;
  return absl::OkStatus();
}

absl::Status DocumentRegister::Reclaim(absl::string_view corpus) {
  const NameRange names(corpus);
  rocksdb::CompactRangeOptions options;
  options.exclusive_manual_compaction = false;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
  const rocksdb::Slice begin(names.begin);
  const rocksdb::Slice end(names.end);
  const rocksdb::Status status = db_->CompactRange(options, &begin, &end);
  return status.ok() ? absl::OkStatus() : RegisterBroken("cannot be compacted", status);
}

absl::Status DocumentRegister::ScanRange(
    const NameRange& names,
    absl::FunctionRef<absl::Status(absl::string_view name, const Entry&)> visit) const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const rocksdb::Slice end(names.end);
  options.iterate_upper_bound = &end;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options));
  for (it->Seek(names.begin); it->Valid(); it->Next()) {
    Entry entry;
    if (!FromRegisterValue(it->value(), &entry)) {
      return RegisterBroken("holds an entry that cannot be read", rocksdb::Status::Corruption());
    }
    RETURN_IF_ERROR(visit({it->key().data(), it->key().size()}, entry));
  }
  return it->status().ok() ? absl::OkStatus() : RegisterBroken("cannot be read", it->status());
}

absl::Status DocumentRegister::Scan(
    absl::FunctionRef<absl::Status(absl::string_view, const KnownDocument&, bool)> visit) const {
  NameRange all("corpora");
  return ScanRange(all, [&](absl::string_view name, const Entry& entry) {
    return visit(name, {entry.revision(), entry.text_size(), entry.language()},
                 entry.state() == Entry::STATE_LIVE);
  });
}

}  // namespace standpoint
