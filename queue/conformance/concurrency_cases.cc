// Many appenders and many workers at once.

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "queue/conformance/work_queue_conformance.h"

namespace standpoint {
namespace {

constexpr int kAppenders = 8;
constexpr int kWorkers = 4;

// How often each key was delivered.
class Deliveries {
 public:
  void Add(const std::string& key) {
    absl::MutexLock lock(&mu_);
    ++counts_[key];
  }
  std::map<std::string, int> counts() const {
    absl::MutexLock lock(&mu_);
    return counts_;
  }

 private:
  mutable absl::Mutex mu_;
  std::map<std::string, int> counts_ ABSL_GUARDED_BY(mu_);
};

void AppendMany(WorkQueue& queue, int appender, int items) {
  absl::BlockingCounter appended(items);
  for (int i = 0; i < items; ++i) {
    const std::string key = std::to_string(appender) + "/" + std::to_string(i);
    queue.Append({WorkItem{key, "payload of " + key}}, [&appended](absl::Status status) {
      EXPECT_TRUE(status.ok()) << status;
      appended.DecrementCount();
    });
  }
  appended.Wait();
}

TEST_P(WorkQueueConformance, EverythingIsDeliveredOnceWhenNobodyFails) {
  settings_.clock = Clock::Real();
  Open();
  Deliveries deliveries;
  const int all = kAppenders * capabilities().items_each;
  std::atomic<int> left = all;
  std::vector<std::thread> threads;
  for (int worker = 0; worker < kWorkers; ++worker) {
    threads.emplace_back([&] {
      while (left > 0) {
        const auto work = queue_->Lease("worker", 16, absl::Minutes(10), absl::Milliseconds(20));
        ASSERT_TRUE(work.ok()) << work.status();
        std::vector<std::string> ids;
        for (const LeasedWork& leased : *work) {
          EXPECT_EQ(leased.item.payload, "payload of " + leased.item.key);
          EXPECT_EQ(leased.attempt, 1);
          deliveries.Add(leased.item.key);
          ids.push_back(leased.lease_id);
        }
        for (const absl::Status& status : queue_->Complete(ids)) {
          EXPECT_TRUE(status.ok()) << status;
        }
        left -= static_cast<int>(ids.size());
      }
    });
  }
  for (int appender = 0; appender < kAppenders; ++appender) {
    threads.emplace_back(
        [&, appender] { AppendMany(*queue_, appender, capabilities().items_each); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(deliveries.counts().size(), static_cast<size_t>(all));
  for (const auto& [key, count] : deliveries.counts()) {
    EXPECT_EQ(count, 1) << key;
  }
  Open();
  EXPECT_EQ(queue_->Stats().waiting, 0);
}

TEST_P(WorkQueueConformance, NothingIsLostAmongWorkersThatReleaseAndFail) {
  settings_.clock = Clock::Real();
  settings_.max_attempts = 1000;
  settings_.back_off = {absl::ZeroDuration(), 1.0, absl::ZeroDuration()};
  Open();
  Deliveries completed;
  const int all = kAppenders * capabilities().items_each;
  std::atomic<int> left = all;
  std::vector<std::thread> threads;
  for (int worker = 0; worker < kWorkers; ++worker) {
    threads.emplace_back([&, worker] {
      int turn = worker;
      while (left > 0) {
        const auto work = queue_->Lease("worker", 5, absl::Minutes(10), absl::Milliseconds(20));
        ASSERT_TRUE(work.ok()) << work.status();
        for (const LeasedWork& leased : *work) {
          switch (turn++ % 4) {
            case 0:
              EXPECT_TRUE(Release(leased).ok());
              break;
            case 1:
              EXPECT_TRUE(Fail(leased).ok());
              break;
            default:
              EXPECT_TRUE(Extend(leased, absl::Minutes(20)).ok());
              EXPECT_TRUE(Complete(leased).ok());
              completed.Add(leased.item.key);
              --left;
          }
        }
      }
    });
  }
  for (int appender = 0; appender < kAppenders; ++appender) {
    threads.emplace_back(
        [&, appender] { AppendMany(*queue_, appender, capabilities().items_each); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(completed.counts().size(), static_cast<size_t>(all));
  EXPECT_EQ(queue_->Stats().waiting + queue_->Stats().leased, 0);
}

TEST_P(WorkQueueConformance, SettlingOnceAmongMany) {
  settings_.clock = Clock::Real();
  Open();
  for (int round = 0; round < 20; ++round) {
    Append("a");
    const LeasedWork work = LeaseOne();
    std::atomic<int> settled = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < kWorkers; ++i) {
      threads.emplace_back([&] { settled += Complete(work).ok() ? 1 : 0; });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    EXPECT_EQ(settled, 1);
  }
}

TEST_P(WorkQueueConformance, TheBoundHoldsAmongManyAppenders) {
  if (!capabilities().bounded) {
    GTEST_SKIP();
  }
  settings_.max_count = 50;
  Open();
  std::atomic<int> accepted = 0;
  std::vector<std::thread> threads;
  for (int appender = 0; appender < kAppenders; ++appender) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        const absl::Status status = queue_->AppendAndWait({WorkItem{"key", "payload"}});
        EXPECT_TRUE(status.ok() || absl::IsResourceExhausted(status)) << status;
        accepted += status.ok() ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(accepted, 50);
  EXPECT_EQ(queue_->Stats().waiting, 50);
  EXPECT_EQ(queue_->Stats().refused_total, kAppenders * 20 - 50);
}

}  // namespace
}  // namespace standpoint
