#include "ingest/detect/ascii_prefix.h"

#include <string>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(AsciiPrefixTest, AtEveryLength) {
  for (size_t size = 0; size < 40; ++size) {
    const std::string text = std::string(size, 'a') + "\xC3\xA9 and more that is ASCII";
    EXPECT_EQ(AsciiPrefix(text), size);
    EXPECT_EQ(AsciiPrefix(std::string(size, 'a')), size);
  }
}

}  // namespace
}  // namespace standpoint
