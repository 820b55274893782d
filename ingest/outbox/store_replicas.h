// Asks all replicas of all shards what they have.

#ifndef STANDPOINT_INGEST_OUTBOX_STORE_REPLICAS_H_
#define STANDPOINT_INGEST_OUTBOX_STORE_REPLICAS_H_

#include <memory>
#include <set>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/time/clock.h"
#include "ingest/outbox/written_documents.h"
#include "store/client/replica_client.h"

namespace standpoint {

// The replicas tell which partitions they hold. As long as one of them has never answered, no document is known to be everywhere: it may
// be of the document's shard. A replica that has answered once and is away now keeps the documents of its partitions unknown.
// Threads: safe; one question after the other.
class StoreReplicas final : public WrittenDocuments {
 public:
  // `partitions`: of the topic of analyses. Lifetime: `clock` outlives it.
  StoreReplicas(std::vector<std::unique_ptr<ReplicaClient>> replicas, int partitions,
                Clock* clock = Clock::Real());

  std::vector<WriteStanding> Ask(absl::Span<const DocumentWrite> writes) override;

 private:
  struct Replica {
    std::unique_ptr<ReplicaClient> client;
    bool known = false;      // has told its partitions once
    bool caught_up = false;  // has applied the log to its end, as last heard
    std::set<int> partitions;
    absl::Time heard = absl::InfinitePast();
  };

  // Hears how the replicas stand, unless that was just done.
  void Refresh() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Asks one replica about those writes that concern it, and changes the answers.
  void AskOne(Replica& replica, absl::Span<const DocumentWrite> writes,
              const std::vector<int>& partitions, std::vector<WriteStanding>& answers)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  const int partitions_;
  Clock* const clock_;
  absl::Mutex mu_;
  std::vector<Replica> replicas_ ABSL_GUARDED_BY(mu_);
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_OUTBOX_STORE_REPLICAS_H_
