#include "store/engine/memory/memory_engine.h"

#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "common/status/errors.h"
#include "store/engine/combiner.h"

namespace standpoint {
namespace {

// One state of a key; no value: deleted.
struct Version {
  uint64_t sequence;
  std::optional<std::string> value;
};

using Versions = std::vector<Version>;  // oldest first
using Table = std::map<std::string, Versions, std::less<>>;

// What a snapshot of `sequence` sees of a key; null: nothing.
const std::string* Visible(const Versions& versions, uint64_t sequence) {
  for (auto it = versions.rbegin(); it != versions.rend(); ++it) {
    if (it->sequence <= sequence) {
      return it->value ? &*it->value : nullptr;
    }
  }
  return nullptr;
}

std::string_view Std(absl::string_view s) { return {s.data(), s.size()}; }

class MemoryEngine;

class MemorySnapshot : public Snapshot {
 public:
  MemorySnapshot(MemoryEngine& engine, uint64_t sequence) : engine_(engine), sequence_(sequence) {}
  ~MemorySnapshot() override;

  absl::StatusOr<bool> Get(Family family, absl::string_view key, std::string* value) const override;
  absl::StatusOr<std::vector<std::optional<std::string>>> MultiGet(
      Family family, absl::Span<const std::string> keys) const override;
  std::unique_ptr<KeyIterator> NewIterator(Family family, KeyRange range) const override;

 private:
  MemoryEngine& engine_;
  const uint64_t sequence_;
};

class MemoryEngine : public Engine {
 public:
  std::unique_ptr<Snapshot> GetSnapshot() override {
    absl::MutexLock lock(&mu_);
    snapshots_.insert(sequence_);
    return std::make_unique<MemorySnapshot>(*this, sequence_);
  }

  absl::Status Write(const WriteBatch& batch, bool) override {
    absl::MutexLock lock(&mu_);
    ++sequence_;
    bool whole = true;
    for (size_t i = 0; i < batch.size(); ++i) {
      const WriteBatch::Operation operation = batch.operation(i);
      if (operation.is_range) {
        ApplyRange(operation);
      } else {
        whole = Apply(operation) && whole;
      }
    }
    return whole ? absl::OkStatus()
                 : MakeError(absl::StatusCode::kInternal, "STORAGE_FAILURE",
                             "values cannot be combined");
  }

  uint64_t ApproximateSize(Family family, const KeyRange& range) override {
    absl::ReaderMutexLock lock(&mu_);
    const Table& table = tables_[FamilyIndex(family)];
    uint64_t size = 0;
    for (auto it = table.lower_bound(range.begin);
         it != table.end() && (range.end.empty() || it->first < range.end); ++it) {
      size += Size(*it);
    }
    return size;
  }

  absl::Status Reclaim(const KeyRange&) override { return absl::OkStatus(); }

  absl::Status VerifyFiles() override { return absl::OkStatus(); }

  EngineStats Stats() override {
    EngineStats stats;
    for (const Family family : kFamilies) {
      stats.disk_bytes += ApproximateSize(family, KeyRange{});
    }
    stats.memory_bytes = stats.disk_bytes;
    return stats;
  }

  void Release(uint64_t sequence) {
    absl::MutexLock lock(&mu_);
    snapshots_.erase(snapshots_.find(sequence));
  }

  bool Read(Family family, absl::string_view key, uint64_t sequence, std::string* value) const {
    absl::ReaderMutexLock lock(&mu_);
    const Table& table = tables_[FamilyIndex(family)];
    const auto it = table.find(Std(key));
    const std::string* found = it == table.end() ? nullptr : Visible(it->second, sequence);
    if (found == nullptr) {
      return false;
    }
    *value = *found;
    return true;
  }

  // The first visible entry at or after `key` (after it when `exclusive`) and before `end`.
  std::optional<std::pair<std::string, std::string>> After(Family family, absl::string_view key,
                                                           bool exclusive, absl::string_view end,
                                                           uint64_t sequence) const {
    absl::ReaderMutexLock lock(&mu_);
    const Table& table = tables_[FamilyIndex(family)];
    auto it = exclusive ? table.upper_bound(Std(key)) : table.lower_bound(Std(key));
    for (; it != table.end() && (end.empty() || it->first < Std(end)); ++it) {
      if (const std::string* value = Visible(it->second, sequence)) {
        return std::make_pair(it->first, *value);
      }
    }
    return std::nullopt;
  }

  // The last visible entry before `key` (or at it when `inclusive`; null: before the end of the
  // family) and not before `begin`.
  std::optional<std::pair<std::string, std::string>> Before(Family family,
                                                            const absl::string_view* key,
                                                            bool inclusive, absl::string_view begin,
                                                            uint64_t sequence) const {
    absl::ReaderMutexLock lock(&mu_);
    const Table& table = tables_[FamilyIndex(family)];
    auto it = key == nullptr
                  ? table.end()
                  : (inclusive ? table.upper_bound(Std(*key)) : table.lower_bound(Std(*key)));
    while (it != table.begin() && (--it)->first >= Std(begin)) {
      if (const std::string* value = Visible(it->second, sequence)) {
        return std::make_pair(it->first, *value);
      }
    }
    return std::nullopt;
  }

