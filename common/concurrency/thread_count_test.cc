#include "common/concurrency/thread_count.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(ThreadCountTest, IsWhatIsSetOrOneForEachCore) {
  EXPECT_EQ(ThreadCount(1), 1);
  EXPECT_EQ(ThreadCount(12), 12);
  EXPECT_GE(ThreadCount(0), 1);
  EXPECT_EQ(ThreadCount(-3), ThreadCount(0));
}

}  // namespace
}  // namespace standpoint
