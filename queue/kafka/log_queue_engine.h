// How log_queue.h is done: windows over the partitions in memory, and rounds that commit what changed.

#ifndef STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_ENGINE_H_
#define STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_ENGINE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/kafka/kafka_consumer.h"
#include "common/kafka/kafka_record.h"
#include "common/kafka/transactional_producer.h"
#include "queue/kafka/dead_letter_topic.h"
#include "queue/kafka/log_queue.h"
#include "queue/kafka/partition_window.h"
#include "queue/rocksdb/group_committer.h"
#include "queue/work_queue.h"

namespace standpoint {

// Three threads: one reads (and hears of partitions that come and go), one commits changes in rounds, one appends. Kafka is never waited
// for under `mu_`.
class LogQueueEngine final : public LogQueue, private PartitionOwner {
 public:
  // After the construction Start, once.
  explicit LogQueueEngine(LogQueueOptions options);
  ~LogQueueEngine() override;
  absl::Status Start();

  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view owner, int max_items,
                                                absl::Duration duration,
                                                absl::Duration wait) override;
  std::vector<absl::Status> Complete(absl::Span<const std::string> lease_ids) override;
  std::vector<absl::Status> CompleteWith(std::vector<Completion> completions) override;
  std::vector<absl::Status> Release(absl::Span<const std::string> lease_ids) override;
  std::vector<absl::Status> Extend(absl::Span<const std::string> lease_ids,
                                   absl::Duration duration) override;
  absl::Status Fail(absl::string_view lease_id, absl::string_view reason, bool retriable) override;

  void Append(std::vector<WorkItem> items, AppendDone done) override;
  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(uint64_t after, int limit) override;
  absl::Status Redrive(uint64_t dead_letter_id) override;
  absl::StatusOr<int64_t> DropDeadLetters(absl::string_view key_prefix, bool reclaim) override;
  absl::StatusOr<bool> IsDeadLetter(absl::string_view key) override;
  QueueStats Stats() override;
  void Shutdown() override;
  absl::Status AwaitCaughtUp(int partitions, absl::Duration limit) override;

 private:
  // Work in a window, as long as the partition stays here.
  struct WorkRef {
    TopicPartition partition;
    uint64_t window = 0;
    int64_t offset = 0;
  };
  struct Window {
    uint64_t id = 0;
    PartitionWindow records;
  };
  // Something to be committed about a piece of work: that it is done, or else its attempts.
  struct Change {
    WorkRef work;
    bool done = false;
    std::vector<LogWrite> records;
    absl::Status status;
    bool finished = false;
  };
  using Changes = std::vector<std::shared_ptr<Change>>;
  // What was read of a topic and is not done.
  struct Held {
    int64_t bytes = 0;
    int64_t count = 0;
    bool paused = false;
  };

