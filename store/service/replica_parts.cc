#include "store/service/replica_parts.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/concurrency/thread_count.h"
#include "common/config/settings.h"
#include "common/kafka/log_layout.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"
#include "store/service/corpus_care.h"
#include "store/service/replica_metrics.h"

namespace standpoint {
namespace {

constexpr int kMaxQueuedReclaims = 1000;

absl::StatusOr<std::vector<int>> PartitionsFor(const internal::v1::ReplicaConfig& settings,
                                               int analysis_partitions) {
  if (!settings.partitions().empty()) {
    std::vector<int> partitions(settings.partitions().begin(), settings.partitions().end());
    std::sort(partitions.begin(), partitions.end());
    if (std::adjacent_find(partitions.begin(), partitions.end()) != partitions.end() ||
        partitions.back() >= analysis_partitions) {
      return InvalidField("replica.partitions",
                          absl::StrCat("must be below kafka.analysis_partitions, ",
                                       analysis_partitions, ", and each be there once"));
    }
    return partitions;
  }
  if (settings.shard_count() > analysis_partitions) {
    return InvalidField(
        "replica.shard_count",
        absl::StrCat("must be at most kafka.analysis_partitions, ", analysis_partitions));
  }
  if (settings.shard_index() >= settings.shard_count()) {
    return InvalidField("replica.shard_index", "must be less than replica.shard_count");
  }
  return PartitionsOf(settings.shard_index(), settings.shard_count(), analysis_partitions);
}

}  // namespace

absl::StatusOr<std::unique_ptr<ReplicaParts>> ReplicaParts::Make(
    const internal::v1::ReplicaConfig& settings, int analysis_partitions,
    std::unique_ptr<LogSource> source, StoreParts& parts, Metrics& metrics) {
  internal::v1::ReplicaConfig complete = settings;
  RETURN_IF_ERROR(ApplyDefaults(complete));
  RETURN_IF_ERROR(PrefixField("replica", CheckSettings(complete)));
  LogApplierOptions options;
  ASSIGN_OR_RETURN(options.partitions, PartitionsFor(complete, analysis_partitions));
  options.partition_count = analysis_partitions;
  options.max_lag = ToAbslDuration(complete.max_lag());
  options.max_bytes = static_cast<size_t>(complete.max_bytes_under_way());
  options.threads = ThreadCount(complete.threads());
  return std::unique_ptr<ReplicaParts>(
      new ReplicaParts(options, std::move(source), parts, metrics));
}

ReplicaParts::ReplicaParts(const LogApplierOptions& options, std::unique_ptr<LogSource> source,
                           StoreParts& parts, Metrics& metrics)
    : parts_(parts),
      source_(std::move(source)),
      reclaimer_("reclaim", /*threads=*/1, kMaxQueuedReclaims),
      applier_(options, &parts.engine(), &parts.writer(), source_.get()),
      readings_(ReadReplicaMetrics(applier_.standing(), options.partitions, metrics)) {
  parts_.gate().Refuse(Standing::CatchingUp());
}

void ReplicaParts::Start(OnServing on_serving) {
  applier_.set_on_state(
      [this, on_serving = std::move(on_serving)](ReplicaState state, const absl::Status& refusal) {
        parts_.gate().Refuse(refusal);
        on_serving(state == ReplicaState::kServing);
      });
  applier_.set_on_corpus_removed([this](const std::string& corpus) {
    const bool taken = reclaimer_.TrySchedule([this, corpus] {
      const absl::Status status = ReclaimCorpus(parts_.engine(), corpus);
      if (!status.ok()) {
        Log(Severity::kError, "reclaim_failed", {{"error", status.message()}});
      }
    });
    if (!taken) {
      Log(Severity::kWarning, "reclaim_dropped", {{"corpus", corpus}});
    }
  });
  applier_.Start();
}

void ReplicaParts::Shutdown() {
  applier_.Shutdown();
  reclaimer_.Shutdown();
}

}  // namespace standpoint
