#include "common/time/proto_time.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(ProtoTimeTest, DurationsComeBackExactly) {
  for (const absl::Duration d : {absl::ZeroDuration(), absl::Nanoseconds(1), absl::Seconds(90),
                                 absl::Nanoseconds(-1'500'000'001), absl::Hours(24 * 365)}) {
    EXPECT_EQ(ToAbslDuration(ToProtoDuration(d)), d);
  }
}

TEST(ProtoTimeTest, SignsOfSecondsAndNanosAgree) {
  const auto proto = ToProtoDuration(absl::Milliseconds(-1500));
  EXPECT_EQ(proto.seconds(), -1);
  EXPECT_EQ(proto.nanos(), -500'000'000);
}

TEST(ProtoTimeTest, TimesComeBackExactlyAndNanosAreNeverNegative) {
  for (const absl::Time t : {absl::UnixEpoch(), absl::FromUnixNanos(1'700'000'000'123'456'789),
                             absl::FromUnixNanos(-1)}) {
    EXPECT_EQ(ToAbslTime(ToProtoTimestamp(t)), t);
    EXPECT_GE(ToProtoTimestamp(t).nanos(), 0);
  }
}

TEST(ProtoTimeTest, ClampsWhatTheMessagesCannotHold) {
  EXPECT_EQ(ToProtoDuration(absl::InfiniteDuration()).seconds(), 315'576'000'000);
  EXPECT_EQ(ToProtoDuration(-absl::InfiniteDuration()).seconds(), -315'576'000'000);
  EXPECT_EQ(ToProtoTimestamp(absl::InfiniteFuture()).seconds(), 253'402'300'799);
  EXPECT_EQ(ToProtoTimestamp(absl::InfinitePast()).seconds(), -62'135'596'800);
}

}  // namespace
}  // namespace standpoint
