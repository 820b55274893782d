#include "queue/rocksdb/record_format.h"

#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "absl/status/status.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// Numbers of every magnitude.
uint64_t RandomNumber(std::mt19937_64& random) { return random() >> (random() % 64); }

std::string RandomBytes(std::mt19937_64& random) {
  std::string bytes(random() % 200, '\0');
  for (char& c : bytes) {
    c = static_cast<char>(random());
  }
  return bytes;
}

TEST(RecordFormatTest, NumbersSortByValue) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 10'000; ++i) {
    const uint64_t a = RandomNumber(random);
    const uint64_t b = RandomNumber(random);
    EXPECT_EQ(EncodeNumber(a) < EncodeNumber(b), a < b);
    EXPECT_EQ(*DecodeNumber(EncodeNumber(a)), a);
  }
}

TEST(RecordFormatTest, RecordsComeBackAsTheyWere) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 10'000; ++i) {
    const ItemRecord item = {static_cast<int64_t>(RandomNumber(random) >> 1),
                             static_cast<uint32_t>(RandomNumber(random)),
                             static_cast<uint32_t>(RandomNumber(random)),
                             static_cast<int64_t>(RandomNumber(random) >> 1)};
    EXPECT_EQ(*DecodeItem(EncodeItem(item)), item);

    const WorkItem work = {RandomBytes(random), RandomBytes(random)};
    const auto decoded = DecodePayload(EncodePayload(work));
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(decoded->key, work.key);
    EXPECT_EQ(decoded->payload, work.payload);

    DeadLetterRecord letter;
    letter.sequence = RandomNumber(random);
    letter.key = RandomBytes(random);
    letter.reason = RandomBytes(random);
    letter.attempts = static_cast<uint32_t>(RandomNumber(random));
    letter.enqueue_micros = static_cast<int64_t>(RandomNumber(random) >> 1);
    letter.dead_micros = std::numeric_limits<int64_t>::max();
    letter.size_bytes = std::numeric_limits<uint32_t>::max();
    EXPECT_EQ(*DecodeDeadLetter(EncodeDeadLetter(letter)), letter);
  }
}

// The bytes of docs/formats/queue.md; a change here is a change of the format on disk.
TEST(RecordFormatTest, BytesAreTheDocumentedOnes) {
  EXPECT_EQ(EncodeNumber(258), std::string("\0\0\0\0\0\0\1\2", 8));
  EXPECT_EQ(EncodeItem({300, 5, 2, 0}), std::string("\1\xac\2\5\2\0", 6));
  EXPECT_EQ(EncodePayload({"key", "payload"}), "\1\3keypayload");
  EXPECT_EQ(EncodeDeadLetter({7, "key", "why", 5, 300, 301, 9}), "\1\7\5\xac\2\xad\2\11\3key\3why");
}

TEST(RecordFormatTest, EveryBeginningOfARecordIsRefused) {
  const std::string item = EncodeItem({1'700'000'000'000'000, 5000, 2, 1});
  for (size_t size = 0; size < item.size(); ++size) {
    EXPECT_FALSE(DecodeItem(item.substr(0, size)).ok());
  }
  const std::string letter = EncodeDeadLetter({7, "key", "why", 5, 300, 301, 9});
  for (size_t size = 0; size < letter.size(); ++size) {
    EXPECT_FALSE(DecodeDeadLetter(letter.substr(0, size)).ok());
  }
}

TEST(RecordFormatTest, OtherBytesAreRefused) {
  const absl::Status status = DecodeItem(EncodeItem({}) + "x").status();
  EXPECT_TRUE(absl::IsDataLoss(status));
  EXPECT_EQ(ErrorReason(status), "QUEUE_CORRUPT");
  EXPECT_FALSE(DecodeNumber("1234567").ok());
  EXPECT_FALSE(DecodeItem("\2" + EncodeItem({}).substr(1)).ok());
  EXPECT_FALSE(DecodePayload("").ok());
  EXPECT_FALSE(DecodePayload("\2").ok());
  EXPECT_FALSE(DecodePayload("\1\5key").ok());
  // A number in more bytes than it needs, and one of more than 64 bits.
  EXPECT_FALSE(DecodePayload(std::string("\1\x80\0", 3)).ok());
  EXPECT_FALSE(DecodeDeadLetter("\1" + std::string(9, '\xff') + "\2").ok());
}

}  // namespace
}  // namespace standpoint
