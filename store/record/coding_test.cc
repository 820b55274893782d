#include "store/record/coding.h"

#include <limits>
#include <random>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

std::string RandomBytes(std::mt19937_64& random) {
  std::string bytes(random() % 6, '\0');
  for (char& c : bytes) {
    c = "\0\x01\xFF\xFE"
        "ab"[random() % 6];
  }
  return bytes;
}

TEST(CodingTest, NumbersComeBack) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 10000; ++i) {
    const uint64_t value = random() >> (random() % 64);
    std::string bytes;
    AppendVarint(value, &bytes);
    AppendBigEndian(value, 8, &bytes);
    ByteReader reader(bytes);
    uint64_t varint = 0;
    uint64_t fixed = 0;
    ASSERT_TRUE(reader.ReadVarint(&varint) && reader.ReadBigEndian(8, &fixed));
    EXPECT_EQ(varint, value);
    EXPECT_EQ(fixed, value);
    EXPECT_TRUE(reader.empty());
  }
}

TEST(CodingTest, EscapedStringsComeBackAndKeepTheirOrder) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 10000; ++i) {
    const std::string a = RandomBytes(random);
    const std::string b = RandomBytes(random);
    std::string x;
    std::string y;
    AppendEscaped(a, &x);
    AppendEscaped(b, &y);
    EXPECT_EQ(a < b, x < y);
    x += "tail";
    ByteReader reader(x);
    std::string back;
    ASSERT_TRUE(reader.ReadEscaped(&back));
    EXPECT_EQ(back, a);
    EXPECT_EQ(reader.rest(), "tail");
  }
}

TEST(CodingTest, BrokenBytesAreRefused) {
  uint64_t number = 0;
  std::string text;
  absl::string_view bytes;
  EXPECT_FALSE(ByteReader("").ReadVarint(&number));
  EXPECT_FALSE(ByteReader("\x80\x80").ReadVarint(&number));
  EXPECT_FALSE(ByteReader("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02").ReadVarint(&number));
  EXPECT_FALSE(ByteReader("abc").ReadBigEndian(4, &number));
  EXPECT_FALSE(ByteReader("abc").ReadEscaped(&text));
  EXPECT_FALSE(ByteReader(absl::string_view("a\0\x02", 3)).ReadEscaped(&text));
  EXPECT_FALSE(ByteReader("abc").ReadBytes(std::numeric_limits<uint64_t>::max(), &bytes));
}

}  // namespace
}  // namespace standpoint
