#include "queue/rocksdb/lease_id.h"

#include <cstdint>
#include <string>

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(LeaseIdTest, ComesBackAsItWas) {
  for (const LeaseId& id :
       {LeaseId{0, 0, 0}, LeaseId{1, 2, 3}, LeaseId{UINT64_MAX, UINT64_MAX - 1, UINT64_MAX - 2}}) {
    const auto parsed = ParseLeaseId(FormatLeaseId(id));
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(*parsed, id);
  }
}

TEST(LeaseIdTest, NothingElseIsALeaseId) {
  for (const char* text : {"", "1", "1-2", "1-2-", "-1-2-3", "1-2-3-4", "1-2-x", " 1-2-3", "1-2-03",
                           "+1-2-3", "18446744073709551616-1-1", "--", "1--1"}) {
    EXPECT_FALSE(ParseLeaseId(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace standpoint
