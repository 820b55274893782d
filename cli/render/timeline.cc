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

std::string Row(absl::string_view label, absl::string_view ink, const std::vector<Period>& periods,
                int Period::*side, int highest, int columns, const Style& style) {
  std::string cells;
  for (const Period& period : periods) {
    const std::string cell = Cell(period.*side, highest, style);
    // A block fills its columns; a digit or the dot of a zero stands at their left.
    const int times = style.unicode && period.*side > 0 ? columns : 1;
    for (int i = 0; i < times; ++i) absl::StrAppend(&cells, cell);
    cells.append(columns - times + (columns > 1 ? 1 : 0), ' ');
  }
  return absl::StrCat("  ", PadToColumns(label, kLabelColumns), style.Paint(ink, cells), "\n");
}

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

std::string RenderTimeline(const SideCounts& by_month, const Style& style) {
  const int room = std::min(style.width, 100) - kLabelColumns - 2;
  const std::vector<Period> periods = Periods(by_month, room / 3);
  if (periods.size() < 2) return "";
  int highest = 1;
  int discuss = 0;
  for (const Period& period : periods) {
    highest = std::max({highest, period.support, period.oppose, period.discuss});
    discuss += period.discuss;
  }
  // Wide enough to see, narrow enough to fit.
  const int step = std::clamp(room / static_cast<int>(periods.size()), 1, 5);
  const int columns = std::max(1, step - 1);
  const int width = columns > 1 ? columns + 1 : 1;
  std::string out = Row("for", kGreen, periods, &Period::support, highest, columns, style);
  absl::StrAppend(&out, Row("against", kRed, periods, &Period::oppose, highest, columns, style));
  if (discuss > 0) {
    absl::StrAppend(&out,
                    Row("discuss", kYellow, periods, &Period::discuss, highest, columns, style));
  }
  absl::StrAppend(&out, Axis(UnitOf(periods.front().label), periods, width, style));
  return out;
}

}  // namespace standpoint
