#include "queue/kafka/partition_window.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"

namespace standpoint {
namespace {

const TopicPartition kPartition = {"documents", 1};

LogRead Record(int64_t offset) {
  LogRead record;
  record.from = kPartition;
  record.offset = offset;
  record.key = absl::StrCat("key", offset);
  record.value = "";
  return record;
}

// Reads the record; whether it is to be worked on.
bool Read(PartitionWindow& window, int64_t offset, int* attempts = nullptr) {
  auto found = window.Read(Record(offset));
  EXPECT_TRUE(found.ok()) << found.status();
  if (!found.ok() || !*found) {
    return false;
  }
  LogWork work;
  work.offsets = (*found)->offsets;
  work.attempts = (*found)->attempts;
  if (attempts != nullptr) {
    *attempts = work.attempts;
  }
  window.Put(work);
  return true;
}

TEST(PositionMetadataTest, ComesBackAsItWas) {
  const PositionMetadata metadata = {1000, {{500, 0}, {501, 3}, {900, 1}}};
  EXPECT_EQ(DecodePositionMetadata(500, EncodePositionMetadata(500, metadata)), metadata);
  const PositionMetadata nothing = {500, {}};
  EXPECT_EQ(DecodePositionMetadata(500, EncodePositionMetadata(500, nothing)), nothing);
}

// The example of docs/formats/log.md would change with the bytes.
TEST(PositionMetadataTest, BytesNeverChange) {
  EXPECT_EQ(EncodePositionMetadata(100, {300, {{100, 1}, {102, 0}, {250, 2}}}), "AcgBAAECAJQBAg==");
}

TEST(PositionMetadataTest, WhatDoesNotFitIsForgottenFromTheEnd) {
  PositionMetadata metadata;
  metadata.horizon = 20'000;
  for (int64_t offset = 0; offset < 20'000; offset += 2) {
    metadata.unfinished[offset] = 1;
  }
  const std::string text = EncodePositionMetadata(0, metadata);
  EXPECT_LE(text.size(), 4000u);
  EXPECT_GT(text.size(), 3900u);
  const PositionMetadata decoded = DecodePositionMetadata(0, text);
  EXPECT_LT(decoded.horizon, 20'000);
  EXPECT_GT(decoded.horizon, 2'000);
  for (const auto& [offset, attempts] : metadata.unfinished) {
    EXPECT_EQ(decoded.unfinished.count(offset), offset < decoded.horizon ? 1u : 0u);
  }
}

TEST(PositionMetadataTest, AnythingElseMeansThatNothingIsKnown) {
  const PositionMetadata nothing = {7, {}};
  for (const char* text :
       {"", "?", "AAAA", "AQ==", "AcgBAAECAJQ=", "AQEB", "AQEBAQ==", "Af//////////////AQ=="}) {
    EXPECT_EQ(DecodePositionMetadata(7, text), nothing) << text;
  }
}

TEST(PartitionWindowTest, ThePositionIsBelowWhatIsNotDone) {
  PartitionWindow window({kPartition, kFromBeginning, ""});
  EXPECT_FALSE(window.Position());
  for (int64_t offset = 10; offset < 15; ++offset) {
    EXPECT_TRUE(Read(window, offset));
  }
  EXPECT_EQ(window.Position()->offset, 10);
  window.Erase(11);
  EXPECT_EQ(window.Position()->offset, 10);
  window.Erase(10);
  EXPECT_EQ(window.Position()->offset, 12);
  for (int64_t offset = 12; offset < 15; ++offset) {
    window.Find(offset)->done = true;
  }
  EXPECT_EQ(window.Position()->offset, 15);
  window.ReadTo(20);
  EXPECT_EQ(window.Position()->offset, 20);
}

TEST(PartitionWindowTest, WhatAnotherWorkerDidIsNotDoneAgain) {
  PartitionWindow first({kPartition, 0, ""});
  for (int64_t offset = 0; offset < 6; ++offset) {
    EXPECT_TRUE(Read(first, offset));
  }
  first.Find(0)->attempts = 2;
  first.Find(4)->attempts = 1;
  first.Erase(1);
  first.Erase(3);
  PartitionWindow second(*first.Position());
  int attempts = -1;
  EXPECT_TRUE(Read(second, 0, &attempts));
  EXPECT_EQ(attempts, 2);
  second.Erase(0);
  // What is known of records that were not read yet is passed on.
  PartitionWindow third(*second.Position());
  EXPECT_FALSE(Read(third, 1));
  EXPECT_TRUE(Read(third, 2, &attempts));
  EXPECT_EQ(attempts, 0);
  EXPECT_FALSE(Read(third, 3));
  EXPECT_TRUE(Read(third, 4, &attempts));
  EXPECT_EQ(attempts, 1);
  EXPECT_TRUE(Read(third, 5));
}

TEST(PartitionWindowTest, APositionIsNeverBeyondAPieceWithoutTheOthers) {
  PartitionWindow window({kPartition, 0, ""});
  LogRead piece = Record(0);
  piece.headers = {{"piece", "0/2/0123456789abcdef"}};
  EXPECT_FALSE(window.Read(piece)->has_value());
  EXPECT_TRUE(Read(window, 1));
  window.Erase(1);
  EXPECT_EQ(window.Position()->offset, 0);
  piece = Record(2);
  piece.headers = {{"piece", "1/2/0123456789abcdef"}};
  auto found = window.Read(piece);
  ASSERT_TRUE(found.ok() && *found);
  LogWork work;
  work.offsets = (*found)->offsets;
  work.attempts = 1;
  window.Put(work);
  // Both pieces must be found again.
  PartitionWindow next(*window.Position());
  LogRead first = Record(0);
  first.headers = {{"piece", "0/2/0123456789abcdef"}};
  EXPECT_FALSE(next.Read(first)->has_value());
  EXPECT_FALSE(Read(next, 1));
  EXPECT_TRUE(next.Read(piece)->has_value());
}

// Whatever is done in whatever order, by however many workers one after the other: everything is done, nothing twice.
TEST(PartitionWindowTest, RandomHandoversLoseAndRepeatNothing) {
  std::mt19937 random(7);
  constexpr int64_t kRecords = 300;
  std::set<int64_t> done;
  LogPosition position = {kPartition, 0, ""};
  while (position.offset < kRecords) {
    PartitionWindow window(position);
    int64_t next = position.offset;
    for (int step = 0; step < 60; ++step) {
      if (next < kRecords && random() % 2 == 0) {
        // Gaps, as transactions leave them.
        if (next % 7 != 3) {
          EXPECT_EQ(Read(window, next), done.count(next) == 0) << next;
        }
        ++next;
      } else if (!window.work().empty()) {
        auto at = window.work().begin();
        std::advance(at, random() % window.work().size());
        EXPECT_TRUE(done.insert(at->first).second) << at->first;
        window.Erase(at->first);
      }
    }
    if (next == kRecords) {
      window.ReadTo(kRecords);
    }
    if (const auto now = window.Position(); now) {
      EXPECT_GE(now->offset, position.offset);
      position = *now;
    }
  }
  EXPECT_EQ(done.size(), 257u);  // 43 of 300 are gaps
}

}  // namespace
}  // namespace standpoint
