#include "common/kafka/pieces.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/status/errors.h"

namespace standpoint {
namespace {

constexpr int kRecordBytes = 20 << 10;  // pieces of 4 KiB

std::string Noise(size_t bytes) {
  std::mt19937 random(static_cast<uint32_t>(bytes));
  std::string text(bytes, '\0');
  for (char& c : text) {
    c = static_cast<char>(random());
  }
  return text;
}

std::vector<LogWrite> Cut(const std::string& value) {
  auto pieces = CutIntoPieces({{"topic", 3}, "key", value, {{"size", "1"}}}, kRecordBytes);
  EXPECT_TRUE(pieces.ok()) << pieces.status();
  return *std::move(pieces);
}

LogRead Read(const LogWrite& written, int64_t offset) {
  LogRead record;
  record.from = written.to;
  record.offset = offset;
  record.key = written.key;
  record.value = written.value;
  record.headers = written.headers;
  return record;
}

TEST(PiecesTest, ASmallValueStaysAsItIs) {
  const std::vector<LogWrite> pieces = Cut("value");
  ASSERT_EQ(pieces.size(), 1u);
  EXPECT_EQ(pieces[0].value, "value");
  EXPECT_EQ(pieces[0].headers, (KafkaHeaders{{"size", "1"}}));
  PieceJoiner joiner;
  const auto whole = joiner.Add(Read(pieces[0], 7));
  ASSERT_TRUE(whole.ok() && whole->has_value());
  EXPECT_EQ((*whole)->record.value, "value");
  EXPECT_EQ((*whole)->last_offset, 7);
}

TEST(PiecesTest, WhatCompressesWellIsOneRecord) {
  const std::vector<LogWrite> pieces = Cut(std::string(1 << 20, 'x'));
  ASSERT_EQ(pieces.size(), 1u);
  PieceJoiner joiner;
  const auto whole = joiner.Add(Read(pieces[0], 0));
  ASSERT_TRUE(whole.ok() && whole->has_value());
  EXPECT_EQ((*whole)->record.value, std::string(1 << 20, 'x'));
  EXPECT_EQ((*whole)->record.headers, (KafkaHeaders{{"size", "1"}}));
}

TEST(PiecesTest, PiecesOfSeveralValuesMayComeMixedAndTwice) {
  const std::string first = Noise(9'000);
  const std::string second = Noise(100'000);
  const std::vector<LogWrite> a = Cut(first);
  const std::vector<LogWrite> b = Cut(second);
  ASSERT_EQ(a.size(), 3u);
  ASSERT_GT(b.size(), 3u);
  for (const LogWrite& piece : b) {
    EXPECT_LE(piece.value->size(), 4096u);
  }
  PieceJoiner joiner;
  EXPECT_FALSE(joiner.OldestIncomplete());
  int64_t offset = 10;
  std::vector<std::string> found;
  const auto add = [&](const LogWrite& piece) {
    const auto whole = joiner.Add(Read(piece, offset++));
    ASSERT_TRUE(whole.ok()) << whole.status();
    if (*whole) {
      found.push_back(*(*whole)->record.value);
      EXPECT_EQ((*whole)->record.key, "key");
      EXPECT_EQ((*whole)->last_offset, offset - 1);
      EXPECT_EQ((*whole)->record.headers, (KafkaHeaders{{"size", "1"}}));
    }
  };
  add(b[0]);
  add(a[0]);
  add(a[0]);
  EXPECT_EQ(joiner.OldestIncomplete(), 10);
  for (size_t i = 1; i < b.size(); ++i) {
    add(b[i]);
  }
  EXPECT_EQ(joiner.OldestIncomplete(), 11);
  add(a[1]);
  add(a[2]);
  EXPECT_FALSE(joiner.OldestIncomplete());
  EXPECT_EQ(found, (std::vector<std::string>{second, first}));
}

TEST(PiecesTest, WhatNoWriterMakesIsCorrupt) {
  const LogWrite piece = Cut(Noise(9'000))[1];
  for (const char* header :
       {"", "1", "3/3/0123456789abcdef", "0/99999999999/0123456789abcdef",
        "0/100000000/0123456789abcdef", "0/2/short", "-1/2/0123456789abcdef"}) {
    LogRead record = Read(piece, 0);
    record.headers = {{"piece", header}};
    PieceJoiner joiner;
    EXPECT_EQ(ErrorReason(joiner.Add(record).status()), "LOG_CORRUPT") << header;
    EXPECT_FALSE(joiner.OldestIncomplete());
  }
  LogRead record = Read(piece, 0);
  record.headers = {{"encoding", "zstd"}};
  record.value = "no frame";
  PieceJoiner joiner;
  EXPECT_EQ(ErrorReason(joiner.Add(record).status()), "LOG_CORRUPT");
}

TEST(PiecesTest, AValueOverTheBoundIsRefused) {
  EXPECT_EQ(
      ErrorReason(CutIntoPieces({{"topic", 0}, "key", std::string(kMaxLogValueBytes + 1, 'x'), {}},
                                kRecordBytes)
                      .status()),
      "RECORD_TOO_LARGE");
}

}  // namespace
}  // namespace standpoint
