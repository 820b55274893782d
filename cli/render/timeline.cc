#include "cli/render/timeline.h"

#include <algorithm>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "cli/terminal/columns.h"

namespace standpoint {
namespace {

constexpr int kLabelColumns = 11;
constexpr int kMaxMonths =
    100 * 12;  // years of a corpus that are drawn; dates outside are not credible

// Months since year 0, or -1 for what is no month.
int MonthNumber(absl::string_view key) {
  const std::vector<absl::string_view> parts = absl::StrSplit(key, '-');
  int year = 0;
  int month = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &year) ||
      !absl::SimpleAtoi(parts[1], &month) || year < 0 || month < 1 || month > 12) {
    return -1;
  }
  return year * 12 + month - 1;
}

std::string LabelOf(int month, int step) {
  if (step == 12) return absl::StrFormat("%04d", month / 12);
  if (step == 3) return absl::StrFormat("%04d Q%d", month / 12, month % 12 / 3 + 1);
  return absl::StrFormat("%04d-%02d", month / 12, month % 12 + 1);
}

absl::string_view UnitOf(absl::string_view label) {
  if (label.size() == 4) return "by year";
  return label[5] == 'Q' ? "by quarter" : "by month";
}

std::string Cell(int count, int highest, const Style& style) {
  if (count == 0) return style.unicode ? "·" : ".";
  if (!style.unicode) return count > 9 ? "+" : absl::StrCat(count);
  constexpr const char* kBlocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  return kBlocks[std::clamp(count * 8 / highest, 1, 8) - 1];
}

std::string Row(const TimelineRow& row, int highest, int columns, const Style& style) {
  std::string cells;
  for (const int count : row.counts) {
    const std::string cell = Cell(count, highest, style);
    // A block fills its columns; a digit or the dot of a zero stands at their left.
    const int times = style.unicode && count > 0 ? columns : 1;
    for (int i = 0; i < times; ++i) absl::StrAppend(&cells, cell);
    cells.append(columns - times + (columns > 1 ? 1 : 0), ' ');
  }
  return absl::StrCat("  ", PadToColumns(row.label, kLabelColumns), style.Paint(row.ink, cells),
                      "\n");
}

int RoomOf(const Style& style) { return std::min(style.width, 100) - kLabelColumns - 2; }

// The years, each under its first period, left out where it would touch the one before.
std::string Axis(absl::string_view unit, const std::vector<Period>& periods, int columns,
                 const Style& style) {
  std::string axis;
  int last_year = -1;
  for (size_t i = 0; i < periods.size(); ++i) {
    const size_t at = i * columns;
    if (periods[i].year != last_year && (axis.empty() || axis.size() < at)) {
      axis.resize(at, ' ');
      absl::StrAppend(&axis, periods[i].year);
    }
    last_year = periods[i].year;
  }
  return absl::StrCat(
      "  ", style.Paint(kDim, absl::StrCat(PadToColumns(unit, kLabelColumns), axis)), "\n");
}

}  // namespace

std::vector<Period> Periods(const SideCounts& by_month, int max_periods) {
  std::map<int, const v1::SideCount*> months;
  for (const v1::SideCount& count : by_month) {
    if (const int month = MonthNumber(count.key()); month >= 0) months[month] = &count;
  }
  if (months.empty()) return {};
  const int last = months.rbegin()->first;
  while (last - months.begin()->first >= kMaxMonths) months.erase(months.begin());
  const int first = months.begin()->first;
  int step = 12;
  for (const int candidate : {1, 3}) {
    if (last / candidate - first / candidate + 1 <= max_periods) {
      step = candidate;
      break;
    }
  }
  std::vector<Period> periods;
  for (int month = first / step * step; month <= last; month += step) {
    Period period{month / 12, LabelOf(month, step)};
    for (auto it = months.lower_bound(month); it != months.end() && it->first < month + step;
         ++it) {
      period.support += it->second->support();
      period.oppose += it->second->oppose();
      period.discuss += it->second->discuss();
    }
    periods.push_back(std::move(period));
  }
  return periods;
}

int MaxPeriods(const Style& style) { return RoomOf(style) / 3; }

std::string RenderRows(const std::vector<Period>& periods, const std::vector<TimelineRow>& rows,
                       const Style& style) {
  if (periods.size() < 2) return "";
  int highest = 1;
  for (const TimelineRow& row : rows) {
    for (const int count : row.counts) highest = std::max(highest, count);
  }
  // Wide enough to see, narrow enough to fit.
  const int step = std::clamp(RoomOf(style) / static_cast<int>(periods.size()), 1, 5);
  const int columns = std::max(1, step - 1);
  const int width = columns > 1 ? columns + 1 : 1;
  std::string out;
  for (const TimelineRow& row : rows) absl::StrAppend(&out, Row(row, highest, columns, style));
  absl::StrAppend(&out, Axis(UnitOf(periods.front().label), periods, width, style));
  return out;
}

std::string RenderTimeline(const SideCounts& by_month, const Style& style) {
  const std::vector<Period> periods = Periods(by_month, MaxPeriods(style));
  TimelineRow support{"for", kGreen, {}};
  TimelineRow oppose{"against", kRed, {}};
  TimelineRow discuss{"discuss", kYellow, {}};
  for (const Period& period : periods) {
    support.counts.push_back(period.support);
    oppose.counts.push_back(period.oppose);
    discuss.counts.push_back(period.discuss);
  }
  std::vector<TimelineRow> rows = {support, oppose};
  if (std::any_of(discuss.counts.begin(), discuss.counts.end(), [](int c) { return c > 0; })) {
    rows.push_back(discuss);
  }
  return RenderRows(periods, rows, style);
}

}  // namespace standpoint
