#include "ingest/detect/source.h"

#include <string>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(SourceInUrlTest, IsTheHost) {
  EXPECT_EQ(SourceInUrl("https://harbor-ledger.example/2024/"), "harbor-ledger.example");
  EXPECT_EQ(SourceInUrl("https://www.Harbor-Ledger.example:8443?x=1"), "harbor-ledger.example");
  EXPECT_EQ(SourceInUrl("http://user:pass@a.example#top"), "a.example");
  EXPECT_EQ(SourceInUrl("http://[2001:db8::1]/x"), "[2001:db8::1]");
}

TEST(SourceInUrlTest, IsEmptyWithoutAHost) {
  EXPECT_EQ(SourceInUrl(""), "");
  EXPECT_EQ(SourceInUrl("harbor-ledger.example/2024"), "");
  EXPECT_EQ(SourceInUrl("https:///path"), "");
  EXPECT_EQ(SourceInUrl("https://" + std::string(129, 'a') + "/"), "");
}

}  // namespace
}  // namespace standpoint
