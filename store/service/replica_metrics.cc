#include "store/service/replica_metrics.h"

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

// What stops a replica, each a value of label `reason`.
constexpr const char* kReasons[] = {"LOG_HOLE",
                                    "LOG_TRUNCATED",
                                    "LOG_REPLACED",
                                    "LOG_PARTITIONS_CHANGED",
                                    "LOG_ASSIGNMENT_CHANGED",
                                    "LOG_BINDING_MISSING",
                                    "FORMAT_TOO_NEW"};

}  // namespace

std::vector<Metrics::Reading> ReadReplicaMetrics(const Standing& standing,
                                                 const std::vector<int>& partitions,
                                                 Metrics& metrics) {
  std::vector<Metrics::Reading> readings;
  const auto count = [&](const char* name, const char* help, int64_t ReplicaStats::*field) {
    readings.push_back(metrics.ReadCounter(name, help, {}, [&standing, field] {
      return static_cast<double>(standing.Stats().*field);
    }));
  };
  count("standpoint_replica_records_applied_total", "Records of the log that were applied.",
        &ReplicaStats::applied_records);
  count("standpoint_replica_applied_bytes_total", "Their size in the log, uncompressed.",
        &ReplicaStats::applied_bytes);
  count("standpoint_replica_records_skipped_total",
        "Records of the log that no replica can store; the log says which and why.",
        &ReplicaStats::skipped_records);
  readings.push_back(metrics.ReadGauge(
      "standpoint_replica_serving", "1 while the lag is under the threshold.", {},
      [&standing] { return standing.Report().state == ReplicaState::kServing ? 1.0 : 0.0; }));
  for (const char* reason : kReasons) {
    readings.push_back(metrics.ReadGauge(
        "standpoint_replica_stopped", "1 when the replica gave up on its log; needs somebody.",
        {{"reason", reason}}, [&standing, reason] {
          return ErrorReason(standing.Report().stopped) == reason ? 1.0 : 0.0;
        }));
  }
  for (const int partition : partitions) {
    const auto gauge = [&](const char* name, const char* help,
                           std::function<double(const PartitionLag&)> read) {
      readings.push_back(metrics.ReadGauge(
          name, help, {{"partition", absl::StrCat(partition)}},
          [&standing, partition, read] { return read(standing.Report().partitions[partition]); }));
    };
    gauge("standpoint_replica_lag_records", "Offsets of the log that are not applied yet.",
          [](const PartitionLag& lag) { return static_cast<double>(lag.records); });
    gauge("standpoint_replica_lag_seconds",
          "How old the oldest record that is not applied may be at most; +Inf: not known yet.",
          [](const PartitionLag& lag) { return absl::ToDoubleSeconds(lag.age); });
    gauge("standpoint_replica_next_offset", "Offset behind the last record that was applied.",
          [](const PartitionLag& lag) { return static_cast<double>(lag.next_offset); });
  }
  return readings;
}

}  // namespace standpoint
