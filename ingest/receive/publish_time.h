// Publication times as they are written.

#ifndef STANDPOINT_INGEST_RECEIVE_PUBLISH_TIME_H_
#define STANDPOINT_INGEST_RECEIVE_PUBLISH_TIME_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace standpoint {

// RFC 3339 ("2024-05-02T10:00:00+02:00") or a date alone ("2024-05-02", midnight UTC), from
// 0001-01-01 to 9999-12-31. Anything else: absent. Source: RFC 3339, section 5.6.
std::optional<absl::Time> ParsePublishTime(absl::string_view written);

// What pages hold: the above, ISO 8601 without seconds, zone or its colon (no zone: UTC), the three
// HTTP dates' first
// ("Thu, 02 May 2024 10:00:00 GMT"), and English dates ("May 2, 2024", "2 May 2024").
// Years from 1900 to 2100. Anything else: absent.
std::optional<absl::Time> ParseLooseTime(absl::string_view written);

// The date in a URL's path: "/2024/05/02/", "/2024-05-02-", "/2024/may/02/", "/20240502/". Absent
// when there is none or when it is not a day of the calendar from 1990 to 2100.
std::optional<absl::Time> DateInUrl(absl::string_view url);

// Whether a google.protobuf.Timestamp can hold it.
bool IsTimestampRange(absl::Time time);

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_RECEIVE_PUBLISH_TIME_H_
