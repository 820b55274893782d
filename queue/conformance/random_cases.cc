// Thousands of random operations, each compared with the model.

#include <algorithm>
#include <iterator>
#include <random>

#include "queue/conformance/queue_model.h"
#include "queue/conformance/work_queue_conformance.h"

namespace standpoint {
namespace {

class RandomOperations {
 public:
  RandomOperations(uint32_t seed, const QueueSettings& settings, FakeClock& clock)
      : random_(seed), clock_(clock), model_(settings.max_attempts, settings.back_off) {
    model_.Advance(clock_.Now());
  }

  QueueModel& model() { return model_; }

  void Step(WorkQueue& queue) {
    switch (Pick(10)) {
      case 0:
      case 1:
        return Append(queue);
      case 2:
      case 3:
        return Lease(queue);
      case 4:
        clock_.Advance(absl::Milliseconds(Pick(4000)));
        return model_.Advance(clock_.Now());
      case 5:
        return Redrive(queue);
      default:
        return Settle(queue);
    }
  }

  void CompareCounts(WorkQueue& queue) {
    const QueueStats stats = queue.Stats();
    EXPECT_EQ(stats.leased, model_.Leased());
    EXPECT_EQ(stats.waiting + stats.leased, static_cast<int64_t>(model_.live().size()));
    EXPECT_EQ(stats.dead_letters, static_cast<int64_t>(model_.dead().size()));
    EXPECT_EQ(stats.size_bytes, model_.SizeBytes());
  }

 private:
  int Pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

  void Append(WorkQueue& queue) {
    std::vector<WorkItem> items;
    for (int i = Pick(4); i >= 0; --i) {
      items.push_back({"key" + std::to_string(++last_key_), std::string(Pick(2000), 'x')});
      model_.Append(items.back());
    }
    EXPECT_TRUE(queue.AppendAndWait(items).ok());
  }

  void Lease(WorkQueue& queue) {
    const int max_items = 1 + Pick(6);
    const int at_least = std::min(max_items, model_.MustBeLeasable());
    const absl::Duration duration = absl::Milliseconds(1 + Pick(10'000));
    const auto work = queue.Lease("worker", max_items, duration, absl::ZeroDuration());
    ASSERT_TRUE(work.ok()) << work.status();
    EXPECT_GE(static_cast<int>(work->size()), at_least);
    EXPECT_LE(static_cast<int>(work->size()), max_items);
    for (const LeasedWork& leased : *work) {
      EXPECT_TRUE(model_.Deliver(leased, clock_.Now() + duration)) << leased.item.key;
      leases_.push_back(leased);
    }
  }

  // Any lease ever given: those that have ended must be refused.
  void Settle(WorkQueue& queue) {
    if (leases_.empty()) {
      return;
    }
    const size_t chosen = Pick(static_cast<int>(leases_.size()));
    const LeasedWork lease = leases_[chosen];
    const std::string& key = lease.item.key;
    const auto item = model_.live().find(key);
    const bool held = item != model_.live().end() && item->second.lease_id == lease.lease_id;
    const int action = Pick(6);
    absl::Status status;
    if (action == 0) {
      status = queue.Release({lease.lease_id}).at(0);
    } else if (action == 1) {
      const absl::Duration duration = absl::Milliseconds(1 + Pick(10'000));
      status = queue.Extend({lease.lease_id}, duration).at(0);
      if (held) {
        model_.Extend(key, clock_.Now() + duration);
      }
    } else if (action <= 3) {
      status = queue.Fail(lease.lease_id, "reason", /*retriable=*/action == 2);
    } else {
      status = queue.Complete({lease.lease_id}).at(0);
    }
    EXPECT_EQ(status.code(), held ? absl::StatusCode::kOk : absl::StatusCode::kNotFound) << key;
    if (held && action != 1) {
      EndInModel(key, action);
    }
    if (!held && Pick(4) != 0) {
      leases_.erase(leases_.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
  }

  void EndInModel(const std::string& key, int action) {
    if (action == 0) {
      model_.Release(key);
    } else if (action <= 3) {
      model_.Fail(key, action == 2);
    } else {
      model_.Complete(key);
    }
  }

  void Redrive(WorkQueue& queue) {
    const auto letters = queue.ListDeadLetters(0, 1000);
    ASSERT_TRUE(letters.ok()) << letters.status();
    ASSERT_EQ(letters->size(), model_.dead().size());
    if (letters->empty()) {
      return;
    }
    const DeadLetter& letter = (*letters)[Pick(static_cast<int>(letters->size()))];
    ASSERT_EQ(model_.dead().count(letter.key), 1u) << letter.key;
    EXPECT_EQ(letter.attempts, model_.dead().at(letter.key).attempts);
    EXPECT_TRUE(queue.Redrive(letter.id).ok());
    model_.Redrive(letter.key);
  }

  std::mt19937 random_;
  FakeClock& clock_;
  QueueModel model_;
  std::vector<LeasedWork> leases_;
  int last_key_ = 0;
};

TEST_P(WorkQueueConformance, RandomOperationsDoWhatTheModelDoes) {
  if (!capabilities().exact_time) {
    GTEST_SKIP();
  }
  settings_.back_off = {absl::Seconds(1), 2.0, absl::Seconds(3)};
  const int steps = capabilities().random_steps;
  for (const uint32_t seed : {1u, 2u, 3u}) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    queue_.reset();
    harness_ = GetParam().make_harness();
    Open();
    RandomOperations operations(seed, settings_, clock_);
    for (int step = 0; step < steps && !HasFailure(); ++step) {
      SCOPED_TRACE(testing::Message() << "step " << step);
      operations.Step(*queue_);
      if (step % 50 == 49) {
        operations.CompareCounts(*queue_);
      }
      if (step % (steps / 5) == steps / 5 - 1) {
        Open();
        operations.model().Reopen();
        operations.CompareCounts(*queue_);
      }
    }
  }
}

}  // namespace
}  // namespace standpoint
