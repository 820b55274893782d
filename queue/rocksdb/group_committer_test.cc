#include "queue/rocksdb/group_committer.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

PendingAppend Pending(WorkQueue::AppendDone done) {
  PendingAppend append;
  append.items.push_back({"key", "payload"});
  append.size_bytes = 7;
  append.done = std::move(done);
  return append;
}

TEST(GroupCommitterTest, WhatComesDuringACommitSharesTheNext) {
  absl::Notification first_begun;
  absl::Notification go_on;
  std::vector<size_t> sizes;  // of the committing thread, until the drain
  GroupCommitter committer([&](std::vector<PendingAppend>& group) {
    sizes.push_back(group.size());
    if (!first_begun.HasBeenNotified()) {
      first_begun.Notify();
      go_on.WaitForNotification();
    }
  });
  committer.Add(Pending([](absl::Status) {}));
  first_begun.WaitForNotification();
  for (int i = 0; i < 10; ++i) {
    committer.Add(Pending([](absl::Status) {}));
  }
  go_on.Notify();
  committer.Drain();
  EXPECT_EQ(sizes, std::vector<size_t>({1, 10}));
}

TEST(GroupCommitterTest, EachIsToldItsStatusOnceInOrder) {
  GroupCommitter committer([](std::vector<PendingAppend>& group) {
    for (PendingAppend& append : group) {
      if (append.status.ok()) {
        append.status = absl::UnavailableError("disk");
      }
    }
  });
  std::vector<int> told;  // on the committing thread
  for (int i = 0; i < 100; ++i) {
    PendingAppend append = Pending([&told, i](absl::Status status) {
      EXPECT_EQ(absl::IsInvalidArgument(status), i % 2 == 0);
      EXPECT_EQ(absl::IsUnavailable(status), i % 2 == 1);
      told.push_back(i);
    });
    if (i % 2 == 0) {
      append.items.clear();
      append.status = absl::InvalidArgumentError("refused");
    }
    committer.Add(std::move(append));
  }
  committer.Drain();
  EXPECT_EQ(told.size(), 100u);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
}

TEST(GroupCommitterTest, GroupsAreBoundedByBytes) {
  absl::Notification begin;
  std::vector<int64_t> sizes;
  GroupCommitter committer([&](std::vector<PendingAppend>& group) {
    begin.WaitForNotification();
    int64_t bytes = 0;
    for (const PendingAppend& append : group) {
      bytes += append.size_bytes;
    }
    sizes.push_back(bytes);
  });
  for (int i = 0; i < 20; ++i) {
    PendingAppend append = Pending([](absl::Status) {});
    append.size_bytes = 10 << 20;
    committer.Add(std::move(append));
  }
  begin.Notify();
  committer.Drain();
  for (const int64_t bytes : sizes) {
    EXPECT_LE(bytes, 26 << 20);  // the last append may go over the bound
  }
  EXPECT_GE(sizes.size(), 10u);
}

TEST(GroupCommitterTest, TheDestructorFinishesWhatIsPending) {
  int told = 0;
  {
    GroupCommitter committer([](std::vector<PendingAppend>&) {});
    for (int i = 0; i < 100; ++i) {
      committer.Add(Pending([&told](absl::Status) { ++told; }));
    }
  }
  EXPECT_EQ(told, 100);
}

TEST(GroupCommitterTest, ManyThreadsAreAllAnswered) {
  GroupCommitter committer([](std::vector<PendingAppend>&) {});
  constexpr int kThreads = 8;
  constexpr int kEach = 500;
  absl::BlockingCounter answered(kThreads * kEach);
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < kEach; ++j) {
        committer.Add(Pending([&answered](absl::Status) { answered.DecrementCount(); }));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  answered.Wait();
}

}  // namespace
}  // namespace standpoint
