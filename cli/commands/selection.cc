#include "cli/commands/selection.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "cli/console/explain.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

std::string Quoted(absl::string_view value) {
  return absl::StrCat("\"", absl::StrReplaceAll(value, {{"\\", "\\\\"}, {"\"", "\\\""}}), "\"");
}

// The first moment of what `text` names, and the first moment after it.
absl::StatusOr<std::pair<absl::Time, absl::Time>> ParseMoment(absl::string_view text,
                                                              absl::string_view option) {
  absl::Time exact;
  if (absl::StrContains(text, 'T') && absl::ParseTime(absl::RFC3339_full, text, &exact, nullptr)) {
    return std::make_pair(exact, exact + absl::Nanoseconds(1));
  }
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  int numbers[3] = {0, 1, 1};
  bool good = parts.size() <= 3 && parts[0].size() == 4;
  for (size_t i = 0; good && i < parts.size(); ++i) {
    good = absl::SimpleAtoi(parts[i], &numbers[i]) && (i == 0 || parts[i].size() == 2);
  }
  const absl::CivilDay first(numbers[0], numbers[1], numbers[2]);
  // A day that the calendar does not have would have moved to another one.
  good = good && first.year() == numbers[0] && first.month() == numbers[1] &&
         first.day() == numbers[2];
  if (!good) {
    return WrongUsage(absl::StrCat("--", option, ": \"", text,
                                   "\" is no date; write 2024, 2024-05, 2024-05-02 or "
                                   "2024-05-02T10:00:00Z"));
  }
  absl::CivilDay next = first + 1;
  if (parts.size() == 1) next = absl::CivilDay(first.year() + 1, 1, 1);
  if (parts.size() == 2) next = absl::CivilDay(first.year(), first.month() + 1, 1);
  const absl::TimeZone utc = absl::UTCTimeZone();
  return std::make_pair(absl::FromCivil(first, utc), absl::FromCivil(next, utc));
}

std::string Rfc3339(absl::Time time) {
  return absl::StrCat(absl::FormatTime("%E4Y-%m-%dT%H:%M:%E*S", time, absl::UTCTimeZone()), "Z");
}

absl::Status CheckShortcuts(const FilterOptions& options, FilterSubject subject) {
  if (subject == FilterSubject::kDocuments && !(options.holder + options.target).empty()) {
    return WrongUsage("documents have no --holder and no --target; list claims or stances instead");
  }
  if (subject != FilterSubject::kClaims && !options.entity.empty()) {
    return WrongUsage("only claims have an --entity");
  }
  if (subject != FilterSubject::kStances && !options.direction.empty()) {
    return WrongUsage("only stances have a --direction");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> ComposeFilter(const FilterOptions& options, FilterSubject subject) {
  RETURN_IF_ERROR(CheckShortcuts(options, subject));
  const std::string of_document = subject == FilterSubject::kDocuments ? "" : "document.";
  std::vector<std::string> terms;
  const auto add = [&](absl::string_view field, absl::string_view op, const std::string& value) {
    if (!value.empty()) terms.push_back(absl::StrCat(field, " ", op, " ", Quoted(value)));
  };
  if (!options.filter.empty()) terms.push_back(options.filter);
  add("holder", ":", options.holder);
  add("target", ":", options.target);
  add("entity", ":", options.entity);
  add("direction", "=", options.direction);
  add(of_document + "source", "=", options.source);
  const std::string publish_time = of_document + "publish_time";
  if (!options.since.empty()) {
    ASSIGN_OR_RETURN(const auto moment, ParseMoment(options.since, "since"));
    add(publish_time, ">=", Rfc3339(moment.first));
  }
  if (!options.until.empty()) {
    ASSIGN_OR_RETURN(const auto moment, ParseMoment(options.until, "until"));
    add(publish_time, "<", Rfc3339(moment.second));
  }
  if (terms.size() > 1 && !options.filter.empty()) terms[0] = absl::StrCat("(", terms[0], ")");
  return absl::StrJoin(terms, " AND ");
}

std::string CorpusName(absl::string_view corpus) {
  return absl::StartsWith(corpus, "corpora/") ? std::string(corpus)
                                              : absl::StrCat("corpora/", corpus);
}

std::string DocumentName(absl::string_view text, absl::string_view corpus) {
  if (absl::StartsWith(text, "corpora/")) return std::string(text);
  if (absl::StartsWith(text, "documents/")) return absl::StrCat(CorpusName(corpus), "/", text);
  return absl::StrCat(CorpusName(corpus), "/documents/", text);
}

absl::StatusOr<std::string> PartName(absl::string_view text, absl::string_view collection,
                                     absl::string_view corpus) {
  std::vector<absl::string_view> parts = absl::StrSplit(text, '/');
  if (parts.size() == 6 && parts[0] == "corpora") return std::string(text);
  if (!parts.empty() && parts[0] == "documents") parts.erase(parts.begin());
  if (parts.size() == 3 && parts[1] == collection) parts.erase(parts.begin() + 1);
  if (parts.size() != 2 || parts[0].empty() || parts[1].empty()) {
    return WrongUsage(absl::StrCat("\"", text, "\" does not name one of the ", collection,
                                   "; write DOCUMENT/ID or the full name as `", collection,
                                   " list` shows it"));
  }
  return absl::StrCat(DocumentName(parts[0], corpus), "/", collection, "/", parts[1]);
}

}  // namespace standpoint
