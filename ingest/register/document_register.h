// The fourth step of ingest: which documents were taken in already. A name in, Admit, known or new out.

#ifndef STANDPOINT_INGEST_REGISTER_DOCUMENT_REGISTER_H_
#define STANDPOINT_INGEST_REGISTER_DOCUMENT_REGISTER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/time/clock.h"
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
// The queue is the truth: a document is appended there durably before its entry is written here without a sync. An entry
// that a crash of the machine loses costs one analysis more, as the repeat is queued again and replaces. Deletions are
// synced before they are passed on.
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

  // Opens or creates the register in `directory`. `clock` outlives it.
  // Errors: FAILED_PRECONDITION, reason UNKNOWN_FORMAT, for a format that is newer than this program.
  static absl::StatusOr<std::unique_ptr<DocumentRegister>> Open(const std::string& directory,
                                                                Clock* clock);
  ~DocumentRegister();

  DocumentRegister(const DocumentRegister&) = delete;
  DocumentRegister& operator=(const DocumentRegister&) = delete;

  // Asks for the document `name`. kNew and kKnown fill `known`: of kNew with the revision of the write to come, one
  // microsecond after that of an earlier deletion at least. `settled` is called on the thread that settles, for kPending
  // only. Errors: UNAVAILABLE, reason DOCUMENT_BUSY, while the document is being deleted.
  absl::StatusOr<Admission> Admit(absl::string_view name, KnownDocument& known, Settled settled)
      ABSL_LOCKS_EXCLUDED(mu_);

  // Ends kNew: `known` as Admit filled it, with size and language. Writes the entry when `outcome` is OK, and tells those
  // who wait. Returns the error of writing, if any; the document is taken in all the same.
  absl::Status Settle(absl::string_view name, const absl::StatusOr<KnownDocument>& outcome)
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

 private:
  using Entry = internal::v1::RegisterEntry;

  // A document that somebody is at.
  struct Pending {
    bool removing = false;
    std::vector<Settled> waiting;
  };

  DocumentRegister(std::unique_ptr<rocksdb::DB> db, Clock* clock);

  absl::StatusOr<Entry> Read(absl::string_view name) const;  // state UNSPECIFIED: there is none
  absl::Status Write(absl::string_view name, const Entry& entry, bool sync);
  int64_t NextRevision(const Entry& last) const;
  void Release(absl::string_view name, const absl::StatusOr<KnownDocument>& outcome)
      ABSL_LOCKS_EXCLUDED(mu_);

  const std::unique_ptr<rocksdb::DB> db_;
  Clock* const clock_;

  absl::Mutex mu_;
  absl::flat_hash_map<std::string, Pending> pending_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_REGISTER_DOCUMENT_REGISTER_H_
