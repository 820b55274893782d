#include "ingest/outbox/store_replicas.h"

#include <algorithm>
#include <utility>

#include "common/kafka/log_layout.h"
#include "common/log/log.h"
#include "common/text/resource_name.h"

namespace standpoint {
namespace {

constexpr size_t kMaxDocuments = 1000;  // of a call
constexpr absl::Duration kHearEvery = absl::Seconds(1);

bool IsCaughtUp(const internal::v1::ReplicaStatus& status) {
  if (status.state() != internal::v1::ReplicaStatus::STATE_SERVING) {
    return false;
  }
  return std::all_of(status.partitions().begin(), status.partitions().end(),
                     [](const auto& one) { return one.next_offset() >= one.log_end_offset(); });
}

}  // namespace

StoreReplicas::StoreReplicas(std::vector<std::unique_ptr<ReplicaClient>> replicas, int partitions,
                             Clock* clock)
    : partitions_(partitions), clock_(clock) {
  absl::MutexLock lock(&mu_);
  for (std::unique_ptr<ReplicaClient>& client : replicas) {
    replicas_.emplace_back();
    replicas_.back().client = std::move(client);
  }
}

std::vector<WriteStanding> StoreReplicas::Ask(absl::Span<const DocumentWrite> writes) {
  if (writes.empty()) {
    return {};
  }
  absl::MutexLock lock(&mu_);
  Refresh();
  std::vector<int> partitions;
  for (const DocumentWrite& write : writes) {
    const auto name = DocumentName::Parse("name", write.name);
    partitions.push_back(name.ok() ? PartitionOf(*name, partitions_) : -1);
  }
  std::vector<WriteStanding> answers(writes.size(), {.everywhere = Written::kYes});
  std::set<int> held;
  bool all_known = true;
  for (Replica& replica : replicas_) {
    all_known = all_known && replica.known;
    held.insert(replica.partitions.begin(), replica.partitions.end());
    AskOne(replica, writes, partitions, answers);
  }
  for (size_t i = 0; i < writes.size(); ++i) {
    // A replica that never answered may be of its shard; or nobody told of its shard.
    if (!all_known || held.count(partitions[i]) == 0) {
      answers[i].everywhere = Written::kUnknown;
    }
  }
  return answers;
}

void StoreReplicas::Refresh() {
  for (Replica& replica : replicas_) {
    if (clock_->Now() - replica.heard < kHearEvery) {
      continue;
    }
    replica.heard = clock_->Now();
    const auto status = replica.client->Status();
    replica.caught_up = status.ok() && IsCaughtUp(*status);
    if (!status.ok()) {
      Log(Severity::kDebug, "replica_does_not_answer", {{"why", status.status().message()}});
      continue;
    }
    replica.known = true;
    replica.partitions.clear();
    for (const auto& partition : status->partitions()) {
      replica.partitions.insert(partition.partition());
    }
  }
}

void StoreReplicas::AskOne(Replica& replica, absl::Span<const DocumentWrite> writes,
                           const std::vector<int>& partitions,
                           std::vector<WriteStanding>& answers) {
  std::vector<size_t> places;
  for (size_t i = 0; i < writes.size(); ++i) {
    if (replica.partitions.count(partitions[i]) > 0) {
      places.push_back(i);
    }
  }
  absl::StatusOr<std::vector<bool>> applied = std::vector<bool>();
  for (size_t begin = 0; begin < places.size(); begin += kMaxDocuments) {
    const auto some = absl::MakeConstSpan(places).subspan(begin, kMaxDocuments);
    internal::v1::GetAppliedDocumentsRequest request;
    for (const size_t place : some) {
      auto& document = *request.add_documents();
      document.set_name(writes[place].name);
      document.set_revision(writes[place].revision);
    }
    if (applied.ok()) {  // who does not answer once is not waited for again
      applied = replica.client->Applied(request);
    }
    for (size_t i = 0; i < some.size(); ++i) {
      WriteStanding& answer = answers[some[i]];
      if (applied.ok() && (*applied)[i]) {
        answer.somewhere = true;
      } else if (!applied.ok() || !replica.caught_up) {
        answer.everywhere = Written::kUnknown;
      } else if (answer.everywhere == Written::kYes) {
        answer.everywhere = Written::kNo;
      }
    }
  }
}

}  // namespace standpoint
