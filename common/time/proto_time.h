// Times and durations to and from their protobuf messages.

#ifndef STANDPOINT_COMMON_TIME_PROTO_TIME_H_
#define STANDPOINT_COMMON_TIME_PROTO_TIME_H_

#include "absl/time/time.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace standpoint {

// Exact. An absent message reads as 0 seconds and as the epoch: ask for presence where absence
// means something.
absl::Duration ToAbslDuration(const google::protobuf::Duration& duration);
absl::Time ToAbslTime(const google::protobuf::Timestamp& timestamp);

// Rounded towards zero (durations) and down (times) to nanoseconds; what the messages cannot hold,
// infinities among it, becomes the nearest that they can: +-10,000 years, years 1 to 9999.
google::protobuf::Duration ToProtoDuration(absl::Duration duration);
google::protobuf::Timestamp ToProtoTimestamp(absl::Time time);

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TIME_PROTO_TIME_H_
