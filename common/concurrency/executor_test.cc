#include "common/concurrency/executor.h"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(ExecutorTest, RunsEverythingItTook) {
  std::atomic<int> ran = 0;
  Executor executor("test", 2, 1000);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(executor.TrySchedule([&ran] { ++ran; }));
  }
  executor.Drain();
  EXPECT_EQ(ran, 1000);
  EXPECT_EQ(executor.stats().queued, 0);
  EXPECT_EQ(executor.stats().running, 0);
  EXPECT_EQ(executor.stats().refused_total, 0);
}

TEST(ExecutorTest, RefusesWhatDoesNotFitAndLeavesIt) {
  Executor executor("test", 1, 2);
  absl::Notification started;
  absl::Notification go;
  ASSERT_TRUE(executor.TrySchedule([&] {
    started.Notify();
    go.WaitForNotification();
  }));
  started.WaitForNotification();
  ASSERT_TRUE(executor.TrySchedule([] {}));
  ASSERT_TRUE(executor.TrySchedule([] {}));
  bool ran_by_us = false;
  Executor::Task refused = [&ran_by_us] { ran_by_us = true; };
  EXPECT_FALSE(executor.TrySchedule(std::move(refused)));
  ASSERT_TRUE(static_cast<bool>(refused)) << "a refused task must stay with its owner";
  refused();
  EXPECT_TRUE(ran_by_us);
  EXPECT_EQ(executor.stats().queued, 2);
  EXPECT_EQ(executor.stats().running, 1);
  EXPECT_EQ(executor.stats().refused_total, 1);
  go.Notify();
  executor.Drain();
  EXPECT_TRUE(executor.TrySchedule([] {}));
}

TEST(ExecutorTest, QueueOfNoneStillUsesFreeThreads) {
  Executor executor("test", 1, 0);
  absl::Notification started;
  absl::Notification go;
  ASSERT_TRUE(executor.TrySchedule([&] {
    started.Notify();
    go.WaitForNotification();
  }));
  started.WaitForNotification();
  EXPECT_FALSE(executor.TrySchedule([] {}));
  go.Notify();
}

TEST(ExecutorTest, UsesAllItsThreadsAtOnce) {
  Executor executor("test", 3, 0);
  std::atomic<int> here = 0;
  absl::Notification all_here;
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(executor.TrySchedule([&] {
      if (++here == 3) {
        all_here.Notify();
      }
      all_here.WaitForNotification();  // ends only when all three run at the same time
    }));
  }
  executor.Drain();
}

TEST(ExecutorTest, ShutdownRunsTheRestAndRefusesLaterTasks) {
  std::atomic<int> ran = 0;
  Executor executor("test", 1, 10);
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(executor.TrySchedule([&ran] { ++ran; }));
  }
  executor.Shutdown();
  EXPECT_EQ(ran, 10);
  EXPECT_FALSE(executor.TrySchedule([&ran] { ++ran; }));
  executor.Shutdown();
  EXPECT_EQ(ran, 10);
}

TEST(ExecutorTest, ReleasesATaskBeforeItIsIdle) {
  Executor executor("test", 1, 1);
  auto held = std::make_shared<int>(7);
  ASSERT_TRUE(executor.TrySchedule([held] {}));
  executor.Drain();
  EXPECT_EQ(held.use_count(), 1);
}

TEST(ExecutorTest, ManySchedulersLoseNothing) {
  std::atomic<int> ran = 0;
  std::atomic<int> refused = 0;
  Executor executor("test", 2, 8);
  std::vector<std::thread> callers;
  for (int t = 0; t < 4; ++t) {
    callers.emplace_back([&] {
      for (int i = 0; i < 2000; ++i) {
        if (!executor.TrySchedule([&ran] { ++ran; })) {
          ++refused;
        }
      }
    });
  }
  for (std::thread& caller : callers) {
    caller.join();
  }
  executor.Drain();
  EXPECT_EQ(ran + refused, 8000);
  EXPECT_EQ(executor.stats().refused_total, refused);
}

}  // namespace
}  // namespace standpoint
