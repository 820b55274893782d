// Appends: all or none, bounds, durability.

#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "queue/conformance/work_queue_conformance.h"

namespace standpoint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<WorkItem> Items(int count, size_t payload_bytes) {
  std::vector<WorkItem> items;
  for (int i = 0; i < count; ++i) {
    items.push_back({"key" + std::to_string(i), std::string(payload_bytes, 'x')});
  }
  return items;
}

TEST_P(WorkQueueConformance, AnAppendOfNothingSucceeds) {
  Open();
  EXPECT_TRUE(queue_->AppendAndWait({}).ok());
  EXPECT_THAT(Lease(), IsEmpty());
}

TEST_P(WorkQueueConformance, ManyItemsAreAppendedTogether) {
  Open();
  EXPECT_TRUE(queue_->AppendAndWait(Items(3, 10)).ok());
  EXPECT_EQ(queue_->Stats().waiting, 3);
  EXPECT_EQ(queue_->Stats().size_bytes, 30);
  EXPECT_EQ(queue_->Stats().appended_total, 3);
  EXPECT_THAT(SortedKeys(Lease()), ElementsAre("key0", "key1", "key2"));
}

TEST_P(WorkQueueConformance, SameKeysAreDifferentItems) {
  Open();
  Append("a");
  Append("a");
  EXPECT_THAT(SortedKeys(Lease()), ElementsAre("a", "a"));
}

TEST_P(WorkQueueConformance, AFullQueueRefusesUntilWorkIsDone) {
  if (!capabilities().bounded) {
    GTEST_SKIP();
  }
  settings_.max_count = 3;
  Open();
  EXPECT_TRUE(queue_->AppendAndWait(Items(2, 10)).ok());
  const absl::Status refused = queue_->AppendAndWait(Items(2, 10));
  EXPECT_TRUE(absl::IsResourceExhausted(refused)) << refused;
  EXPECT_EQ(ErrorReason(refused), "OVERLOADED");
  EXPECT_GT(RetryDelay(refused, absl::ZeroDuration()), absl::ZeroDuration());
  EXPECT_EQ(queue_->Stats().waiting, 2);
  EXPECT_EQ(queue_->Stats().refused_total, 2);
  EXPECT_TRUE(queue_->AppendAndWait(Items(1, 10)).ok());

  const std::vector<LeasedWork> work = Lease();
  ASSERT_EQ(work.size(), 3u);
  EXPECT_TRUE(absl::IsResourceExhausted(queue_->AppendAndWait(Items(1, 10))));
  EXPECT_TRUE(Complete(work[0]).ok());
  EXPECT_TRUE(queue_->AppendAndWait(Items(1, 10)).ok());
}

TEST_P(WorkQueueConformance, BytesAreBoundedToo) {
  if (!capabilities().bounded) {
    GTEST_SKIP();
  }
  settings_.max_bytes = 1000;
  Open();
  EXPECT_TRUE(queue_->AppendAndWait(Items(1, 600)).ok());
  EXPECT_TRUE(absl::IsResourceExhausted(queue_->AppendAndWait(Items(1, 401))));
  EXPECT_TRUE(queue_->AppendAndWait(Items(1, 400)).ok());
  EXPECT_EQ(queue_->Stats().size_bytes, 1000);
}

TEST_P(WorkQueueConformance, WhatNeverFitsIsInvalid) {
  if (!capabilities().bounded) {
    GTEST_SKIP();
  }
  settings_.max_bytes = 1000;
  settings_.max_count = 10;
  Open();
  EXPECT_TRUE(absl::IsInvalidArgument(queue_->AppendAndWait(Items(1, 1001))));
  EXPECT_TRUE(absl::IsInvalidArgument(queue_->AppendAndWait(Items(11, 1))));
  EXPECT_EQ(queue_->Stats().waiting, 0);
}

TEST_P(WorkQueueConformance, ReopeningKeepsEverything) {
  Open();
  Append("waiting", "1");
  Append("completed", "22");
  Append("leased", "333");
  for (const LeasedWork& work : Lease()) {
    if (work.item.key == "completed") {
      EXPECT_TRUE(Complete(work).ok());
    } else if (work.item.key == "waiting") {
      EXPECT_TRUE(Release(work).ok());
    }
  }
  Open();
  EXPECT_EQ(queue_->Stats().waiting, 2);
  EXPECT_EQ(queue_->Stats().leased, 0);
  EXPECT_EQ(queue_->Stats().size_bytes, 4);
  const std::vector<LeasedWork> work = Lease();
  EXPECT_THAT(SortedKeys(work), ElementsAre("leased", "waiting"));
  for (const LeasedWork& leased : work) {
    EXPECT_EQ(leased.attempt, leased.item.key == "leased" ? 2 : 1);
    EXPECT_EQ(leased.item.payload, leased.item.key == "leased" ? "333" : "1");
  }
}

TEST_P(WorkQueueConformance, LeasesOfAnEarlierOpeningAreEnded) {
  Open();
  Append("a");
  const LeasedWork before = LeaseOne();
  EXPECT_TRUE(Release(before).ok());
  const LeasedWork again = LeaseOne();
  Open();
  const LeasedWork after = LeaseOne();
  EXPECT_NE(after.lease_id, before.lease_id);
  EXPECT_NE(after.lease_id, again.lease_id);
  EXPECT_TRUE(absl::IsNotFound(Complete(before)));
  EXPECT_TRUE(absl::IsNotFound(Complete(again)));
  EXPECT_TRUE(Complete(after).ok());
}

TEST_P(WorkQueueConformance, AcknowledgedAppendsSurviveAPowerCut) {
  if (!capabilities().power_cut) {
    GTEST_SKIP();
  }
  Open();
  std::vector<std::string> expected;
  for (int round = 0; round < 5; ++round) {
    for (int i = 0; i < 20; ++i) {
      expected.push_back(std::to_string(1000 + round * 20 + i));
      Append(expected.back());
    }
    CutPowerAndOpen();
    EXPECT_EQ(queue_->Stats().waiting, static_cast<int64_t>(expected.size()));
  }
  EXPECT_EQ(SortedKeys(Lease(1000)), expected);
}

TEST_P(WorkQueueConformance, AfterAPowerCutItemsComeBackWholeOrNotAtAll) {
  if (!capabilities().power_cut) {
    GTEST_SKIP();
  }
  Open();
  Append("completed", "1");
  Append("failed", "22");
  Append("dead", "333");
  for (const LeasedWork& work : Lease()) {
    if (work.item.key == "completed") {
      EXPECT_TRUE(Complete(work).ok());
    } else {
      EXPECT_TRUE(Fail(work, "reason", work.item.key == "failed").ok());
    }
  }
  CutPowerAndOpen();
  AdvanceOverBackOff();
  // Up to one redelivery is allowed; a loss is not.
  int found = 0;
  for (const LeasedWork& work : Lease()) {
    EXPECT_EQ(work.item.payload.size(), work.item.key == "completed" ? 1u
                                        : work.item.key == "failed"  ? 2u
                                                                     : 3u);
    found += work.item.key == "completed" ? 0 : 1;
  }
  for (const DeadLetter& letter : DeadLetters()) {
    EXPECT_EQ(letter.key, "dead");
    ++found;
  }
  EXPECT_EQ(found, 2);
}

}  // namespace
}  // namespace standpoint
