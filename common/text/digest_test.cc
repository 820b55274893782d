#include <random>
#include <string>

#include "absl/strings/string_view.h"
#include "common/text/base32.h"
#include "common/text/sha256.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// RFC 4648, section 10.
TEST(Base32Test, KnownAnswers) {
  EXPECT_EQ(Base32(""), "");
  EXPECT_EQ(Base32("f"), "my");
  EXPECT_EQ(Base32("fo"), "mzxq");
  EXPECT_EQ(Base32("foo"), "mzxw6");
  EXPECT_EQ(Base32("foob"), "mzxw6yq");
  EXPECT_EQ(Base32("fooba"), "mzxw6ytb");
  EXPECT_EQ(Base32("foobar"), "mzxw6ytboi");
}

// Bit by bit, as the standard's text goes.
std::string NaiveBase32(const std::string& bytes) {
  std::string bits;
  for (const char c : bytes) {
    for (int i = 7; i >= 0; --i) {
      bits += (static_cast<unsigned char>(c) >> i & 1) != 0 ? '1' : '0';
    }
  }
  while (bits.size() % 5 != 0) {
    bits += '0';
  }
  std::string text;
  for (size_t i = 0; i < bits.size(); i += 5) {
    text += "abcdefghijklmnopqrstuvwxyz234567"[std::stoi(bits.substr(i, 5), nullptr, 2)];
  }
  return text;
}

TEST(Base32Test, AgreesWithTheNaiveWay) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) {
      c = static_cast<char>(random() % 256);
    }
    ASSERT_EQ(Base32(bytes), NaiveBase32(bytes));
  }
}

// FIPS 180-4 examples.
TEST(Sha256Test, KnownAnswers) {
  EXPECT_EQ(Sha256::Hex(Sha256::Of("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Sha256::Hex(Sha256::Of("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256::Hex(Sha256::Of(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256Test, PiecesGiveTheSameAndTheObjectStartsAnew) {
  Sha256 hash;
  EXPECT_EQ(hash.Update("a").Update("").Update("bc").Finish(), Sha256::Of("abc"));
  EXPECT_EQ(hash.Update("x").Finish(), Sha256::Of("x"));
}

}  // namespace
}  // namespace standpoint
