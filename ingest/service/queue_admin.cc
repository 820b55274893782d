#include "ingest/service/queue_admin.h"

#include <utility>

#include "absl/time/time.h"
#include "common/status/macros.h"
#include "common/text/resource_name.h"
#include "common/time/proto_time.h"

namespace standpoint {

absl::StatusOr<v1::QueueStatus> WorkQueueAdmin::Status() {
  const QueueStats stats = queue_->Stats();
  v1::QueueStatus status;
  status.set_waiting_count(stats.waiting);
  status.set_leased_count(stats.leased);
  status.set_dead_letter_count(stats.dead_letters);
  status.set_size_bytes(stats.size_bytes);
  if (stats.oldest_enqueue_time != absl::InfiniteFuture()) {
    *status.mutable_oldest_age() = ToProtoDuration(clock_->Now() - stats.oldest_enqueue_time);
  }
  status.set_max_count(max_count_);
  status.set_max_bytes(max_bytes_);
  return status;
}

absl::StatusOr<std::vector<v1::DeadLetter>> WorkQueueAdmin::ListDeadLetters(uint64_t after,
                                                                            int limit) {
  ASSIGN_OR_RETURN(const std::vector<DeadLetter> dead, queue_->ListDeadLetters(after, limit));
  std::vector<v1::DeadLetter> letters;
  letters.reserve(dead.size());
  for (const DeadLetter& one : dead) {
    v1::DeadLetter letter;
    letter.set_name(DeadLetterName{one.id}.ToString());
    letter.set_document(one.key);
    letter.set_reason(one.reason);
    letter.set_attempt_count(one.attempts);
    *letter.mutable_enqueue_time() = ToProtoTimestamp(one.enqueue_time);
    *letter.mutable_dead_time() = ToProtoTimestamp(one.dead_time);
    letter.set_size_bytes(one.size_bytes);
    letters.push_back(std::move(letter));
  }
  return letters;
}

}  // namespace standpoint
