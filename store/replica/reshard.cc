#include "store/replica/reshard.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "common/kafka/log_layout.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/database_files.h"
#include "common/storage/storage_memory.h"
#include "store/engine/engine.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/engine/rocksdb/rocksdb_options.h"
#include "store/record/analyzed_record.h"
#include "store/record/keys.h"
#include "store/record/log_state.h"
#include "store/record/values.h"
#include "store/replica/log_parts.h"
#include "store/write/prepared_document.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxBytesUnderWay = 64 << 20;
constexpr uint64_t kCacheBytes = 256 << 20;
constexpr uint64_t kWriteBufferBytes = 128 << 20;

// A store that is read.
struct Source {
  std::unique_ptr<Engine> engine;
  std::unique_ptr<Snapshot> snapshot;
};

// A store that is written, and what is under way to it.
class Target {
 public:
  Target(std::unique_ptr<Engine> engine, std::unique_ptr<Writer> writer)
      : engine_(std::move(engine)), writer_(std::move(writer)) {}
  ~Target() { (void)Drain(); }

  // Waits for room.
  absl::Status Apply(Change change) {
    const size_t bytes = change.byte_size();
    {
      absl::MutexLock lock(&mu_);
      mu_.Await(absl::Condition(
          +[](size_t* under_way) { return *under_way < kMaxBytesUnderWay; }, &under_way_));
      RETURN_IF_ERROR(failure_);
      under_way_ += bytes;
    }
    change.done = [this, bytes](const absl::StatusOr<int64_t>& result) {
      absl::MutexLock lock(&mu_);
      failure_.Update(result.status());
      under_way_ -= bytes;
    };
    writer_->Apply(std::move(change));
    return absl::OkStatus();
  }

  absl::Status Drain() {
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(
        +[](size_t* under_way) { return *under_way == 0; }, &under_way_));
    return failure_;
  }

  Writer& writer() { return *writer_; }
  WriterStats Stats() const { return writer_->Stats(); }

 private:
  absl::Mutex mu_;
  size_t under_way_ ABSL_GUARDED_BY(mu_) = 0;  // bytes
  absl::Status failure_ ABSL_GUARDED_BY(mu_);
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Writer> writer_;
};

absl::StatusOr<Source> OpenSource(const std::string& directory, const StorageMemory& memory) {
  RETURN_IF_ERROR(CheckNotOpen(directory));
  RocksDbEngineOptions options;
  options.memory = memory;
  options.read_only = true;
  Source source;
  ASSIGN_OR_RETURN(source.engine, OpenRocksDbEngine(directory, options));
  source.snapshot = source.engine->GetSnapshot();
  std::string version;
  ASSIGN_OR_RETURN(const bool marked, source.snapshot->Get(Family::kMeta, FormatKey(), &version));
  if (!marked) {
    return InvalidField("from", absl::StrCat(directory, " holds no store"));
  }
  RETURN_IF_ERROR(DecodeFormatVersion(version).status());
  return source;
}

absl::StatusOr<std::unique_ptr<Target>> OpenTarget(const std::string& directory,
                                                   const StorageMemory& memory) {
  std::error_code error;
  if (fs::exists(directory, error) && !fs::is_empty(directory, error)) {
    return MakeError(absl::StatusCode::kFailedPrecondition, "DATA_NOT_EMPTY",
                     absl::StrCat(directory, " is not empty; name a new folder"));
  }
  fs::create_directories(directory, error);
  if (error) {
    return InvalidField("to", absl::StrCat(directory, " cannot be made: ", error.message()));
  }
  RocksDbEngineOptions options;
  options.memory = memory;
  ASSIGN_OR_RETURN(auto engine, OpenRocksDbEngine(directory, options));
  WriterOptions writing;
  writing.max_pending_bytes = 2 * kMaxBytesUnderWay;
  writing.max_pending_changes = kMaxBytesUnderWay;  // bounded by their bytes
  ASSIGN_OR_RETURN(auto writer, Writer::Open(engine.get(), writing));
  return std::make_unique<Target>(std::move(engine), std::move(writer));
}

class Splitter {
 public:
  Splitter(std::vector<Source> sources, std::vector<std::unique_ptr<Target>> targets,
           const LogState& log, const std::function<absl::Status(int64_t)>& progress)
      : sources_(std::move(sources)),
        targets_(std::move(targets)),
        log_(log),
        progress_(progress) {}

  absl::StatusOr<ReshardReport> Run() {
    RETURN_IF_ERROR(RemoveCorpora());
    for (const Source& source : sources_) {
      RETURN_IF_ERROR(Split(source));
    }
    ReshardReport report;
    for (size_t i = 0; i < targets_.size(); ++i) {
      RETURN_IF_ERROR(targets_[i]->Drain());
      RETURN_IF_ERROR(targets_[i]->writer().Bind(
          PartOf(log_, static_cast<int>(i), static_cast<int>(targets_.size()))));
      const WriterStats stats = targets_[i]->Stats();
      report.shards.push_back({stats.committed, stats.removed});
    }
    return report;
  }

