#include "store/query/page_token.h"

#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(PageTokenTest, PlacesComeBack) {
  const std::string place("a\0b\xFF", 4);
  EXPECT_EQ(*DecodePageToken(1, EncodePageToken(1, place)), place);
  EXPECT_EQ(*DecodePageToken(1, EncodePageToken(1, "")), "");
}

TEST(PageTokenTest, OtherArgumentsAreRefused) {
  const uint64_t a = ArgumentsDigest({"corpora/a", "act = deny"});
  const uint64_t b = ArgumentsDigest({"corpora/a", "act = warn"});
  EXPECT_NE(ArgumentsDigest({"ab", "c"}), ArgumentsDigest({"a", "bc"}));
  const absl::Status status = DecodePageToken(b, EncodePageToken(a, "x")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
}

TEST(PageTokenTest, EveryChangedCharacterIsNoticed) {
  const std::string token = EncodePageToken(1, "some place or other");
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto place = DecodePageToken(1, changed);
    // The last character carries spare bits.
    EXPECT_TRUE(!place.ok() || i + 1 == token.size()) << i;
  }
  EXPECT_FALSE(DecodePageToken(1, "garbage!").ok());
  EXPECT_FALSE(DecodePageToken(1, "").ok());
  EXPECT_FALSE(DecodePageToken(1, std::string(5000, 'A')).ok());
}

TEST(PageTokenTest, SizesAreBrought) {
  EXPECT_EQ(*EffectivePageSize(0), 50);
  EXPECT_EQ(*EffectivePageSize(7), 7);
  EXPECT_EQ(*EffectivePageSize(100000), 1000);
  EXPECT_FALSE(EffectivePageSize(-1).ok());
}

}  // namespace
}  // namespace standpoint
