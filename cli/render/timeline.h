// How sides and stories move over time, as rows of blocks.

#ifndef STANDPOINT_CLI_RENDER_TIMELINE_H_
#define STANDPOINT_CLI_RENDER_TIMELINE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/terminal/style.h"
#include "google/protobuf/repeated_field.h"
#include "standpoint/v1/query_service.pb.h"

namespace standpoint {

using SideCounts = google::protobuf::RepeatedPtrField<v1::SideCount>;

// Voices of one stretch of time.
struct Period {
  int year = 0;
  std::string label;  // "2024-05", "2024 Q2" or "2024"
  int support = 0;
  int oppose = 0;
  int discuss = 0;
};

// Months from the first to the last without gaps, joined to quarters, and those to years, until
// there are at most `max_periods`, or only years are left. Keys that are no month (the undated) are
// left out.
std::vector<Period> Periods(const SideCounts& by_month, int max_periods);

// One row of blocks.
struct TimelineRow {
  std::string label;  // at most 10 columns
  absl::string_view ink;
  std::vector<int> counts;  // as many as there are periods
};

// Rows above an axis of years, all of one scale: higher blocks for more (digits where there is no Unicode). Empty when there are
// fewer than two periods.
std::string RenderRows(const std::vector<Period>& periods, const std::vector<TimelineRow>& rows,
                       const Style& style);

// How many periods have room.
int MaxPeriods(const Style& style);

// Rows for the sides, by their voices, as RenderRows has them.
std::string RenderTimeline(const SideCounts& by_month, const Style& style);

}  // namespace standpoint

#endif  // STANDPOINT_CLI_RENDER_TIMELINE_H_
