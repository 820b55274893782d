// What the store needs of a key-value engine. An engine knows nothing of documents: keys and values
// are bytes, ordered bytewise within a family. Engines: memory/ (tests), rocksdb/ (everything
// else); both pass conformance/.

#ifndef STANDPOINT_STORE_ENGINE_ENGINE_H_
#define STANDPOINT_STORE_ENGINE_ENGINE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "store/engine/family.h"
#include "store/engine/write_batch.h"

namespace rocksdb {
class DB;
}

namespace standpoint {

// A half-open range of keys: begin <= key < end; an empty `end` is the end of the family.
struct KeyRange {
  std::string begin;
  std::string end;
};

// Walks a range of keys in either direction. Starts invalid: call a Seek first.
// Threads: one at a time. Lifetime: ends before its snapshot.
class KeyIterator {
 public:
  virtual ~KeyIterator() = default;

  virtual void SeekToFirst() = 0;
  virtual void SeekToLast() = 0;
  // To the first key >= `key`.
  virtual void Seek(absl::string_view key) = 0;
  // To the last key <= `key`.
  virtual void SeekForPrev(absl::string_view key) = 0;

  // False past either end of the range, and on an error: look at status() then.
  virtual bool Valid() const = 0;
  virtual absl::Status status() const = 0;

  // These four need Valid(); the views live until the iterator moves.
  virtual void Next() = 0;
  virtual void Prev() = 0;
  virtual absl::string_view key() const = 0;
  virtual absl::string_view value() const = 0;
};

// The data as it was at one moment, whatever is written meanwhile.
// Threads: safe. Lifetime: ends before its engine. Errors: INTERNAL, reason STORAGE_FAILURE, when
// the disk is broken.
class Snapshot {
 public:
  virtual ~Snapshot() = default;

  // False when there is no such key; `value` is left alone then.
  virtual absl::StatusOr<bool> Get(Family family, absl::string_view key,
                                   std::string* value) const = 0;

  // One entry per key, in order; absent where there is none. Cheaper than as many Gets.
  virtual absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Family family, absl::Span<const std::string> keys) const = 0;

  virtual std::unique_ptr<KeyIterator> NewIterator(Family family, KeyRange range) const = 0;
};

// How an engine is doing. Unit: bytes.
struct EngineStats {
  uint64_t disk_bytes = 0;       // of all families; for memory/: of keys and values
  uint64_t memory_bytes = 0;     // write buffers and cache
  uint64_t compaction_debt = 0;  // what compaction must still rewrite
  uint64_t files = 0;            // data files
  uint64_t level0_files = 0;     // of the family that has most of them
  uint64_t young_bytes = 0;      // in write buffers and files of level 0
  uint64_t running_jobs = 0;     // flushes and compactions under way
  uint64_t written_bytes = 0;    // by callers, since the engine was opened
  uint64_t rewritten_bytes = 0;  // by flushes and compactions, since the engine was opened
  uint64_t stalled_micros = 0;   // that writes were held back, since the engine was opened
  bool writes_stalled = false;   // writes are held back until compaction has caught up
};

// Threads: safe. Errors: INTERNAL, reason STORAGE_FAILURE, when the disk is broken.
class Engine {
 public:
  virtual ~Engine() = default;

  virtual std::unique_ptr<Snapshot> GetSnapshot() = 0;

  // All of `batch` or nothing, also after a crash. `sync`: durable on return; without it, durable
  // with the next synced write at the latest. Later operations of a batch win over earlier ones on
  // the same key.
  virtual absl::Status Write(const WriteBatch& batch, bool sync) = 0;

  // A guess, in bytes, at what `range` takes; good enough to compare ranges.
  virtual uint64_t ApproximateSize(Family family, const KeyRange& range) = 0;

  // Rewrites what holds keys of `range`, in all families, so that nothing of what was deleted there
  // is left on the disk but for snapshots that still see it. Blocks for as long as that takes.
  virtual absl::Status Reclaim(const KeyRange& range) = 0;

  // Merges what was written lately into the rest, so that readers find each record in one place and each list in one piece,
  // and the log is empty. Blocks for as long as that takes; writes go on meanwhile.
  virtual absl::Status MergeYoung() { return absl::OkStatus(); }

  // Compares every file with its checksums; an engine without files is always right.
  virtual absl::Status VerifyFiles() = 0;

  virtual EngineStats Stats() = 0;

  // The database under it, for backups; null where there is none.
  virtual rocksdb::DB* database() { return nullptr; }
};

// The range of all keys that begin with `prefix`.
KeyRange PrefixRange(absl::string_view prefix);

}  // namespace standpoint

#endif  // STANDPOINT_STORE_ENGINE_ENGINE_H_
