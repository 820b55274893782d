// The fourth step of ingest: which documents were taken in already. A name in, Admit, known or new out.

#ifndef STANDPOINT_INGEST_REGISTER_DOCUMENT_REGISTER_H_
#define STANDPOINT_INGEST_REGISTER_DOCUMENT_REGISTER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/storage/storage_memory.h"
#include "common/time/clock.h"
#include "ingest/register/register_values.h"
#include "standpoint/internal/v1/register.pb.h"

namespace rocksdb {
class DB;
}  // namespace rocksdb

namespace standpoint {

// What the register knows of a live document.
struct KnownDocument {
  int64_t revision = 0;
  int64_t text_size = 0;
  std::string language;
};

// Keeps one entry per document in a RocksDB of its own; docs/formats/register.md.
//
// The queue is the truth: a document is appended there durably before its entry is noted here. Entries are written by a thread
// of the register's own, many with one write, a moment after they can be read. One that a crash loses costs one analysis more,
// as the repeat is queued again and replaces. Deletions are synced before they are passed on.
//
// Threads: safe. Errors: INTERNAL, reason REGISTER_BROKEN, when the disk fails or an entry cannot be read.
class DocumentRegister {
 public:
  enum class Admission {
    kNew,      // the caller appends it and then calls Settle()
    kKnown,    // `known` is filled
    kPending,  // another caller is at it; `settled` will be called with the outcome
  };
  // What another caller made of the document: as in kKnown, or why it could not be taken in.
  using Settled = absl::AnyInvocable<void(const absl::StatusOr<KnownDocument>&)>;

  // A deletion under way.
  struct Removal {
    int64_t revision = 0;  // of the deletion
    bool was_live =
        false;  // whether the register knew the document as live, or as not deleted to the end
  };

  // A deletion of a corpus under way.
  struct CorpusRemoval {
    int64_t revision = 0;  // of the deletion; higher than that of any document of the corpus
    int64_t live = 0;      // documents that the register knew
  };

  // Opens or creates the register in `directory`. `clock` outlives it. `memory`: what other databases share; null: its own.
  // Errors: FAILED_PRECONDITION, reason UNKNOWN_FORMAT, for a format that is newer than this program.
  static absl::StatusOr<std::unique_ptr<DocumentRegister>> Open(const std::string& directory,
                                                                Clock* clock,
                                                                const StorageMemory& memory = {});
  // Writes what is noted.
  ~DocumentRegister();

  DocumentRegister(const DocumentRegister&) = delete;
  DocumentRegister& operator=(const DocumentRegister&) = delete;

  // Asks for the document `name`. kNew and kKnown fill `known`: of kNew with the revision of the write to come, one
  // microsecond after that of an earlier deletion at least. `settled` is called on the thread that settles, for kPending
  // only. Errors: UNAVAILABLE, reason DOCUMENT_BUSY, while the document is being deleted.
  absl::StatusOr<Admission> Admit(absl::string_view name, KnownDocument& known, Settled settled)
      ABSL_LOCKS_EXCLUDED(mu_);

  // Ends kNew: `known` as Admit filled it, with size and language. Notes the entry when `outcome` is OK, and tells those
  // who wait. An error of writing it is logged; the document is taken in all the same.
  void Settle(absl::string_view name, const absl::StatusOr<KnownDocument>& outcome)
      ABSL_LOCKS_EXCLUDED(mu_);

  // The live document of this name; absent when there is none.
  absl::StatusOr<std::optional<KnownDocument>> Find(absl::string_view name) const;

  // Begins to delete: waits until nobody is at the document, writes a synced tombstone. Repeating an interrupted
  // deletion gives its revision again. EndRemoval() must follow. Errors: DEADLINE_EXCEEDED.
  absl::StatusOr<Removal> BeginRemoval(absl::string_view name, absl::Time deadline)
      ABSL_LOCKS_EXCLUDED(mu_);

  // `confirmed`: the store has removed it.
  void EndRemoval(absl::string_view name, const Removal& removal, bool confirmed)
      ABSL_LOCKS_EXCLUDED(mu_);

