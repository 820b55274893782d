// Attempts that are used up, dead letters, redriving.

#include "gmock/gmock.h"
#include "queue/conformance/work_queue_conformance.h"

namespace standpoint {
namespace {

using testing::IsEmpty;

TEST_P(WorkQueueConformance, AfterItsLastAttemptAnItemIsADeadLetter) {
  settings_.max_attempts = 3;
  Open();
  Append("a", "12345");
  const absl::Time enqueued = LeaseOne().enqueue_time;
  Open();  // the first attempt ended with the process
  for (int attempt = 2; attempt <= 3; ++attempt) {
    const LeasedWork work = LeaseOne();
    EXPECT_EQ(work.attempt, attempt);
    EXPECT_TRUE(Fail(work, "reason " + std::to_string(attempt)).ok());
    AdvanceOverBackOff();
  }
  EXPECT_THAT(Lease(), IsEmpty());
  const std::vector<DeadLetter> letters = DeadLetters();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].key, "a");
  EXPECT_EQ(letters[0].reason, "reason 3");
  EXPECT_EQ(letters[0].attempts, 3);
  EXPECT_EQ(letters[0].size_bytes, 5);
  EXPECT_EQ(letters[0].enqueue_time, enqueued);
  EXPECT_GE(letters[0].dead_time, enqueued);
  const QueueStats stats = queue_->Stats();
  EXPECT_EQ(stats.dead_letters, 1);
  EXPECT_EQ(stats.dead_lettered_total, 1);
  EXPECT_EQ(stats.waiting + stats.leased, 0);
  EXPECT_EQ(stats.size_bytes, 0);
}

TEST_P(WorkQueueConformance, AnItemThatCannotSucceedIsGivenUpAtOnce) {
  Open();
  Append("a");
  EXPECT_TRUE(Fail(LeaseOne(), "hopeless", /*retriable=*/false).ok());
  AdvanceOverBackOff();
  EXPECT_THAT(Lease(), IsEmpty());
  ASSERT_EQ(DeadLetters().size(), 1u);
  EXPECT_EQ(DeadLetters()[0].attempts, 1);
}

TEST_P(WorkQueueConformance, DroppedDeadLettersAreGoneForGood) {
  Open();
  for (const char* key : {"a/1", "b/1", "a/2"}) {
    Append(key);
    EXPECT_TRUE(Fail(LeaseOne(), "hopeless", /*retriable=*/false).ok());
  }
  Append("a/3");
  EXPECT_EQ(*queue_->DropDeadLetters("a/", /*reclaim=*/true), 2);
  EXPECT_EQ(*queue_->DropDeadLetters("a/", /*reclaim=*/false), 0);
  ASSERT_EQ(DeadLetters().size(), 1u);
  EXPECT_EQ(DeadLetters()[0].key, "b/1");
  EXPECT_EQ(queue_->Stats().dead_letters, 1);
  EXPECT_EQ(LeaseOne().item.key, "a/3") << "live items stay";
  Open();
  EXPECT_EQ(DeadLetters().size(), 1u);
}

TEST_P(WorkQueueConformance, LeasesThatExpireUseUpTheAttempts) {
  if (!capabilities().exact_time) {
    GTEST_SKIP();
  }
  settings_.max_attempts = 2;
  Open();
  Append("a");
  for (int attempt = 1; attempt <= 2; ++attempt) {
    EXPECT_EQ(LeaseOne(absl::Seconds(1)).attempt, attempt);
    clock_.Advance(absl::Seconds(2));
  }
  EXPECT_THAT(Lease(), IsEmpty());
  ASSERT_EQ(DeadLetters().size(), 1u);
  EXPECT_FALSE(DeadLetters()[0].reason.empty());
}

TEST_P(WorkQueueConformance, AnItemThatEndsTheProcessEachTimeIsGivenUp) {
  settings_.max_attempts = 3;
  Open();
  Append("crasher");
  for (int attempt = 1; attempt <= 3; ++attempt) {
    EXPECT_EQ(LeaseOne().attempt, attempt);
    Open();
  }
  EXPECT_THAT(Lease(), IsEmpty());
  ASSERT_EQ(DeadLetters().size(), 1u);
  EXPECT_EQ(DeadLetters()[0].attempts, 3);
}

