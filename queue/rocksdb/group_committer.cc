#include "queue/rocksdb/group_committer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/time/clock.h"

namespace standpoint {
namespace {

// Bounds what one write holds in memory twice, and how long its first caller waits.
constexpr int64_t kMaxGroupBytes = 16 << 20;
constexpr size_t kMaxGroupAppends = 4096;
constexpr absl::Duration kMaxPatience = absl::Milliseconds(2);

}  // namespace

GroupCommitter::GroupCommitter(Commit commit)
    : commit_(std::move(commit)), thread_([this] { Run(); }) {}

GroupCommitter::~GroupCommitter() {
  {
    absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  thread_.join();
}

void GroupCommitter::Add(PendingAppend append) {
  absl::MutexLock lock(&mu_);
  pending_.push_back(std::move(append));
  ++added_;
}

void GroupCommitter::Drain() {
  absl::MutexLock lock(&mu_);
  const uint64_t target = added_;
  const auto reached = [this, target]()
                           ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) { return done_ >= target; };
  mu_.Await(absl::Condition(&reached));
}

bool GroupCommitter::HasWork() const { return !pending_.empty() || stopping_; }

bool GroupCommitter::HasGroup() const { return pending_.size() >= expected_ || stopping_; }

std::vector<PendingAppend> GroupCommitter::NextGroup() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &GroupCommitter::HasWork));
  mu_.AwaitWithTimeout(absl::Condition(this, &GroupCommitter::HasGroup), patience_);
  size_t count = 0;
  int64_t bytes = 0;
  while (count < std::min(pending_.size(), kMaxGroupAppends) && bytes < kMaxGroupBytes) {
    bytes += pending_[count++].size_bytes;
  }
  if (count == pending_.size()) {
    return std::exchange(pending_, {});
  }
  std::vector<PendingAppend> group(std::make_move_iterator(pending_.begin()),
                                   std::make_move_iterator(pending_.begin() + count));
  pending_.erase(pending_.begin(), pending_.begin() + count);
  return group;
}

void GroupCommitter::Run() {
  for (auto group = NextGroup(); !group.empty(); group = NextGroup()) {
    const absl::Time begin = absl::Now();
    commit_(group);
    {
      absl::MutexLock lock(&mu_);
      expected_ = std::min(group.size() + pending_.size(), kMaxGroupAppends);
      patience_ = std::min((absl::Now() - begin) / 4, kMaxPatience);
    }
    for (PendingAppend& append : group) {
      std::move(append.done)(std::move(append.status));
    }
    absl::MutexLock lock(&mu_);
    done_ += group.size();
  }
}

}  // namespace standpoint
