#include "analyze/isolate/process_pool.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analyze/isolate/isolated_child.h"
#include "analyze/pipeline/analyzer.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

constexpr int64_t kDefaultMaxFrameBytes = int64_t{128} << 20;

absl::Status Crashed(const ProcessEnd& end) {
  std::map<std::string, std::string> metadata;
  if (end.signal != 0) {
    metadata["signal"] = absl::StrCat(end.signal);
  } else {
    metadata["exit_code"] = absl::StrCat(end.exit_code);
  }
  return MakeError(absl::StatusCode::kInternal, "ANALYSIS_CRASHED",
                   absl::StrCat("the analysis process ", end.Describe()), metadata);
}

internal::v1::IsolatedRequest RequestFor(const v1::Document& document, absl::Duration time_limit) {
  internal::v1::IsolatedRequest request;
  request.set_document(document.name());
  request.set_revision(document.revision());
  request.set_text(document.text());
  *request.mutable_time_limit() = ToProtoDuration(std::max(time_limit, absl::ZeroDuration()));
  return request;
}

ProcessPoolOptions Complete(ProcessPoolOptions options) {
  if (options.command.empty()) {
    options.command = {"/proc/self/exe", kIsolatedChildArgument};
  }
  if (options.setup.max_frame_bytes() == 0) {
    options.setup.set_max_frame_bytes(kDefaultMaxFrameBytes);
  }
  return options;
}

StepTimes FromProto(const internal::v1::IsolatedStepTimes& times) {
  StepTimes took;
  for (const NamedStep& step : kAnalysisSteps) {
    if (const auto it = times.steps().find(step.name); it != times.steps().end()) {
      took.*step.time = ToAbslDuration(it->second);
    }
  }
  return took;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ProcessPool>> ProcessPool::Start(ProcessPoolOptions options) {
  if (std::getenv(kIsolatedChildVariable) != nullptr) {
    return absl::FailedPreconditionError(
        "this program was started as an analysis process, but its main did not begin as one");
  }
  std::unique_ptr<ProcessPool> pool(new ProcessPool(Complete(std::move(options))));
  ASSIGN_OR_RETURN(std::unique_ptr<ChildProcess> first,
                   pool->children_.Acquire(absl::InfiniteFuture()));
  pool->children_.GiveBack(std::move(first));
  return pool;
}

ProcessPool::ProcessPool(ProcessPoolOptions options)
    : options_(std::move(options)),
      children_({.command = options_.command,
                 .variables = {absl::StrCat(kIsolatedChildVariable, "=1")},
                 .processes = options_.processes,
                 .setup = options_.setup,
                 .start_limit = options_.start_limit}) {}

ProcessPoolStats ProcessPool::Stats() const {
  return {.started_total = children_.started_total(),
          .crashed_total = crashed_total_,
          .timed_out_total = timed_out_total_,
          .resident_bytes = children_.ResidentBytes()};
}

absl::StatusOr<v1::Analysis> ProcessPool::Analyze(const v1::Document& document,
                                                  absl::Time deadline) {
  ASSIGN_OR_RETURN(std::unique_ptr<ChildProcess> child, children_.Acquire(deadline));
  const absl::Duration limit = options_.time_limit.For(document.text().size());
  const absl::Time limit_end = absl::Now() + limit;
  auto analysis = Converse(std::move(child), document, std::min(deadline, limit_end));
  if (absl::IsDeadlineExceeded(analysis.status()) && limit_end <= deadline) {
    ++timed_out_total_;
    return AnalysisTimedOut(limit);
  }
  return analysis;
}

absl::StatusOr<v1::Analysis> ProcessPool::Converse(std::unique_ptr<ChildProcess> child,
                                                   const v1::Document& document,
                                                   absl::Time deadline) {
  const absl::Time kill_time = deadline + options_.kill_grace;
  internal::v1::IsolatedReply reply;
  absl::Status status =
      child->channel().Send(RequestFor(document, deadline - absl::Now()), kill_time);
  if (absl::IsResourceExhausted(status)) {
    children_.GiveBack(std::move(child));
    return MakeError(absl::StatusCode::kResourceExhausted, "ANALYSIS_TOO_LARGE",
                     absl::StrCat("the document is ", status.message()));
  }
  if (status.ok()) {
    status = child->channel().Receive(reply, kill_time);
  }
  if (status.ok()) {
    children_.GiveBack(std::move(child));
    totals_.Add(FromProto(reply.times()));
    RETURN_IF_ERROR(FromRpcStatus(reply.status()));
    return std::move(*reply.mutable_analysis());
  }
  const ProcessEnd end = children_.Replace(std::move(child));
  if (children_.cancelled()) {
    return AnalysisCancelled();
  }
  if (absl::IsDeadlineExceeded(status)) {
    return AnalysisDeadlinePassed();
  }
  ++crashed_total_;
  return Crashed(end);
}

}  // namespace standpoint
