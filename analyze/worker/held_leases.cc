#include "analyze/worker/held_leases.h"

#include <algorithm>

namespace standpoint {
namespace {

constexpr double kWeightOfNewest = 0.05;  // in the mean size of a document

}  // namespace

int HeldLeases::AwaitRoom() {
  absl::MutexLock lock(&mu_);
  mu_.Await(absl::Condition(this, &HeldLeases::HasRoom));
  if (stopped_) {
    return 0;
  }
  const int documents = limits_.documents - static_cast<int>(leases_.size());
  const double fitting = static_cast<double>(limits_.bytes - bytes_) / std::max(1.0, mean_bytes_);
  return fitting < documents ? std::max(1, static_cast<int>(fitting)) : documents;
}

bool HeldLeases::HasRoom() const {
  return stopped_ ||
         (static_cast<int>(leases_.size()) < limits_.documents && bytes_ < limits_.bytes);
}

void HeldLeases::StopWaiting() {
  absl::MutexLock lock(&mu_);
  stopped_ = true;
}

bool HeldLeases::TryHold(const std::string& lease_id, int64_t bytes) {
  absl::MutexLock lock(&mu_);
  const double size = static_cast<double>(bytes);
  mean_bytes_ = mean_bytes_ == 0 ? size : mean_bytes_ + kWeightOfNewest * (size - mean_bytes_);
  if (!leases_.empty() && bytes_ + bytes > limits_.bytes) {
    return false;
  }
  leases_[lease_id].bytes = bytes;
  bytes_ += bytes;
  return true;
}

void HeldLeases::Drop(absl::string_view lease_id) {
  absl::MutexLock lock(&mu_);
  const auto found = leases_.find(lease_id);
  if (found != leases_.end()) {
    bytes_ -= found->second.bytes;
    leases_.erase(found);
  }
}

void HeldLeases::MarkLost(absl::string_view lease_id) {
  absl::MutexLock lock(&mu_);
  const auto found = leases_.find(lease_id);
  if (found != leases_.end()) {
    found->second.lost = true;
  }
}

bool HeldLeases::IsLost(absl::string_view lease_id) const {
  absl::MutexLock lock(&mu_);
  const auto found = leases_.find(lease_id);
  return found != leases_.end() && found->second.lost;
}

std::vector<std::string> HeldLeases::Ids() const {
  absl::MutexLock lock(&mu_);
  std::vector<std::string> ids;
  ids.reserve(leases_.size());
  for (const auto& [id, lease] : leases_) {
    if (!lease.lost) {
      ids.push_back(id);
    }
  }
  return ids;
}

int HeldLeases::count() const {
  absl::MutexLock lock(&mu_);
  return static_cast<int>(leases_.size());
}

int64_t HeldLeases::bytes() const {
  absl::MutexLock lock(&mu_);
  return bytes_;
}

bool HeldLeases::AwaitEmpty(Clock& clock, absl::Time deadline) {
  absl::MutexLock lock(&mu_);
  return clock.AwaitUntil(mu_, absl::Condition(this, &HeldLeases::Empty), deadline);
}

}  // namespace standpoint
