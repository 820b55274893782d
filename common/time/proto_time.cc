#include "common/time/proto_time.h"

#include <algorithm>
#include <cstdint>

namespace standpoint {
namespace {

// google/protobuf/duration.proto, google/protobuf/timestamp.proto.
constexpr int64_t kMaxDurationSeconds = 315'576'000'000;
constexpr int64_t kFirstSecond = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr int64_t kLastSecond = 253'402'300'799;   // 9999-12-31T23:59:59Z

}  // namespace

absl::Duration ToAbslDuration(const google::protobuf::Duration& duration) {
  return absl::Seconds(duration.seconds()) + absl::Nanoseconds(duration.nanos());
}

absl::Time ToAbslTime(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

google::protobuf::Duration ToProtoDuration(absl::Duration duration) {
  duration =
      std::clamp(duration, absl::Seconds(-kMaxDurationSeconds), absl::Seconds(kMaxDurationSeconds));
  google::protobuf::Duration result;
  result.set_seconds(absl::IDivDuration(duration, absl::Seconds(1), &duration));
  result.set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(duration)));
  return result;
}

google::protobuf::Timestamp ToProtoTimestamp(absl::Time time) {
  time = std::clamp(time, absl::FromUnixSeconds(kFirstSecond),
                    absl::FromUnixSeconds(kLastSecond) + absl::Nanoseconds(999'999'999));
  google::protobuf::Timestamp result;
  const int64_t seconds = absl::ToUnixSeconds(time);  // rounds down
  result.set_seconds(seconds);
  result.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return result;
}

}  // namespace standpoint
