#include "analyze/worker/committer.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

// A refusal of the message as such: overload carries a RetryInfo, what gRPC refuses for its size
// does not.
bool IsTooLarge(const absl::Status& status) {
  return absl::IsResourceExhausted(status) &&
         RetryDelay(status, absl::InfiniteDuration()) == absl::InfiniteDuration();
}

}  // namespace

Committer::Committer(ResultSink& sink, Settler& settler, WorkerMetrics& metrics,
                     CommitLimits limits, Backoff backoff, Clock* clock)
    : sink_(sink),
      settler_(settler),
      metrics_(metrics),
      limits_(limits),
      backoff_(backoff),
      clock_(clock),
      giving_up_(clock) {
  thread_ = std::thread([this] { Run(); });
}

Committer::~Committer() {
  if (thread_.joinable()) {
    GiveUp();
    Finish();
  }
}

void Committer::Finish() {
  incoming_.Close();
  thread_.join();
}

void Committer::Run() {
  while (true) {
    std::vector<AnalyzedWork> batch = NextBatch();
    if (batch.empty()) {
      return;
    }
    absl::Status failure;
    std::vector<AnalyzedWork> refused;
    if (giving_up_.raised()) {
      for (AnalyzedWork& work : batch) {
        SettleReleased(std::move(work));
      }
      continue;
    }
    refused = Commit(std::move(batch), failure);
    if (failure.ok()) {
      backoff_.Reset();
      outage_.Succeeded();
    }
    std::move(refused.begin(), refused.end(), std::back_inserter(again_));
    if (!failure.ok()) {
      metrics_.store_retries.Increment();
      outage_.Failed(failure);
      giving_up_.AwaitFor(backoff_.Next(failure));
    }
  }
}

std::vector<AnalyzedWork> Committer::NextBatch() {
  std::vector<AnalyzedWork> batch;
  int64_t bytes = 0;
  while (static_cast<int>(batch.size()) < limits_.documents) {
    std::optional<AnalyzedWork> work;
    if (!again_.empty()) {
      work = std::move(again_.back());
      again_.pop_back();
    } else {
      work = batch.empty() ? incoming_.Pop() : incoming_.TryPop();
    }
    if (!work) {
      break;
    }
    const int64_t size = static_cast<int64_t>(work->document.ByteSizeLong());
    if (!batch.empty() && (work->alone || bytes + size > limits_.bytes)) {
      again_.push_back(*std::move(work));
      break;
    }
    bytes += size;
    batch.push_back(*std::move(work));
    if (batch.back().alone) {
      break;
    }
  }
  return batch;
}

std::vector<AnalyzedWork> Committer::Commit(std::vector<AnalyzedWork> batch,
                                            absl::Status& failure) {
  std::vector<internal::v1::AnalyzedDocument> documents(batch.size());
  std::vector<std::string> lease_ids;
  for (size_t i = 0; i < batch.size(); ++i) {
    documents[i].Swap(&batch[i].document);
    lease_ids.push_back(batch[i].lease_id);
  }
  const absl::Time begin = clock_->Now();
  const std::vector<absl::Status> statuses = sink_.Commit(lease_ids, documents);
  metrics_.commit_seconds.Observe(absl::ToDoubleSeconds(clock_->Now() - begin));

  std::vector<AnalyzedWork> again;
  for (size_t i = 0; i < batch.size(); ++i) {
    batch[i].document.Swap(&documents[i]);
    const absl::Status& status = statuses[i];
    if (status.ok()) {
      SettleDone(std::move(batch[i]));
    } else if (absl::IsNotFound(status)) {
      SettleLost(batch[i]);
    } else if (IsTooLarge(status) && batch.size() > 1) {
      batch[i].alone = true;
      again.push_back(std::move(batch[i]));
    } else if (IsTransient(status) && !IsTooLarge(status)) {
      failure = status;
      again.push_back(std::move(batch[i]));
    } else {
      SettleRefused(std::move(batch[i]), status);
    }
  }
  return again;
}

void Committer::SettleDone(AnalyzedWork work) {
  metrics_.done.Increment();
  metrics_.bytes.Increment(static_cast<double>(work.document.document().text().size()));
  metrics_.tokens.Increment(work.document.analysis().token_count());
  if (sink_.completes_leases()) {
    settler_.Drop(work.lease_id);
  } else {
    settler_.Complete(std::move(work.lease_id));
  }
}

void Committer::SettleLost(const AnalyzedWork& work) {
  metrics_.lost.Increment();
  settler_.Drop(work.lease_id);
}

void Committer::SettleRefused(AnalyzedWork work, const absl::Status& refusal) {
  metrics_.failed.Increment();
  metrics_.CountFailure(refusal);
  settler_.Fail(std::move(work.lease_id),
                absl::StrCat("COMMIT_REFUSED: ", FailureReason(refusal), ": ", refusal.message()),
                /*retriable=*/false);
}

void Committer::SettleReleased(AnalyzedWork work) {
  metrics_.released.Increment();
  settler_.Release(std::move(work.lease_id));
}

}  // namespace standpoint
