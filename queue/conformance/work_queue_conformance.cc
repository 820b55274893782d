#include "queue/conformance/work_queue_conformance.h"

#include <algorithm>
#include <utility>

namespace standpoint {

// Engines are instantiated in their own tests.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(WorkQueueConformance);

WorkQueueConformance::WorkQueueConformance() : harness_(GetParam().make_harness()) {
  settings_.clock = &clock_;
}

WorkQueueConformance::~WorkQueueConformance() = default;

void WorkQueueConformance::Open() {
  queue_.reset();
  auto queue = harness_->Open(settings_);
  ASSERT_TRUE(queue.ok()) << queue.status();
  queue_ = *std::move(queue);
}

void WorkQueueConformance::CutPowerAndOpen() {
  harness_->CutPower(std::move(queue_));
  Open();
}

void WorkQueueConformance::Append(absl::string_view key, absl::string_view payload) {
  const absl::Status status =
      queue_->AppendAndWait({WorkItem{std::string(key), std::string(payload)}});
  ASSERT_TRUE(status.ok()) << status;
}

std::vector<LeasedWork> WorkQueueConformance::Lease(int max_items, absl::Duration duration) {
  auto work = queue_->Lease("worker", max_items, duration, absl::ZeroDuration());
  EXPECT_TRUE(work.ok()) << work.status();
  return work.ok() ? *std::move(work) : std::vector<LeasedWork>();
}

LeasedWork WorkQueueConformance::LeaseOne(absl::Duration duration) {
  std::vector<LeasedWork> work = Lease(1, duration);
  EXPECT_EQ(work.size(), 1u);
  return work.empty() ? LeasedWork() : std::move(work.front());
}

absl::Status WorkQueueConformance::Complete(const LeasedWork& work) {
  return queue_->Complete({work.lease_id}).at(0);
}

absl::Status WorkQueueConformance::Release(const LeasedWork& work) {
  return queue_->Release({work.lease_id}).at(0);
}

absl::Status WorkQueueConformance::Extend(const LeasedWork& work, absl::Duration duration) {
  return queue_->Extend({work.lease_id}, duration).at(0);
}

absl::Status WorkQueueConformance::Fail(const LeasedWork& work, absl::string_view reason,
                                        bool retriable) {
  return queue_->Fail(work.lease_id, reason, retriable);
}

std::vector<DeadLetter> WorkQueueConformance::DeadLetters() {
  auto letters = queue_->ListDeadLetters(0, 1'000'000);
  EXPECT_TRUE(letters.ok()) << letters.status();
  return letters.ok() ? *std::move(letters) : std::vector<DeadLetter>();
}

void WorkQueueConformance::AdvanceOverBackOff() {
  clock_.Advance(settings_.back_off.cap + absl::Seconds(1));
}

std::vector<std::string> SortedKeys(const std::vector<LeasedWork>& work) {
  std::vector<std::string> keys;
  for (const LeasedWork& leased : work) {
    keys.push_back(leased.item.key);
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace standpoint
