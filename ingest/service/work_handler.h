// What WorkService does, without gRPC: leases of a work queue for workers elsewhere.

#ifndef STANDPOINT_INGEST_SERVICE_WORK_HANDLER_H_
#define STANDPOINT_INGEST_SERVICE_WORK_HANDLER_H_

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "common/concurrency/executor.h"
#include "common/rpc/call_context.h"
#include "common/time/clock.h"
#include "ingest/service/lease_waiters.h"
#include "queue/work_queue.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {

// Threads: safe. Lifetime: the arguments outlive it.
class WorkHandler {
 public:
  using Done = absl::AnyInvocable<void(absl::Status)>;

  // `executor` runs the reading of leased work.
  WorkHandler(WorkSource& source, Executor& executor, const Clock& clock = *Clock::Real());

  // Gives its answer, at most some 32 MiB of payloads beyond the first item, through `done`: soon
  // when there is work, at the latest when `wait` or the call's deadline is nearly over. Does not
  // block. `call`, `request` and `response` live until then. Errors: INVALID_ARGUMENT
  // (INVALID_FIELD), RESOURCE_EXHAUSTED (OVERLOADED), and those of the source.
  void LeaseWork(const CallContext& call, const internal::v1::LeaseWorkRequest& request,
                 internal::v1::LeaseWorkResponse* response, Done done);

  // Blocks as long as the queue writes. A settlement that makes no sense fails alone.
  // Errors: INVALID_ARGUMENT (INVALID_FIELD).
  absl::Status SettleWork(const CallContext& call, const internal::v1::SettleWorkRequest& request,
                          internal::v1::SettleWorkResponse* response);

  // Answers the waiting leases with UNAVAILABLE, and all later ones. Idempotent.
  void Shutdown() { waiters_.Shutdown(); }

 private:
  WorkSource& source_;
  const Clock& clock_;
  LeaseWaiters waiters_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_WORK_HANDLER_H_