 private:
  static uint64_t Size(const Table::value_type& entry) {
    const Versions& versions = entry.second;
    return versions.back().value ? entry.first.size() + versions.back().value->size() : 0;
  }

  // False when the values of a key cannot be combined.
  bool Apply(const WriteBatch::Operation& operation) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    Table& table = tables_[FamilyIndex(operation.family)];
    const auto it = table.try_emplace(std::string(operation.key)).first;
    Versions& versions = it->second;
    std::string value(operation.value);
    if (operation.is_addition) {
      const std::string* before = Visible(versions, sequence_);
      const std::string old = before == nullptr ? std::string() : *before;
      const CombineFunction combine = CombinerOf(operation.family);
      if (combine == nullptr || !combine({old, operation.value}, /*whole=*/true, &value)) {
        return false;
      }
    }
    DropUnseen(versions);
    if (!operation.is_delete) {
      versions.push_back({sequence_, std::move(value)});
    } else if (!versions.empty()) {
      versions.push_back({sequence_, std::nullopt});
    }
    if (versions.empty() || (versions.size() == 1 && !versions[0].value)) {
      table.erase(it);
    }
    return true;
  }

  void ApplyRange(const WriteBatch::Operation& range) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    const Table& table = tables_[FamilyIndex(range.family)];
    std::vector<std::string> keys;
    for (auto it = table.lower_bound(Std(range.key));
         it != table.end() && it->first < Std(range.value); ++it) {
      keys.push_back(it->first);
    }
    for (const std::string& key : keys) {
      Apply({range.family, /*is_delete=*/true, /*is_range=*/false, /*is_addition=*/false, key, {}});
    }
  }

  // Drops the versions that the one being written now hides from every snapshot.
  void DropUnseen(Versions& versions) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    Versions kept;
    for (size_t i = 0; i < versions.size(); ++i) {
      const uint64_t until = i + 1 < versions.size() ? versions[i + 1].sequence : sequence_;
      const auto seen = snapshots_.lower_bound(versions[i].sequence);
      if (seen != snapshots_.end() && *seen < until) {
        kept.push_back(std::move(versions[i]));
      }
    }
    versions = std::move(kept);
  }

  mutable absl::Mutex mu_;
  uint64_t sequence_ ABSL_GUARDED_BY(mu_) = 0;
  std::multiset<uint64_t> snapshots_ ABSL_GUARDED_BY(mu_);
  std::array<Table, kFamilies.size()> tables_ ABSL_GUARDED_BY(mu_);
};

class MemoryIterator : public KeyIterator {
 public:
  MemoryIterator(const MemoryEngine& engine, uint64_t sequence, Family family, KeyRange range)
      : engine_(engine), sequence_(sequence), family_(family), range_(std::move(range)) {}

  void SeekToFirst() override { Seek(range_.begin); }
  void SeekToLast() override {
    Backward(range_.end.empty() ? nullptr : &range_.end, /*inclusive=*/false);
  }
  void Seek(absl::string_view key) override {
    Forward(key < absl::string_view(range_.begin) ? absl::string_view(range_.begin) : key,
            /*exclusive=*/false);
  }
  void SeekForPrev(absl::string_view key) override {
    if (!range_.end.empty() && key >= absl::string_view(range_.end)) {
      SeekToLast();
      return;
    }
    const std::string from(key);
    Backward(&from, /*inclusive=*/true);
  }

  bool Valid() const override { return current_.has_value(); }
  absl::Status status() const override { return absl::OkStatus(); }
  void Next() override { Forward(std::string(current_->first), /*exclusive=*/true); }
  void Prev() override {
    const std::string from = current_->first;
    Backward(&from, /*inclusive=*/false);
  }
  absl::string_view key() const override { return current_->first; }
  absl::string_view value() const override { return current_->second; }

 private:
  void Forward(absl::string_view from, bool exclusive) {
    current_ = engine_.After(family_, from, exclusive, range_.end, sequence_);
  }
  void Backward(const std::string* from, bool inclusive) {
    const absl::string_view key = from == nullptr ? absl::string_view() : absl::string_view(*from);
    current_ = engine_.Before(family_, from == nullptr ? nullptr : &key, inclusive, range_.begin,
                              sequence_);
  }

  const MemoryEngine& engine_;
  const uint64_t sequence_;
  const Family family_;
  const KeyRange range_;
  std::optional<std::pair<std::string, std::string>> current_;
};

MemorySnapshot::~MemorySnapshot() { engine_.Release(sequence_); }

absl::StatusOr<bool> MemorySnapshot::Get(Family family, absl::string_view key,
                                         std::string* value) const {
  return engine_.Read(family, key, sequence_, value);
}

absl::StatusOr<std::vector<std::optional<std::string>>> MemorySnapshot::MultiGet(
    Family family, absl::Span<const std::string> keys) const {
  std::vector<std::optional<std::string>> values(keys.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    std::string value;
    if (engine_.Read(family, keys[i], sequence_, &value)) {
      values[i] = std::move(value);
    }
  }
  return values;
}

std::unique_ptr<KeyIterator> MemorySnapshot::NewIterator(Family family, KeyRange range) const {
  return std::make_unique<MemoryIterator>(engine_, sequence_, family, std::move(range));
}

}  // namespace

std::unique_ptr<Engine> NewMemoryEngine() { return std::make_unique<MemoryEngine>(); }

}  // namespace standpoint
