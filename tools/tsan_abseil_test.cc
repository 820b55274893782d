// Under --config=tsan: what the locks of Abseil guard is no race to TSan (tools/tsan_abseil.cc), and the ways to wait still
// work. Without TSan this is a plain test of absl::Mutex.

#include <thread>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(TsanAbseilTest, LocksOrderAccesses) {
  absl::Mutex mu;
  int count = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int k = 0; k < 1000; ++k) {
        absl::MutexLock lock(&mu);
        ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count, 4000);
}

// The condition runs on the other thread while it unlocks.
TEST(TsanAbseilTest, ConditionsOrderAccesses) {
  absl::Mutex mu;
  int turn = 0;
  std::thread other([&] {
    for (int k = 0; k < 500; ++k) {
      absl::MutexLock lock(&mu);
      const auto odd = [&] { return turn % 2 == 1; };
      EXPECT_TRUE(mu.AwaitWithTimeout(absl::Condition(&odd), absl::Seconds(60)));
      ++turn;
    }
  });
  const auto even = [&] { return turn % 2 == 0; };
  for (int k = 0; k < 500; ++k) {
    mu.LockWhen(absl::Condition(&even));
    ++turn;
    mu.Unlock();
  }
  other.join();
  EXPECT_EQ(turn, 1000);
}

TEST(TsanAbseilTest, CondVarAndNotificationOrderAccesses) {
  absl::Mutex mu;
  absl::CondVar changed;
  bool ready = false;
  int plain = 0;
  absl::Notification done;
  std::thread other([&] {
    {
      absl::MutexLock lock(&mu);
      while (!ready) changed.Wait(&mu);
    }
    plain = 7;
    done.Notify();
  });
  {
    absl::MutexLock lock(&mu);
    ready = true;
    changed.Signal();
  }
  done.WaitForNotification();
  EXPECT_EQ(plain, 7);
  other.join();
}

TEST(TsanAbseilTest, BlockingCounterOrdersAccesses) {
  absl::BlockingCounter waiting(2);
  int first = 0;
  int second = 0;
  std::thread one([&] {
    first = 1;
    waiting.DecrementCount();
  });
  std::thread two([&] {
    second = 2;
    waiting.DecrementCount();
  });
  waiting.Wait();
  EXPECT_EQ(first + second, 3);
  one.join();
  two.join();
}

TEST(TsanAbseilTest, DeadlinesPass) {
  absl::Mutex mu;
  const bool never = false;
  EXPECT_FALSE(mu.LockWhenWithDeadline(absl::Condition(&never), absl::InfinitePast()));
  EXPECT_FALSE(mu.AwaitWithTimeout(absl::Condition(&never), absl::ZeroDuration()));
  mu.Unlock();
  EXPECT_TRUE(mu.TryLock());
  mu.Unlock();
}

}  // namespace
}  // namespace standpoint