  // Reading: log_queue_reading.cc.
  absl::Status Join() ABSL_LOCKS_EXCLUDED(join_mu_, mu_);
  void KeepReading();
  void Take(Polled polled) ABSL_LOCKS_EXCLUDED(mu_);
  void PutWork(Window& window, PartitionWindow::Found found) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void GoOnAfterGap(const TopicPartition& partition) ABSL_LOCKS_EXCLUDED(mu_);
  void KeepWithinBounds() ABSL_LOCKS_EXCLUDED(mu_);
  void FlushNowAndThen() ABSL_LOCKS_EXCLUDED(mu_);
  void Assigned(const std::vector<LogPosition>& positions) override ABSL_LOCKS_EXCLUDED(mu_);
  void Revoked(const std::vector<TopicPartition>& partitions, bool lost) override
      ABSL_LOCKS_EXCLUDED(mu_);
  void Drop(Window& window) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  // Committing: log_queue_rounds.cc.
  void KeepCommitting();
  Changes NextRound() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void CommitRound(const Changes& changes) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Commits the changes; returns when all are finished.
  void Await(const Changes& changes) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  LogWork* Find(const WorkRef& ref) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  void Erase(const WorkRef& ref) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  // Leasing and settling: log_queue_leases.cc.
  void SetState(LogWork& work, LogWork::State state) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Ends what is due. Gives the changes that bury work whose attempts are used up.
  Changes Tick() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Ends what is due until nothing is.
  absl::Status EndWhatIsDue() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  Changes TakeReady(int max_items) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  absl::StatusOr<std::vector<LeasedWork>> HandOut(const Changes& taken, absl::Duration duration)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // The leased work; null: there is no such lease.
  LogWork* Leased(absl::string_view lease_id, WorkRef* ref) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  // Makes changes of leases; those that are not there are null.
  absl::Status Settle(const std::shared_ptr<Change>& change, absl::string_view lease_id)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);
  LogWrite DeadRecordOf(const WorkRef& ref, const LogWork& work, absl::string_view reason);
  bool MayLease() const ABSL_SHARED_LOCKS_REQUIRED(mu_) { return ready_ > 0 || shut_down_; }

  // Writes records, and remembers where they are for those who read what they wrote.
  absl::Status Write(TransactionalProducer& producer, std::vector<LogWrite> records,
                     const GroupPositions* positions = nullptr) ABSL_LOCKS_EXCLUDED(mu_);
  // Makes sure that the topics are there.
  absl::Status Prepare() ABSL_LOCKS_EXCLUDED(prepare_mu_);
  void CommitAppends(std::vector<PendingAppend>& group);

  const LogQueueOptions options_;
  const std::string session_;  // begins the lease ids
  DeadLetterTopic dead_letters_;
  std::unique_ptr<TransactionalProducer> appends_;
  std::unique_ptr<TransactionalProducer> rounds_;

  absl::Mutex prepare_mu_;
  bool prepared_ ABSL_GUARDED_BY(prepare_mu_) = false;

  absl::Mutex join_mu_;
  std::unique_ptr<KafkaConsumer> consumer_;  // set by Join, once, before reader_ begins
  std::unique_ptr<KafkaConsumer> asker_;  // for questions, which would wait for fetches otherwise

  absl::Mutex mu_;
  std::map<TopicPartition, Window> windows_ ABSL_GUARDED_BY(mu_);
  std::map<std::string, Held> held_ ABSL_GUARDED_BY(mu_);  // by topic
  absl::flat_hash_map<std::string, WorkRef> leases_ ABSL_GUARDED_BY(mu_);
  int64_t ready_ ABSL_GUARDED_BY(mu_) = 0;
  absl::Time next_due_ ABSL_GUARDED_BY(mu_) = absl::InfiniteFuture();
  Changes changes_ ABSL_GUARDED_BY(mu_);                            // of the next round
  std::map<TopicPartition, int64_t> written_ ABSL_GUARDED_BY(mu_);  // next offset after our records
  std::set<TopicPartition> to_flush_ ABSL_GUARDED_BY(mu_);          // positions for the next round
  std::map<TopicPartition, LogPosition> committed_ ABSL_GUARDED_BY(mu_);
  bool in_round_ ABSL_GUARDED_BY(mu_) = false;
  bool joined_ ABSL_GUARDED_BY(mu_) = false;
  bool shut_down_ ABSL_GUARDED_BY(mu_) = false;
  bool stop_reading_ ABSL_GUARDED_BY(mu_) = false;
  bool stop_committing_ ABSL_GUARDED_BY(mu_) = false;
  uint64_t last_window_ ABSL_GUARDED_BY(mu_) = 0;
  uint64_t last_lease_ ABSL_GUARDED_BY(mu_) = 0;
  int64_t pending_bytes_ ABSL_GUARDED_BY(mu_) = 0;
  QueueStats totals_ ABSL_GUARDED_BY(mu_);  // the totals alone
  absl::Time dead_letters_read_ ABSL_GUARDED_BY(mu_) = absl::InfinitePast();

  absl::Time last_flush_ = absl::InfinitePast();  // of the reading thread
  std::thread reader_;
  std::thread committer_;
  std::unique_ptr<GroupCommitter> appender_;  // last: its thread uses the rest
};

}  // namespace standpoint

#endif  // STANDPOINT_QUEUE_KAFKA_LOG_QUEUE_ENGINE_H_
