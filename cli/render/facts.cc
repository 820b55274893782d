#include "cli/render/facts.h"

#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace standpoint {
namespace {

std::string Format(absl::string_view format, const google::protobuf::Timestamp& time) {
  return absl::FormatTime(format, absl::FromUnixSeconds(time.seconds()), absl::UTCTimeZone());
}

}  // namespace

std::string DateText(const google::protobuf::Timestamp& time) { return Format("%E4Y-%m-%d", time); }

std::string TimeText(const google::protobuf::Timestamp& time) {
  return Format("%E4Y-%m-%d %H:%M:%S UTC", time);
}

std::string DurationText(absl::Duration duration) {
  if (duration < absl::Seconds(1)) return absl::StrCat(absl::ToInt64Milliseconds(duration), " ms");
  if (duration < absl::Minutes(2)) return absl::StrCat(absl::ToInt64Seconds(duration), " s");
  if (duration < absl::Hours(2)) return absl::StrCat(absl::ToInt64Minutes(duration), " min");
  if (duration < absl::Hours(48)) return absl::StrCat(absl::ToInt64Hours(duration), " h");
  return absl::StrCat(absl::ToInt64Hours(duration) / 24, " days");
}

std::string CountText(int64_t count) {
  std::string digits = absl::StrCat(count < 0 ? -count : count);
  for (int i = static_cast<int>(digits.size()) - 3; i > 0; i -= 3) digits.insert(i, ",");
  return count < 0 ? absl::StrCat("-", digits) : digits;
}

std::string CountOf(int64_t count, absl::string_view noun) {
  return absl::StrCat(CountText(count), " ", noun, count == 1 ? "" : "s");
}

std::string SizeText(int64_t bytes) {
  constexpr const char* kUnits[] = {"B", "kB", "MB", "GB", "TB"};
  double value = static_cast<double>(bytes);
  size_t unit = 0;
  while (value >= 999.5 && unit + 1 < std::size(kUnits)) {
    value /= 1000;
    ++unit;
  }
  const int decimals = unit > 0 && value < 9.95 ? 1 : 0;
  return absl::StrFormat("%.*f %s", decimals, value, kUnits[unit]);
}

std::string HolderText(const v1::Holder& holder) {
  if (holder.kind() != v1::HOLDER_KIND_MENTION) return "author";
  if (holder.full_name().empty() || holder.full_name() == holder.text()) return holder.text();
  if (absl::StrContains(holder.full_name(), holder.text())) return holder.full_name();
  return absl::StrCat(holder.text(), " (", holder.full_name(), ")");
}

std::string HolderChain(const v1::Claim& claim, bool unicode) {
  if (claim.holders_size() <= 1) return "author";
  std::string chain;
  for (int i = 1; i < claim.holders_size(); ++i) {
    absl::StrAppend(&chain, i > 1 ? (unicode ? " › " : " > ") : "", HolderText(claim.holders(i)));
  }
  return chain;
}

std::string SourceText(const v1::DocumentSummary& document) {
  if (!document.publisher().empty()) return document.publisher();
  return document.source().empty() ? "unknown source" : document.source();
}

std::string ShortName(absl::string_view name) {
  const size_t slash = name.rfind('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

}  // namespace standpoint