 private:
  // What one source knows to be removed holds for the documents of all: they would have heard of it by their own partitions.
  absl::Status RemoveCorpora() {
    std::map<std::string, int64_t> removed;
    for (const Source& source : sources_) {
      const auto it =
          source.snapshot->NewIterator(Family::kMeta, PrefixRange(RemovedCorpusKeyPrefix()));
      for (it->SeekToFirst(); it->Valid(); it->Next()) {
        ASSIGN_OR_RETURN(const int64_t revision, DecodeRemovedCorpus(it->value()));
        int64_t& newest = removed[std::string(CorpusOfKey(it->key()))];
        newest = std::max(newest, revision);
      }
      RETURN_IF_ERROR(it->status());
    }
    for (const auto& [corpus, revision] : removed) {
      for (const auto& target : targets_) {
        ASSIGN_OR_RETURN(Change change,
                         MakeCorpusRemoval(absl::StrCat("corpora/", corpus), revision));
        RETURN_IF_ERROR(target->Apply(std::move(change)));
      }
    }
    return absl::OkStatus();
  }

  absl::Status Split(const Source& source) {
    const int partition_count = log_.binding->partition_count();
    const int shards = static_cast<int>(targets_.size());
    const auto it = source.snapshot->NewIterator(Family::kDocument, {});
    for (it->SeekToFirst(); it->Valid(); it->Next()) {
      std::string corpus;
      DocumentRef ref;
      if (!ParseDocumentKey(it->key(), &corpus, &ref)) {
        return MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT",
                         "a stored document's key cannot be read");
      }
      ASSIGN_OR_RETURN(Change change, ChangeFor(*source.snapshot, corpus, ref, it->value()));
      const int partition = PartitionOfRef(
          corpus, absl::string_view(ref.bytes).substr(0, kDocumentRefBytes), partition_count);
      RETURN_IF_ERROR(targets_[ShardOf(partition, shards)]->Apply(std::move(change)));
      if (progress_) {
        RETURN_IF_ERROR(progress_(++count_));
      }
    }
    return it->status();
  }

  static absl::StatusOr<Change> ChangeFor(const Snapshot& snapshot, const std::string& corpus,
                                          const DocumentRef& ref, absl::string_view bytes) {
    ASSIGN_OR_RETURN(const DocumentValue value, DocumentValue::Decode(bytes));
    Change change;
    if (value.is_tombstone()) {
      change.kind = Change::Kind::kRemoval;
      change.document.corpus = corpus;
      change.document.ref = ref;
      change.document.revision = value.revision();
      return change;
    }
    ASSIGN_OR_RETURN(const AnalyzedRecord record, LoadWholeRecord(snapshot, corpus, ref, value));
    change.document = PrepareRecord(record);
    return change;
  }

  const std::vector<Source> sources_;
  const std::vector<std::unique_ptr<Target>> targets_;
  const LogState log_;
  const std::function<absl::Status(int64_t)>& progress_;
  int64_t count_ = 0;
};

}  // namespace

absl::StatusOr<ReshardReport> Reshard(const ReshardOptions& options,
                                      const std::function<absl::Status(int64_t)>& progress) {
  if (options.from.empty()) {
    return InvalidField("from", "must name at least one store");
  }
  const StorageMemory memory = MakeStorageMemory(kCacheBytes, kWriteBufferBytes);
  std::vector<Source> sources;
  std::vector<StoreLog> logs;
  for (const std::string& directory : options.from) {
    ASSIGN_OR_RETURN(sources.emplace_back(), OpenSource(directory, memory));
    logs.emplace_back().store = directory;
    ASSIGN_OR_RETURN(logs.back().log, LoadLogState(*sources.back().snapshot));
  }
  LogState log;
  if (logs.size() == 1 && !logs[0].log.on_log() && options.partition_count > 0) {
    log.binding.emplace().set_topic(options.topic);
    log.binding->set_partition_count(options.partition_count);
  } else {
    ASSIGN_OR_RETURN(log, JoinLogs(logs));
  }
  if (options.to.empty() || static_cast<int>(options.to.size()) > log.binding->partition_count()) {
    return InvalidField("to", absl::StrCat("must name 1 to ", log.binding->partition_count(),
                                           " folders: a shard has at least one partition"));
  }
  std::vector<std::unique_ptr<Target>> targets;
  for (const std::string& directory : options.to) {
    ASSIGN_OR_RETURN(targets.emplace_back(), OpenTarget(directory, memory));
  }
  return Splitter(std::move(sources), std::move(targets), log, progress).Run();
}

}  // namespace standpoint
