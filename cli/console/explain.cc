#include "cli/console/explain.h"

#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/render/facts.h"
#include "cli/terminal/columns.h"
#include "common/status/errors.h"
#include "google/rpc/error_details.pb.h"

namespace standpoint {
namespace {

template <typename Detail>
std::optional<Detail> DetailOf(const absl::Status& status) {
  const auto payload = status.GetPayload(
      absl::StrCat("type.googleapis.com/", std::string(Detail::descriptor()->full_name())));
  Detail detail;
  if (!payload || !detail.ParseFromString(std::string(*payload))) return std::nullopt;
  return detail;
}

std::string BusyHint(const absl::Status& status) {
  const absl::Duration delay = RetryDelay(status, absl::ZeroDuration());
  return absl::StrCat(
      "the server is busy; try again",
      delay > absl::ZeroDuration() ? absl::StrCat(" in ", DurationText(delay)) : "");
}

// What the user can do; empty when nothing better than the message is known.
std::string HintFor(const absl::Status& status) {
  const std::string reason = ErrorReason(status);
  if (reason == kServerUnreachable) {
    return "start a server with `standpoint serve --data DIR`, or name another one with --server "
           "ADDR or STANDPOINT_SERVER";
  }
  if (reason == kWrongUsage) return "--help after a command explains its options";
  if (reason == "PART_NOT_HOSTED") {
    return "this server runs only a part of Standpoint; name the others with --ingest-server and "
           "--query-server";
  }
  switch (status.code()) {
    case absl::StatusCode::kResourceExhausted:
      return BusyHint(status);
    case absl::StatusCode::kDeadlineExceeded:
      return "--timeout SECONDS gives the server more time";
    case absl::StatusCode::kUnimplemented:
      return "this server does not offer the call; is it the right one? See --ingest-server and "
             "--query-server";
    case absl::StatusCode::kUnavailable:
      return "the server is starting, stopping or overloaded; try again in a moment";
    case absl::StatusCode::kNotFound:
      return "the `list` commands tell what there is";
    case absl::StatusCode::kInvalidArgument:
      return absl::StrContains(status.message(), "filter")
                 ? "filters are described in docs/api.md: --filter 'holder = \"Rao\" AND "
                   "document.publish_time >= \"2024-01-01\"'"
                 : "";
    default:
      return "";
  }
}

std::string Labelled(absl::string_view label, absl::string_view text, const Style& style) {
  return absl::StrCat("  ", style.Paint(kDim, PadToColumns(label, 8)), Printable(text), "\n");
}

}  // namespace

absl::Status WrongUsage(absl::string_view message) {
  return MakeError(absl::StatusCode::kInvalidArgument, kWrongUsage, message);
}

ExitCode ExitCodeOf(const absl::Status& status) {
  if (status.ok()) return ExitCode::kOk;
  if (ErrorReason(status) == kWrongUsage) return ExitCode::kUsage;
  switch (status.code()) {
    case absl::StatusCode::kNotFound:
      return ExitCode::kIncomplete;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return ExitCode::kUnreachable;
    default:
      return ExitCode::kRefused;
  }
}

std::string Explain(const absl::Status& status, const Style& style) {
  std::string message = Printable(status.message());
  if (message.empty()) message = absl::StatusCodeToString(status.code());
  std::string out = absl::StrCat(style.Paint(kBoldRed, "standpoint:"), " ", message, "\n");
  if (const auto bad = DetailOf<google::rpc::BadRequest>(status)) {
    for (const auto& violation : bad->field_violations()) {
      const std::string fault = absl::StrCat(violation.field(), ": ", violation.description());
      if (fault != status.message()) absl::StrAppend(&out, Labelled("field", fault, style));
    }
  }
  if (const auto quota = DetailOf<google::rpc::QuotaFailure>(status)) {
    for (const auto& violation : quota->violations()) {
      absl::StrAppend(
          &out, Labelled("limit", absl::StrCat(violation.subject(), ": ", violation.description()),
                         style));
    }
  }
  const std::string reason = ErrorReason(status);
  if (reason != kWrongUsage) {
    absl::StrAppend(&out, Labelled("reason",
                                   absl::StrCat(absl::StatusCodeToString(status.code()),
                                                reason.empty() ? "" : ", ", reason),
                                   style));
  }
  if (const auto info = DetailOf<google::rpc::ErrorInfo>(status)) {
    const auto detail = info->metadata().find("detail");
    if (detail != info->metadata().end()) {
      absl::StrAppend(&out, Labelled("detail", detail->second, style));
    }
  }
  if (const std::string hint = HintFor(status); !hint.empty()) {
    absl::StrAppend(&out, Labelled("hint", hint, style));
  }
  return out;
}

std::string ExplainShortly(const absl::Status& status) {
  const std::string reason = ErrorReason(status);
  return absl::StrCat(Printable(status.message()), reason.empty() ? "" : " [", reason,
                      reason.empty() ? "" : "]");
}

ExitCode Report(const absl::Status& status, Console& console) {
  if (!status.ok()) console.err << Explain(status, console.err_style) << std::flush;
  return ExitCodeOf(status);
}

}  // namespace standpoint
