#include "router/service/router_parts.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "common/concurrency/executor_metrics.h"
#include "common/config/settings.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"
#include "router/fleet/store_methods.h"

namespace standpoint {
namespace {

constexpr absl::Duration kStatusTimeout = absl::Seconds(5);

// How many replicas serve, over all shards.
double CountReplicas(const Fleet& fleet, bool serving) {
  double count = 0;
  for (const auto& shard : fleet.Current()->shards()) {
    for (const auto& replica : shard->replicas) {
      count += replica->serving() == serving ? 1 : 0;
    }
  }
  return count;
}

void Add(const v1::StoreStatus& part, v1::StoreStatus* sum) {
  // Corpora are spread over all shards.
  sum->set_corpus_count(std::max(sum->corpus_count(), part.corpus_count()));
  sum->set_document_count(sum->document_count() + part.document_count());
  sum->set_claim_count(sum->claim_count() + part.claim_count());
  sum->set_stance_count(sum->stance_count() + part.stance_count());
  sum->set_size_bytes(sum->size_bytes() + part.size_bytes());
  sum->set_compaction_debt_bytes(sum->compaction_debt_bytes() + part.compaction_debt_bytes());
  sum->set_writes_stalled(sum->writes_stalled() || part.writes_stalled());
  sum->set_format_version(std::max(sum->format_version(), part.format_version()));
}

}  // namespace

absl::StatusOr<std::unique_ptr<RouterParts>> RouterParts::Open(
    const internal::v1::RouterServerConfig& settings, AnalyzeClient* analyze, Metrics& metrics) {
  internal::v1::RouterServerConfig complete = settings;
  RETURN_IF_ERROR(ApplyDefaults(complete));
  RETURN_IF_ERROR(CheckSettings(complete));
  auto parts = std::unique_ptr<RouterParts>(new RouterParts(complete, analyze, metrics));
  ASSIGN_OR_RETURN(
      parts->topology_,
      TopologyWatcher::Start(
          complete.router().topology_file(), ToAbslDuration(complete.router().topology_interval()),
          metrics,
          [fleet = &parts->fleet_](const Topology& topology) { fleet->SetTopology(topology); }));
  parts->readings_ = ReadExecutor(parts->executor_, metrics);
  for (const bool serving : {true, false}) {
    parts->readings_.push_back(metrics.ReadGauge(
        "standpoint_router_replicas", "Replicas in the topology by what their health says",
        {{"serving", serving ? "true" : "false"}},
        [fleet = &parts->fleet_, serving] { return CountReplicas(*fleet, serving); }));
  }
  return parts;
}

RouterParts::RouterParts(const internal::v1::RouterServerConfig& settings, AnalyzeClient* analyze,
                         Metrics& metrics)
    : hedging_(ToAbslDuration(settings.router().hedge_delay()), settings.router().hedge_share()),
      calls_(hedging_, metrics),
      weights_(ToAbslDuration(settings.router().word_weights_age())),
      spread_parts_{fleet_, calls_, shares_, ToAbslDuration(settings.router().shard_timeout())},
      handler_(spread_parts_, weights_, analyze, settings.router().max_examined()),
      executor_("router", settings.router().max_calls(), settings.server().max_queued_calls()),
      runner_(settings.server(), executor_, metrics),
      service_(runner_, executor_, handler_),
      care_({.operations = &operations_,
             .backups = nullptr,
             .backup_parts = {},
             .checks = {},
             .corpora = nullptr}),
      admin_({.queue = nullptr, .store_status = [this] { return Status(); }}, absl::Now()),
      admin_service_(admin_, care_, runner_) {}

std::vector<RpcService> RouterParts::Services() {
  return {{v1::QueryService::service_full_name(), &service_},
          {v1::AdminService::service_full_name(), &admin_service_}};
}

absl::StatusOr<v1::StoreStatus> RouterParts::Status() {
  const CallContext call;
  const std::shared_ptr<const ShardMap> map = fleet_.Current();
  std::vector<ShardQuestion<v1::GetStatusRequest>> questions;
  for (const auto& shard : map->shards()) {
    questions.push_back({shard.get(), {}});
  }
  v1::StoreStatus sum;
  for (const auto& answer :
       calls_.Ask(kGetStatus, std::move(questions), call, absl::Now() + kStatusTimeout)) {
    RETURN_IF_ERROR(answer.status());
    Add(answer->store(), &sum);
  }
  return sum;
}

void RouterParts::Shutdown() {
  operations_.Shutdown();
  executor_.Shutdown();
}

}  // namespace standpoint
