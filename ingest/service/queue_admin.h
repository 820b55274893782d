// The queue's part of AdminService.

#ifndef STANDPOINT_INGEST_SERVICE_QUEUE_ADMIN_H_
#define STANDPOINT_INGEST_SERVICE_QUEUE_ADMIN_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/admin/admin_handler.h"
#include "common/time/clock.h"
#include "queue/work_queue.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {

// Threads: safe. Lifetime: `queue` and `clock` outlive it.
class WorkQueueAdmin final : public QueueAdmin {
 public:
  // `max_count`, `max_bytes`: the queue's bounds.
  WorkQueueAdmin(WorkQueue* queue, Clock* clock, int64_t max_count, int64_t max_bytes)
      : queue_(queue), clock_(clock), max_count_(max_count), max_bytes_(max_bytes) {}

  absl::StatusOr<v1::QueueStatus> Status() override;
  absl::StatusOr<std::vector<v1::DeadLetter>> ListDeadLetters(uint64_t after, int limit) override;
  absl::Status Redrive(uint64_t id) override { return queue_->Redrive(id); }

 private:
  WorkQueue* const queue_;
  Clock* const clock_;
  const int64_t max_count_;
  const int64_t max_bytes_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_QUEUE_ADMIN_H_
