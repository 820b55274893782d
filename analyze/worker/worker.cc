#include "analyze/worker/worker.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "analyze/worker/outage_log.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

Backoff BackoffOf(const WorkerOptions& options) {
  return Backoff(options.first_backoff, options.max_backoff);
}

// Whether another attempt may end otherwise: crashes and stalls may come from the machine, sizes
// and refusals do not.
bool IsRetriable(const absl::Status& failure) {
  return !absl::IsResourceExhausted(failure) && !absl::IsInvalidArgument(failure);
}

absl::StatusOr<v1::Document> ParsePayload(const std::string& payload) {
  internal::v1::WorkPayload parsed;
  if (!parsed.ParseFromString(payload) || parsed.document().name().empty()) {
    return MakeError(absl::StatusCode::kInvalidArgument, "PAYLOAD_MALFORMED",
                     "the queued record holds no document");
  }
  return std::move(*parsed.mutable_document());
}

}  // namespace

Worker::Worker(WorkerOptions options, WorkSource& source, ResultSink& sink,
               DocumentAnalyzer& analyzer, Metrics& metrics, Clock* clock)
    : options_(std::move(options)),
      source_(source),
      analyzer_(analyzer),
      clock_(clock),
      metrics_(metrics),
      held_(options_.held),
      documents_in_flight_(metrics.ReadGauge("standpoint_worker_documents_in_flight",
                                             "Documents leased and not yet settled.", {},
                                             [this] { return held_.count(); })),
      bytes_in_flight_(metrics.ReadGauge("standpoint_worker_in_flight_bytes",
                                         "Queued records leased and not yet settled.", {},
                                         [this] { return static_cast<double>(held_.bytes()); })),
      draining_(clock),
      giving_up_(clock),
      settler_(source, held_, metrics_, BackoffOf(options_), clock),
      committer_(sink, settler_, metrics_, options_.commit, BackoffOf(options_), clock),
      heartbeat_(source, held_, options_.lease_duration, clock) {
  for (int i = 0; i < std::max(1, options_.analysis_threads); ++i) {
    analysts_.emplace_back([this] { KeepAnalyzing(); });
  }
  leaser_ = std::thread([this] { KeepLeasing(); });
}

Worker::~Worker() { Drain(absl::InfinitePast()); }

void Worker::Drain(absl::Time deadline) {
  absl::MutexLock lock(&drain_mu_);
  if (std::exchange(drained_, true)) {
    return;
  }
  draining_.Raise();
  held_.StopWaiting();
  const bool finished = held_.AwaitEmpty(*clock_, deadline);
  leaser_.join();  // before anything is handed back, or it would lease that again
  if (!finished) {
    Log(Severity::kWarning, "worker_hands_back", {{"documents", held_.count()}});
    giving_up_.Raise();
    committer_.GiveUp();
    analyzer_.Cancel();
  }
  to_analyze_.Close();
  for (std::thread& analyst : analysts_) {
    analyst.join();
  }
  committer_.Finish();
  settler_.Finish(clock_->Now() + options_.hand_back_limit);
}

void Worker::KeepLeasing() {
  Backoff backoff = BackoffOf(options_);
  OutageLog outage("queue");
  while (true) {
    const int room = held_.AwaitRoom();
    if (draining_.raised()) {
      return;
    }
    const absl::Time begin = clock_->Now();
    auto leased = source_.Lease(options_.owner, std::min(room, options_.max_leases_per_call),
                                options_.lease_duration, options_.lease_wait);
    if (!leased.ok()) {
      metrics_.queue_retries.Increment();
      outage.Failed(leased.status());
      draining_.AwaitFor(backoff.Next(leased.status()));
      continue;
    }
    backoff.Reset();
    outage.Succeeded();
    if (!leased->empty()) {
      metrics_.lease_seconds.Observe(absl::ToDoubleSeconds(clock_->Now() - begin));
    }
    for (LeasedWork& work : *leased) {
      Accept(std::move(work));
    }
  }
}

void Worker::Accept(LeasedWork work) {
  metrics_.leased.Increment();
  if (draining_.raised() ||
      !held_.TryHold(work.lease_id, static_cast<int64_t>(work.item.payload.size()))) {
    Release(std::move(work.lease_id));
    return;
  }
  auto document = ParsePayload(work.item.payload);
  if (!document.ok()) {
    Fail(std::move(work.lease_id), document.status(), /*retriable=*/false);
    return;
  }
  to_analyze_.Push({std::move(work.lease_id), *std::move(document)});
}

void Worker::KeepAnalyzing() {
  while (auto leased = to_analyze_.Pop()) {
    if (giving_up_.raised()) {
      Release(std::move(leased->lease_id));
    } else if (held_.IsLost(leased->lease_id)) {
      metrics_.lost.Increment();
      held_.Drop(leased->lease_id);
    } else {
      AnalyzeOne(*std::move(leased));
    }
  }
}

void Worker::AnalyzeOne(LeasedDocument leased) {
  const absl::Time begin = clock_->Now();
  auto analysis = AnalyzePatiently(leased.document);
  metrics_.analyze_seconds.Observe(absl::ToDoubleSeconds(clock_->Now() - begin));
  if (absl::IsCancelled(analysis.status()) || absl::IsUnavailable(analysis.status())) {
    Release(std::move(leased.lease_id));
  } else if (!analysis.ok()) {
    Log(Severity::kWarning, "document_failed",
        {{"document", leased.document.name()}, {"reason", FailureReason(analysis.status())}});
    Fail(std::move(leased.lease_id), analysis.status(), IsRetriable(analysis.status()));
  } else {
    AnalyzedWork work;
    work.lease_id = std::move(leased.lease_id);
    *work.document.mutable_document() = std::move(leased.document);
    *work.document.mutable_analysis() = *std::move(analysis);
    committer_.Push(std::move(work));
  }
}

absl::StatusOr<v1::Analysis> Worker::AnalyzePatiently(const v1::Document& document) {
  Backoff backoff = BackoffOf(options_);
  while (true) {
    auto analysis = analyzer_.Analyze(document, absl::InfiniteFuture());
    // No analysis process comes up: the document keeps its lease, for it is not its fault.
    if (!absl::IsUnavailable(analysis.status()) ||
        giving_up_.AwaitFor(backoff.Next(analysis.status()))) {
      return analysis;
    }
  }
}

void Worker::Release(std::string lease_id) {
  metrics_.released.Increment();
  settler_.Release(std::move(lease_id));
}

void Worker::Fail(std::string lease_id, const absl::Status& why, bool retriable) {
  metrics_.failed.Increment();
  metrics_.CountFailure(why);
  settler_.Fail(std::move(lease_id), absl::StrCat(FailureReason(why), ": ", why.message()),
                retriable);
}

}  // namespace standpoint
