#include "ingest/receive/publish_time.h"

#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"

namespace standpoint {
namespace {

constexpr size_t kLongest = 64;  // no date is longer; bounds the work

std::optional<absl::Time> ParseAny(absl::string_view written,
                                   std::initializer_list<const char*> formats) {
  for (const char* format : formats) {
    absl::Time time;
    if (absl::ParseTime(format, std::string(written), absl::UTCTimeZone(), &time, nullptr) &&
        time != absl::InfiniteFuture() && time != absl::InfinitePast()) {
      return time;
    }
  }
  return std::nullopt;
}

bool DigitsAt(absl::string_view text, std::initializer_list<size_t> places) {
  for (const size_t place : places) {
    if (place >= text.size() || !absl::ascii_isdigit(text[place])) {
      return false;
    }
  }
  return true;
}

// "YYYY-MM-DD" begins `text`: keeps absl::ParseTime from taking blanks, signs and short numbers.
bool BeginsWithDate(absl::string_view text) {
  return DigitsAt(text, {0, 1, 2, 3, 5, 6, 8, 9}) && text[4] == '-' && text[7] == '-';
}

bool IsRfc3339Form(absl::string_view text) {
  if (!BeginsWithDate(text) || !DigitsAt(text, {11, 12, 14, 15, 17, 18})) {
    return false;
  }
  if ((text[10] != 'T' && text[10] != 't' && text[10] != ' ') || text[13] != ':' ||
      text[16] != ':') {
    return false;
  }
  absl::string_view zone = text.substr(19);
  if (!zone.empty() && zone[0] == '.') {
    size_t digits = 1;
    while (digits < zone.size() && absl::ascii_isdigit(zone[digits])) {
      ++digits;
    }
    if (digits == 1) {
      return false;
    }
    zone.remove_prefix(digits);
  }
  return zone == "Z" || zone == "z" ||
         (zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && DigitsAt(zone, {1, 2, 4, 5}) &&
          zone[3] == ':');
}

std::optional<absl::Time> Between(std::optional<absl::Time> time, int first_year, int last_year) {
  if (!time) {
    return time;
  }
  const absl::CivilYear year = absl::ToCivilYear(*time, absl::UTCTimeZone());
  if (year.year() < first_year || year.year() > last_year) {
    return std::nullopt;
  }
  return time;
}

std::optional<absl::Time> FromCivil(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  if (civil.year() != year || civil.month() != month || civil.day() != day) {
    return std::nullopt;  // normalised: no such day
  }
  return Between(absl::FromCivil(civil, absl::UTCTimeZone()), 1990, 2100);
}

// All of `text`, of `min` to `max` digits; -1 otherwise.
int Number(absl::string_view text, size_t min, size_t max) {
  int number = -1;
  if (text.size() < min || text.size() > max || !absl::ascii_isdigit(text[0]) ||
      !absl::SimpleAtoi(text, &number)) {
    return -1;
  }
  return number;
}

int Month(absl::string_view text) {
  static constexpr absl::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                  "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string lower = absl::AsciiStrToLower(text);
  for (int i = 0; i < 12; ++i) {
    if (lower == kMonths[i]) {
      return i + 1;
    }
  }
  return Number(text, 1, 2);
}

}  // namespace

bool IsTimestampRange(absl::Time time) {
  static const absl::Time kFirst = absl::FromCivil(absl::CivilDay(1, 1, 1), absl::UTCTimeZone());
  static const absl::Time kEnd = absl::FromCivil(absl::CivilDay(10000, 1, 1), absl::UTCTimeZone());
  return time >= kFirst && time < kEnd;
}

std::optional<absl::Time> ParsePublishTime(absl::string_view written) {
  if (written.size() > kLongest) {
    return std::nullopt;
  }
  std::optional<absl::Time> time;
  if (written.size() == 10 && BeginsWithDate(written)) {
    time = ParseAny(written, {"%E4Y-%m-%d"});
  } else if (IsRfc3339Form(written)) {
    std::string upper = absl::AsciiStrToUpper(written);
    upper[10] = 'T';
    time = ParseAny(upper, {absl::RFC3339_full});
  }
  return time && IsTimestampRange(*time) ? time : std::nullopt;
}

std::optional<absl::Time> ParseLooseTime(absl::string_view written) {
  written = absl::StripAsciiWhitespace(written);
  if (written.size() > kLongest) {
    return std::nullopt;
  }
  std::optional<absl::Time> time = ParsePublishTime(written);
  if (!time && BeginsWithDate(written)) {
    time = ParseAny(written, {"%Y-%m-%dT%H:%M:%E*S%z", "%Y-%m-%dT%H:%M:%E*S", "%Y-%m-%dT%H:%M%Ez",
                              "%Y-%m-%dT%H:%M%z", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%E*S %z",
                              "%Y-%m-%d %H:%M:%E*S", "%Y-%m-%d %H:%M"});
  } else if (!time) {
    time = ParseAny(written, {"%a, %d %b %Y %H:%M:%S GMT", "%a, %d %b %Y %H:%M:%S %z", "%B %d, %Y",
                              "%d %B %Y"});
  }
  return Between(time, 1900, 2100);
}

std::optional<absl::Time> DateInUrl(absl::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme != absl::string_view::npos) {
    url.remove_prefix(scheme + 3);
  }
  const size_t path = url.find('/');
  if (path == absl::string_view::npos) {
    return std::nullopt;
  }
  url = url.substr(path, url.find_first_of("?#", path) - path);
  const std::vector<absl::string_view> parts = absl::StrSplit(url, absl::ByAnyChar("/-_."));
  for (size_t i = 0; i < parts.size(); ++i) {
    std::optional<absl::Time> date;
    if (i + 2 < parts.size()) {
      const int year = Number(parts[i], 4, 4);
      const int month = Month(parts[i + 1]);
      const int day = Number(parts[i + 2], 1, 2);
      if (year > 0 && month > 0 && day > 0) {
        date = FromCivil(year, month, day);
      }
    }
    if (!date && Number(parts[i], 8, 8) >= 0) {
      date = FromCivil(Number(parts[i].substr(0, 4), 4, 4), Number(parts[i].substr(4, 2), 2, 2),
                       Number(parts[i].substr(6, 2), 2, 2));
    }
    if (date) {
      return date;
    }
  }
  return std::nullopt;
}

}  // namespace standpoint