  // Begins to delete a corpus ("corpora/news"): from now on its documents are refused (UNAVAILABLE, reason CORPUS_BUSY, of
  // Admit and BeginRemoval), whatever happens to this process, until EndCorpusRemoval. Waits until nobody is at one of them.
  // One at a time for a corpus. Errors: DEADLINE_EXCEEDED.
  absl::StatusOr<CorpusRemoval> BeginCorpusRemoval(absl::string_view corpus, absl::Time deadline)
      ABSL_LOCKS_EXCLUDED(mu_);

  // The store has removed the corpus: forgets its documents, durably, and takes new ones with higher revisions.
  absl::Status EndCorpusRemoval(absl::string_view corpus, const CorpusRemoval& removal)
      ABSL_LOCKS_EXCLUDED(mu_);

  // Rewrites the files that hold what was forgotten of a corpus. Blocks.
  absl::Status Reclaim(absl::string_view corpus);

  // Reads every entry that is written; calls `visit` with name and whether the document is live. Errors: INTERNAL, reason REGISTER_BROKEN, at
  // the first that cannot be read.
  absl::Status Scan(
      absl::FunctionRef<absl::Status(absl::string_view name, const KnownDocument&, bool live)>
          visit) const;

  // For backups.
  rocksdb::DB* database() { return db_.get(); }

 private:
  using Entry = internal::v1::RegisterEntry;

  // What is remembered of a corpus that was deleted.
  struct Corpus {
    int64_t removed_revision = 0;
    bool removing = false;
  };

  // A document that somebody is at.
  struct Pending {
    bool removing = false;
    std::vector<Settled> waiting;
  };

  DocumentRegister(std::unique_ptr<rocksdb::DB> db, Clock* clock);

  absl::Status LoadCorpora() ABSL_LOCKS_EXCLUDED(mu_);
  absl::Status ScanRange(
      const NameRange& names,
      absl::FunctionRef<absl::Status(absl::string_view name, const Entry&)> visit) const;
  absl::Status WriteCorpus(absl::string_view corpus, const Corpus& state, bool forget);
  // UNAVAILABLE while the corpus of `name` is being deleted.
  absl::Status CheckCorpus(absl::string_view name) const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  // Of a document's corpus; 0 when it was never deleted.
  int64_t RemovedRevision(absl::string_view name) const ABSL_SHARED_LOCKS_REQUIRED(mu_);

  // What is written; state UNSPECIFIED: nothing.
  absl::StatusOr<Entry> Read(absl::string_view name) const;
  absl::Status Write(absl::string_view name, const Entry& entry, bool sync);
  // Writes what is noted, until the register ends.
  void WriteBehind();
  absl::Status WriteNoted(const absl::flat_hash_map<std::string, KnownDocument>& entries);
  // Of the document `name`, when it is noted and maybe not written yet; null: it is not.
  const KnownDocument* Noted(absl::string_view name) const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  bool HasNoted() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return !noted_.empty() || stopping_; }
  bool HasRoom() const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  // Whether anybody is at a document of the corpus, or an entry of it is not written yet.
  bool CorpusIsBusy(absl::string_view prefix) const ABSL_SHARED_LOCKS_REQUIRED(mu_);
  int64_t NextRevision(const Entry& last, int64_t corpus_removed) const;
  // Ends what somebody was at, and notes what is to be written (null: nothing).
  void Release(absl::string_view name, const absl::StatusOr<KnownDocument>& outcome,
               const KnownDocument* note = nullptr) ABSL_LOCKS_EXCLUDED(mu_);

  const std::unique_ptr<rocksdb::DB> db_;
  Clock* const clock_;

  mutable absl::Mutex mu_;
  absl::flat_hash_map<std::string, Pending> pending_ ABSL_GUARDED_BY(mu_);
  absl::flat_hash_map<std::string, KnownDocument> noted_
      ABSL_GUARDED_BY(mu_);  // live, to be written
  absl::flat_hash_map<std::string, KnownDocument> writing_
      ABSL_GUARDED_BY(mu_);  // just being written
  absl::flat_hash_map<std::string, Corpus> corpora_
      ABSL_GUARDED_BY(mu_);  // by name; of deleted ones
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_REGISTER_DOCUMENT_REGISTER_H_
