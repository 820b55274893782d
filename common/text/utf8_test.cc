#include "common/text/utf8.h"

#include <unicode/utf8.h>

#include <cstdint>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// The judgement of ICU, code point by code point.
size_t FirstMalformedOfIcu(const std::string& text) {
  int32_t at = 0;
  const auto size = static_cast<int32_t>(text.size());
  while (at < size) {
    const int32_t start = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (c < 0) {
      return static_cast<size_t>(start);
    }
  }
  return text.size();
}

std::string Encode(UChar32 c) {
  char buffer[4];
  int32_t size = 0;
  UBool error = 0;
  U8_APPEND(reinterpret_cast<uint8_t*>(buffer), size, 4, c, error);
  return error ? std::string() : std::string(buffer, static_cast<size_t>(size));
}

TEST(Utf8Test, TakesEveryCodePoint) {
  for (UChar32 c = 0; c <= 0x10ffff; ++c) {
    if (c >= 0xd800 && c <= 0xdfff) {
      continue;
    }
    const std::string text = Encode(c);
    ASSERT_EQ(Utf8Length(text), text.size()) << c;
    ASSERT_EQ(Utf8Length(text.substr(0, text.size() - 1)), 0u) << "cut off: " << c;
  }
}

TEST(Utf8Test, RefusesWhatIsMalformed) {
  const struct {
    const char* text;
    size_t first;
  } cases[] = {
      {"ab\x80", 2},            // a continuation alone
      {"\xc0\xaf", 0},          // overlong, 2 bytes
      {"\xc1\xbf", 0},          // overlong, 2 bytes
      {"\xe0\x9f\xbf", 0},      // overlong, 3 bytes
      {"\xf0\x8f\xbf\xbf", 0},  // overlong, 4 bytes
      {"a\xed\xa0\x80", 1},     // a surrogate
      {"\xed\xbf\xbf", 0},      // a surrogate
      {"\xf4\x90\x80\x80", 0},  // over U+10FFFF
      {"\xf5\x80\x80\x80", 0},  // over U+10FFFF
      {"12345678\xe2\x82", 8},  // cut off
      {"\xff", 0},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(FirstMalformedUtf8(c.text), c.first);
    EXPECT_FALSE(IsUtf8(c.text));
  }
  EXPECT_TRUE(IsUtf8(""));
  EXPECT_TRUE(IsUtf8(absl::string_view("\0a", 2)));
}

// Bytes drawn so that long well-formed runs and near misses are both frequent.
TEST(Utf8Test, AgreesWithIcu) {
  std::mt19937 random(1);
  int malformed = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (uint32_t i = random() % 30; i > 0; --i) {
      const uint32_t kind = random() % 16;
      if (kind < 8) {
        text += static_cast<char>(random() % 128);
      } else if (kind < 15) {
        text += Encode(static_cast<UChar32>(random() % 0x110000));
      } else {
        text += static_cast<char>(random() % 256);
      }
    }
    const size_t first = FirstMalformedOfIcu(text);
    malformed += first != text.size();
    ASSERT_EQ(FirstMalformedUtf8(text), first) << round;
  }
  EXPECT_GT(malformed, 2000);
  EXPECT_LT(malformed, 18000);
}

TEST(Utf8Test, KnowsBoundaries) {
  const absl::string_view text = "aé€";  // 1 + 2 + 3 bytes
  const bool expected[] = {true, true, false, true, false, false, true, false, false};
  for (size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_EQ(IsUtf8Boundary(text, i), expected[i]) << i;
  }
}

TEST(Utf8Test, TruncatesBetweenCodePoints) {
  const absl::string_view text = "aé€😀";
  const char* const expected[] = {"",    "a",   "a",   "aé",  "aé",  "aé",
                                  "aé€", "aé€", "aé€", "aé€", "aé€😀"};
  for (size_t i = 0; i < std::size(expected); ++i) {
    EXPECT_EQ(TruncateUtf8(text, i), expected[i]) << i;
  }
  EXPECT_EQ(TruncateUtf8(text, 1000), text);
  EXPECT_EQ(TruncateUtf8("\x80\x80", 1), "") << "no endless way down in what is malformed";
}

}  // namespace
}  // namespace standpoint
