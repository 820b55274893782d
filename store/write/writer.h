// Writes documents: whole, once, and durably.

#ifndef STANDPOINT_STORE_WRITE_WRITER_H_
#define STANDPOINT_STORE_WRITE_WRITER_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "store/engine/engine.h"
#include "store/engine/write_batch.h"
#include "store/index/index_batch.h"
#include "store/record/log_state.h"
#include "store/write/change.h"
#include "store/write/engine_pressure.h"
#include "store/write/known_state.h"

namespace standpoint {

struct WriterOptions {
  // Changes that wait beyond either are refused.
  size_t max_pending_changes = 10'000;
  size_t max_pending_bytes = 256 << 20;
  // What is written with one fsync at most.
  size_t max_group_bytes = 16 << 20;
};

// Since the writer was opened.
struct WriterStats {
  int64_t committed = 0;  // documents written
  int64_t removed = 0;    // documents removed, those of removed corpora one by one not counted
  int64_t corpora_removed = 0;
  int64_t skipped = 0;           // changes that a newer revision or a deletion left without effect
  int64_t groups = 0;            // synced writes
  int64_t refused = 0;           // because too much was waiting
  size_t pending = 0;            // changes that wait now
  absl::Duration longest_write;  // of one group, with its fsync
};

// The only writer of its engine. Changes of many callers are written together by a thread of its
// own, each document in one atomic step with its index entries and the counts of its corpus: the
// new replaces what an earlier analysis wrote.
//
// Of two analyses of a document, the higher revision wins; of the same revision, the later of two
// different analyzers. A deletion counts as of its revision, that of a corpus for all its documents.
// What loses is skipped, and OK.
//
// A store on a log takes changes with a mark alone, in the order of the log: the position is written in the same step as the
// change, so that each is applied exactly once, whatever ends the process when.
//
// Threads: safe.
class Writer {
 public:
  // Called once, on a thread of the writer or, for what is refused at once, on the caller's: it must
  // not block. OK: durable.
  using CommitDone = absl::AnyInvocable<void(absl::Status)>;
  // Whether the document was there.
  using RemoveDone = absl::AnyInvocable<void(absl::StatusOr<bool>)>;
  // How many documents were there.
  using RemoveCorpusDone = absl::AnyInvocable<void(absl::StatusOr<int64_t>)>;

  // Prepares the format of `engine`. Lifetime: `engine` outlives the writer.
  // Errors: those of PrepareFormat; INTERNAL.
  static absl::StatusOr<std::unique_ptr<Writer>> Open(Engine* engine,
                                                      const WriterOptions& options = {});
  // Writes what waits, then ends.
  ~Writer();

  // Encodes on the caller's thread. `done` gets: INVALID_ARGUMENT (see ValidateDocument),
  // RESOURCE_EXHAUSTED with RetryInfo when too much waits or is to be merged, FAILED_PRECONDITION, reason STORE_ON_LOG, when
  // the store takes its changes from a log, UNAVAILABLE after Shutdown, INTERNAL on a broken disk.
  void Commit(const internal::v1::AnalyzedDocument& document, CommitDone done);
  // `name`: a document's. Errors as in Commit.
  void Remove(absl::string_view name, int64_t revision, RemoveDone done);
  // `name`: a corpus'. Everything of it goes, in one step, and commits of `revision` or a lower one
  // stay without effect from then on. A second removal as of the same or a lower revision changes
  // nothing. Errors as in Commit.
  void RemoveCorpus(absl::string_view name, int64_t revision, RemoveCorpusDone done);

  // Takes a change that the caller has prepared. Errors to its `done`: of a change with a mark, ABORTED, reason
  // LOG_OUT_OF_ORDER, when the store does not stand where the mark begins (after an error of the change before, for instance);
  // it is not refused because too much waits: who applies a log bounds that himself. Without a mark, as in Commit.
  void Apply(Change change);

  // Puts the store on a log, at positions that the caller answers for; durable on return. Only while no change waits or
  // comes. Errors: INTERNAL on a broken disk.
  absl::Status Bind(const LogState& log);

  // Called on the writer's thread after each write, when it is visible; must not block. Before the
  // first change; null: nobody.
  void set_on_written(std::function<void()> on_written) { on_written_ = std::move(on_written); }

  // Writes what waits and refuses the rest with UNAVAILABLE. Idempotent.
  void Shutdown();

  WriterStats Stats() const;

 private:
  // What a group does to the engine.
  struct Plan {
    WriteBatch batch;
    IndexBatch index;
    KnownState changed;                           // what is otherwise afterwards
    std::vector<absl::StatusOr<Effect>> effects;  // one per change
  };

  Writer(Engine* engine, const WriterOptions& options, KnownState known);

  // Of `change`, before it waits. `is_late`: too much is to be merged.
  absl::Status Refusal(const Change& change, bool is_late) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Run();
  // Takes changes of distinct documents from the front of the queue; empty when the writer ends.
  std::vector<Change> TakeGroup();
  Plan MakePlan(const std::vector<Change>& group);
  absl::StatusOr<Effect> PlanChange(const Snapshot& snapshot,
                                    const std::optional<std::string>& stored, const Change& change,
                                    Plan* plan);
  absl::Status CheckMark(const Change& change, const Plan& plan) const;
  absl::Status WriteBatchOf(const Plan& plan);
  void WriteGroup(std::vector<Change> group);
  void Count(const std::vector<Change>& group, const Plan& plan);

  Engine* const engine_;
  const WriterOptions options_;
  EnginePressure pressure_;
  KnownState known_;  // as it is stored; of the writing thread alone
  std::function<void()> on_written_;

  mutable absl::Mutex mu_;
  std::deque<Change> queue_ ABSL_GUARDED_BY(mu_);
  size_t pending_bytes_ ABSL_GUARDED_BY(mu_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  bool on_log_ ABSL_GUARDED_BY(mu_);
  WriterStats stats_ ABSL_GUARDED_BY(mu_);

  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_WRITE_WRITER_H_
