// Leases: handing out, the four ways to settle, expiry.

#include <thread>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "queue/conformance/work_queue_conformance.h"

namespace standpoint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(WorkQueueConformance, AnEmptyQueueGivesAnEmptyAnswer) {
  Open();
  EXPECT_THAT(Lease(), IsEmpty());
  EXPECT_EQ(queue_->Stats().oldest_enqueue_time, absl::InfiniteFuture());
}

TEST_P(WorkQueueConformance, WhatWasAppendedIsLeasedAsItWas) {
  Open();
  const std::string payload = std::string("a\0b\xff", 4) + std::string(100'000, 'x');
  Append("key", payload);
  const LeasedWork work = LeaseOne(absl::Seconds(30));
  EXPECT_EQ(work.item.key, "key");
  EXPECT_EQ(work.item.payload, payload);
  EXPECT_EQ(work.attempt, 1);
  if (capabilities().exact_time) {
    EXPECT_EQ(work.enqueue_time, clock_.Now());
    EXPECT_EQ(work.expire_time, clock_.Now() + absl::Seconds(30));
  }
}

TEST_P(WorkQueueConformance, EmptyKeysAndPayloadsAreItemsToo) {
  Open();
  Append("", "");
  const LeasedWork work = LeaseOne();
  EXPECT_EQ(work.item.key, "");
  EXPECT_EQ(work.item.payload, "");
  EXPECT_TRUE(Complete(work).ok());
}

TEST_P(WorkQueueConformance, ALeasedItemIsNotLeasedAgain) {
  Open();
  Append("a");
  Append("b");
  const LeasedWork first = LeaseOne();
  const LeasedWork second = LeaseOne();
  EXPECT_NE(first.item.key, second.item.key);
  EXPECT_NE(first.lease_id, second.lease_id);
  EXPECT_THAT(Lease(), IsEmpty());
}

TEST_P(WorkQueueConformance, ALeaseGivesAtMostWhatWasAskedFor) {
  Open();
  for (int i = 0; i < 10; ++i) {
    Append("key");
  }
  EXPECT_EQ(Lease(4).size(), 4u);
  EXPECT_EQ(Lease(100).size(), 6u);
}

TEST_P(WorkQueueConformance, ACompletedItemIsGone) {
  Open();
  Append("a");
  const LeasedWork work = LeaseOne();
  EXPECT_TRUE(Complete(work).ok());
  clock_.Advance(absl::Hours(1));
  EXPECT_THAT(Lease(), IsEmpty());
  EXPECT_EQ(queue_->Stats().leased, 0);
  EXPECT_EQ(queue_->Stats().size_bytes, 0);
  EXPECT_EQ(queue_->Stats().completed_total, 1);
}

TEST_P(WorkQueueConformance, AnEndedLeaseIsNotFound) {
  Open();
  Append("a");
  const LeasedWork work = LeaseOne();
  EXPECT_TRUE(Complete(work).ok());
  EXPECT_TRUE(absl::IsNotFound(Complete(work)));
  EXPECT_TRUE(absl::IsNotFound(Release(work)));
  EXPECT_TRUE(absl::IsNotFound(Extend(work, absl::Minutes(1))));
  EXPECT_TRUE(absl::IsNotFound(Fail(work)));
}

TEST_P(WorkQueueConformance, LeaseIdsNobodyGaveAreNotFound) {
  Open();
  Append("a");
  const LeasedWork work = LeaseOne();
  for (const std::string& id : {std::string(), std::string("?"), work.lease_id + "0",
                                std::string("1-1-1-1"), std::string(10'000, '9')}) {
    EXPECT_TRUE(absl::IsNotFound(queue_->Complete({id}).at(0))) << id;
  }
  EXPECT_TRUE(Complete(work).ok());
}

TEST_P(WorkQueueConformance, StatusesAnswerLeaseByLease) {
  Open();
  Append("a");
  Append("b");
  const std::vector<LeasedWork> work = Lease();
  ASSERT_EQ(work.size(), 2u);
  const auto statuses =
      queue_->Complete({work[0].lease_id, "nothing", work[1].lease_id, work[0].lease_id});
  ASSERT_EQ(statuses.size(), 4u);
  EXPECT_TRUE(statuses[0].ok());
  EXPECT_TRUE(absl::IsNotFound(statuses[1]));
  EXPECT_TRUE(statuses[2].ok());
  EXPECT_TRUE(absl::IsNotFound(statuses[3]));
  EXPECT_THAT(queue_->Complete({}), IsEmpty());
}

TEST_P(WorkQueueConformance, AReleasedItemComesBackUncounted) {
  Open();
  Append("a");
  for (int i = 0; i < 10; ++i) {
    const LeasedWork work = LeaseOne();
    EXPECT_EQ(work.attempt, 1);
    EXPECT_TRUE(Release(work).ok());
    EXPECT_TRUE(absl::IsNotFound(Complete(work)));
  }
  EXPECT_THAT(DeadLetters(), IsEmpty());
}

TEST_P(WorkQueueConformance, AnExpiredLeaseCountsAsAnAttempt) {
  if (!capabilities().exact_time) {
    GTEST_SKIP();
  }
  Open();
  Append("a");
  const LeasedWork first = LeaseOne(absl::Seconds(10));
  clock_.Advance(absl::Seconds(9));
  EXPECT_THAT(Lease(), IsEmpty());
  clock_.Advance(absl::Seconds(1));
  const LeasedWork second = LeaseOne();
  EXPECT_EQ(second.attempt, 2);
  EXPECT_EQ(second.item.key, "a");
  EXPECT_NE(second.lease_id, first.lease_id);
  EXPECT_TRUE(absl::IsNotFound(Complete(first)));
  EXPECT_TRUE(absl::IsNotFound(Extend(first, absl::Minutes(1))));
  EXPECT_EQ(queue_->Stats().redelivered_total, 1);
  EXPECT_TRUE(Complete(second).ok());
}

TEST_P(WorkQueueConformance, AnExtendedLeaseLastsFromNow) {
  if (!capabilities().exact_time) {
    GTEST_SKIP();
  }
  Open();
  Append("a");
  const LeasedWork work = LeaseOne(absl::Seconds(10));
  clock_.Advance(absl::Seconds(9));
  EXPECT_TRUE(Extend(work, absl::Seconds(10)).ok());
  clock_.Advance(absl::Seconds(9));
  EXPECT_THAT(Lease(), IsEmpty());
  EXPECT_TRUE(Extend(work, absl::Seconds(1)).ok());  // shorter is allowed, too
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(LeaseOne().attempt, 2);
}

TEST_P(WorkQueueConformance, AFailedItemRestsLongerEachTime) {
  if (!capabilities().exact_time) {
    GTEST_SKIP();
  }
  settings_.max_attempts = 4;
  settings_.back_off = {absl::Seconds(10), 2.0, absl::Seconds(30)};
  Open();
  Append("a");
  int attempt = 0;
  for (const auto full : {absl::Seconds(10), absl::Seconds(20), absl::Seconds(30)}) {
    const LeasedWork work = LeaseOne();
    EXPECT_EQ(work.attempt, ++attempt);
    EXPECT_TRUE(Fail(work).ok());
    EXPECT_EQ(queue_->Stats().waiting, 1);
    clock_.Advance(full * 0.79);
    EXPECT_THAT(Lease(), IsEmpty());
    clock_.Advance(full * 0.21);
  }
  EXPECT_EQ(LeaseOne().attempt, 4);
}

TEST_P(WorkQueueConformance, ARestingItemIsNotInTheWay) {
  Open();
  Append("bad");
  EXPECT_TRUE(Fail(LeaseOne()).ok());
  Append("good");
  EXPECT_THAT(SortedKeys(Lease()), ElementsAre("good"));
}

TEST_P(WorkQueueConformance, ArgumentsOutOfRangeAreInvalid) {
  Open();
  Append("a");
  const auto lease = [this](int max_items, absl::Duration duration) {
    return queue_->Lease("worker", max_items, duration, absl::ZeroDuration()).status();
  };
  EXPECT_TRUE(absl::IsInvalidArgument(lease(0, absl::Minutes(1))));
  EXPECT_TRUE(absl::IsInvalidArgument(lease(-1, absl::Minutes(1))));
  EXPECT_TRUE(absl::IsInvalidArgument(lease(1, absl::ZeroDuration())));
  const LeasedWork work = LeaseOne();
  EXPECT_TRUE(absl::IsInvalidArgument(Extend(work, absl::Seconds(-1))));
  EXPECT_TRUE(Complete(work).ok());
}

TEST_P(WorkQueueConformance, AWaitingLeaseGetsWhatIsAppended) {
  settings_.clock = Clock::Real();
  Open();
  std::vector<LeasedWork> leased;
  std::thread worker([&] {
    auto work = queue_->Lease("worker", 10, absl::Minutes(1), absl::Minutes(5));
    ASSERT_TRUE(work.ok()) << work.status();
    leased = *std::move(work);
  });
  Append("a");
  worker.join();
  EXPECT_THAT(SortedKeys(leased), ElementsAre("a"));
}

TEST_P(WorkQueueConformance, AWaitingLeaseGetsWhatExpiresMeanwhile) {
  if (!capabilities().exact_time) {
    GTEST_SKIP();
  }
  Open();
  Append("a");
  LeaseOne(absl::Seconds(10));
  std::vector<LeasedWork> leased;
  std::thread worker([&] {
    auto work = queue_->Lease("worker", 10, absl::Hours(1), absl::Minutes(5));
    ASSERT_TRUE(work.ok()) << work.status();
    leased = *std::move(work);
  });
  clock_.Advance(absl::Seconds(10));
  worker.join();
  ASSERT_EQ(leased.size(), 1u);
  EXPECT_EQ(leased[0].attempt, 2);
}

TEST_P(WorkQueueConformance, AWaitingLeaseEndsEmptyWhenItsTimeIsOver) {
  if (!capabilities().exact_time) {
    GTEST_SKIP();
  }
  Open();
  absl::Notification done;
  std::thread worker([&] {
    const auto work = queue_->Lease("worker", 10, absl::Minutes(1), absl::Seconds(5));
    ASSERT_TRUE(work.ok()) << work.status();
    EXPECT_THAT(*work, IsEmpty());
    done.Notify();
  });
  while (!done.HasBeenNotified()) {  // the wait may begin at any time
    clock_.Advance(absl::Seconds(1));
    std::this_thread::yield();
  }
  worker.join();
}

TEST_P(WorkQueueConformance, ShutdownWakesWaitersAndRefusesAppends) {
  settings_.clock = Clock::Real();
  Open();
  Append("a");
  const LeasedWork held = LeaseOne();
  std::vector<std::thread> workers;
  for (int i = 0; i < 4; ++i) {
    workers.emplace_back([&] {
      const auto work = queue_->Lease("worker", 10, absl::Minutes(1), absl::Hours(1));
      EXPECT_TRUE(absl::IsUnavailable(work.status())) << work.status();
    });
  }
  queue_->Shutdown();
  for (std::thread& worker : workers) {
    worker.join();
  }
  EXPECT_TRUE(absl::IsUnavailable(queue_->AppendAndWait({WorkItem{"b", "payload"}})));
  EXPECT_TRUE(Complete(held).ok());
  queue_->Shutdown();
  Open();
  EXPECT_THAT(Lease(), IsEmpty());
}

}  // namespace
}  // namespace standpoint