TEST_P(WorkQueueConformance, DeadLettersSurviveReopening) {
  Open();
  Append("a", "payload of a");
  EXPECT_TRUE(Fail(LeaseOne(), "reason", false).ok());
  Open();
  ASSERT_EQ(DeadLetters().size(), 1u);
  EXPECT_EQ(DeadLetters()[0].reason, "reason");
  EXPECT_EQ(queue_->Stats().dead_letters, 1);
  EXPECT_EQ(queue_->Stats().dead_lettered_total, 0);
  EXPECT_TRUE(queue_->Redrive(DeadLetters()[0].id).ok());
  EXPECT_EQ(LeaseOne().item.payload, "payload of a");
}

TEST_P(WorkQueueConformance, ARedrivenItemStartsAnew) {
  Open();
  Append("a", "payload of a");
  EXPECT_TRUE(Fail(LeaseOne(), "reason", false).ok());
  const uint64_t id = DeadLetters().at(0).id;
  EXPECT_TRUE(queue_->Redrive(id).ok());
  EXPECT_THAT(DeadLetters(), IsEmpty());
  EXPECT_TRUE(absl::IsNotFound(queue_->Redrive(id)));
  EXPECT_EQ(queue_->Stats().size_bytes, 12);
  Open();
  LeasedWork work = LeaseOne();
  EXPECT_EQ(work.attempt, 1);
  EXPECT_EQ(work.item.payload, "payload of a");
  EXPECT_TRUE(Fail(work, "again", false).ok());
  ASSERT_EQ(DeadLetters().size(), 1u);
  EXPECT_GT(DeadLetters()[0].id, id);
}

TEST_P(WorkQueueConformance, RedrivingWhatIsNotThereIsNotFound) {
  Open();
  EXPECT_TRUE(absl::IsNotFound(queue_->Redrive(1)));
  EXPECT_TRUE(absl::IsNotFound(queue_->Redrive(0)));
  EXPECT_TRUE(absl::IsNotFound(queue_->Redrive(UINT64_MAX)));
}

TEST_P(WorkQueueConformance, AFullQueueRefusesRedriving) {
  if (!capabilities().bounded) {
    GTEST_SKIP();
  }
  settings_.max_count = 1;
  Open();
  Append("a");
  EXPECT_TRUE(Fail(LeaseOne(), "reason", false).ok());
  Append("b");
  const uint64_t id = DeadLetters().at(0).id;
  EXPECT_TRUE(absl::IsResourceExhausted(queue_->Redrive(id)));
  EXPECT_TRUE(Complete(LeaseOne()).ok());
  EXPECT_TRUE(queue_->Redrive(id).ok());
}

TEST_P(WorkQueueConformance, DeadLettersAreListedInPages) {
  Open();
  for (int i = 0; i < 10; ++i) {
    Append("key" + std::to_string(i));
    EXPECT_TRUE(Fail(LeaseOne(), "reason", false).ok());
  }
  uint64_t after = 0;
  std::vector<std::string> keys;
  for (;;) {
    const auto page = queue_->ListDeadLetters(after, 3);
    ASSERT_TRUE(page.ok()) << page.status();
    if (page->empty()) {
      break;
    }
    EXPECT_LE(page->size(), 3u);
    for (const DeadLetter& letter : *page) {
      EXPECT_GT(letter.id, after);
      after = letter.id;
      keys.push_back(letter.key);
    }
  }
  EXPECT_EQ(keys.size(), 10u);
  EXPECT_EQ(keys.front(), "key0");
  EXPECT_EQ(keys.back(), "key9");
  EXPECT_THAT(*queue_->ListDeadLetters(UINT64_MAX, 3), IsEmpty());
  EXPECT_TRUE(absl::IsInvalidArgument(queue_->ListDeadLetters(0, 0).status()));
}

TEST_P(WorkQueueConformance, LongReasonsAreCutBetweenCharacters) {
  Open();
  Append("a");
  std::string reason(1023, 'x');
  reason += "\xc3\xa4 and more";
  EXPECT_TRUE(Fail(LeaseOne(), reason, false).ok());
  EXPECT_EQ(DeadLetters().at(0).reason, std::string(1023, 'x'));
}

}  // namespace
}  // namespace standpoint
