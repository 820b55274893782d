#include "analyze/isolate/isolated_child.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analyze/isolate/frame_channel.h"
#include "analyze/pipeline/analyzer.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

// Before the setup is known; a setup is small.
constexpr size_t kMaxSetupBytes = size_t{1} << 20;

void SetLimit(__rlimit_resource resource, rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  setrlimit(resource, &limit);
}

void SetLimits(const internal::v1::IsolatedSetup& setup) {
  SetLimit(RLIMIT_CORE, static_cast<rlim_t>(setup.core_bytes()));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // their shadow memory is vast
  if (setup.address_space_bytes() > 0) {
    SetLimit(RLIMIT_AS, static_cast<rlim_t>(setup.address_space_bytes()));
  }
#endif
}

void BindToParent() {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGINT, SIG_IGN);
  std::signal(SIGTERM, SIG_IGN);
  std::signal(SIGHUP, SIG_IGN);
}

absl::Time DeadlineOf(const internal::v1::IsolatedRequest& request) {
  return request.has_time_limit() ? absl::Now() + ToAbslDuration(request.time_limit())
                                  : absl::InfiniteFuture();
}

void SetDifference(const StepTimes& before, const StepTimes& after,
                   internal::v1::IsolatedStepTimes& times) {
  for (const NamedStep& step : kAnalysisSteps) {
    (*times.mutable_steps())[step.name] = ToProtoDuration(after.*step.time - before.*step.time);
  }
}

internal::v1::IsolatedReply Answer(DocumentAnalyzer& analyzer,
                                   internal::v1::IsolatedRequest request) {
  v1::Document document;
  document.set_name(request.document());
  document.set_revision(request.revision());
  document.set_text(std::move(*request.mutable_text()));
  internal::v1::IsolatedReply reply;
  const StepTimes before = analyzer.Times();
  auto analysis = analyzer.Analyze(document, DeadlineOf(request));
  SetDifference(before, analyzer.Times(), *reply.mutable_times());
  *reply.mutable_status() = ToRpcStatus(analysis.status());
  if (analysis.ok()) {
    *reply.mutable_analysis() = *std::move(analysis);
  }
  return reply;
}

// An answer over the bound is answered by an error.
absl::Status SendReply(FrameChannel& channel, const internal::v1::IsolatedReply& reply) {
  absl::Status sent = channel.Send(reply, absl::InfiniteFuture());
  if (!absl::IsResourceExhausted(sent)) {
    return sent;
  }
  internal::v1::IsolatedReply refusal;
  *refusal.mutable_status() =
      ToRpcStatus(MakeError(absl::StatusCode::kResourceExhausted, "ANALYSIS_TOO_LARGE",
                            absl::StrCat("the analysis is ", sent.message())));
  return channel.Send(refusal, absl::InfiniteFuture());
}

}  // namespace

bool IsIsolatedChild(int argc, char** argv) {
  return argc == 2 && std::strcmp(argv[1], kIsolatedChildArgument) == 0;
}

int RunIsolatedChild(IsolatedAnalyzerFactory factory, int socket) {
  BindToParent();
  FrameChannel channel(socket, kMaxSetupBytes);
  internal::v1::IsolatedSetup setup;
  if (!channel.Receive(setup, absl::InfiniteFuture()).ok()) {
    return 1;
  }
  channel.SetBound(static_cast<size_t>(setup.max_frame_bytes()));
  SetLimits(setup);
  auto analyzer = factory(setup);
  internal::v1::IsolatedReply ready;
  *ready.mutable_status() = ToRpcStatus(analyzer.status());
  if (!SendReply(channel, ready).ok() || !analyzer.ok()) {
    return 1;
  }
  while (true) {
    internal::v1::IsolatedRequest request;
    const absl::Status received = channel.Receive(request, absl::InfiniteFuture());
    if (!received.ok()) {
      return absl::IsAborted(received) ? 0 : 1;
    }
    if (!SendReply(channel, Answer(**analyzer, std::move(request))).ok()) {
      return 1;
    }
  }
}

}  // namespace standpoint
