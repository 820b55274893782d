#include "queue/queue_metrics.h"

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// A queue that only counts.
class CountedQueue : public WorkQueue {
 public:
  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view, int, absl::Duration,
                                                absl::Duration) override {
    return absl::UnimplementedError("");
  }
  std::vector<absl::Status> Complete(absl::Span<const std::string>) override { return {}; }
  std::vector<absl::Status> Release(absl::Span<const std::string>) override { return {}; }
  std::vector<absl::Status> Extend(absl::Span<const std::string>, absl::Duration) override {
    return {};
  }
  absl::Status Fail(absl::string_view, absl::string_view, bool) override { return {}; }
  void Append(std::vector<WorkItem>, AppendDone done) override { std::move(done)({}); }
  absl::StatusOr<int64_t> DropDeadLetters(absl::string_view, bool) override { return 0; }
  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(uint64_t, int) override {
    return absl::UnimplementedError("");
  }
  absl::Status Redrive(uint64_t) override { return {}; }
  QueueStats Stats() override { return stats; }
  void Shutdown() override {}

  QueueStats stats;
};

TEST(QueueMetricsTest, PublishesWhatTheQueueCounts) {
  FakeClock clock;
  CountedQueue queue;
  queue.stats.waiting = 1;
  queue.stats.leased = 2;
  queue.stats.dead_letters = 3;
  queue.stats.size_bytes = 4;
  queue.stats.max_count = 5;
  queue.stats.max_bytes = 6;
  queue.stats.oldest_enqueue_time = clock.Now() - absl::Seconds(7);
  queue.stats.appended_total = 8;
  queue.stats.completed_total = 9;
  queue.stats.refused_total = 10;
  queue.stats.redelivered_total = 11;
  queue.stats.dead_lettered_total = 12;
  Metrics metrics;
  const auto readings = PublishQueueMetrics(queue, metrics, clock);
  const std::string text = metrics.Text();
  for (const char* line :
       {"standpoint_queue_waiting 1\n", "standpoint_queue_leased 2\n",
        "standpoint_queue_dead_letters 3\n", "standpoint_queue_size_bytes 4\n",
        "standpoint_queue_max_items 5\n", "standpoint_queue_max_bytes 6\n",
        "standpoint_queue_oldest_age_seconds 7\n", "standpoint_queue_appended_total 8\n",
        "standpoint_queue_completed_total 9\n", "standpoint_queue_refused_total 10\n",
        "standpoint_queue_redelivered_total 11\n", "standpoint_queue_dead_lettered_total 12\n"}) {
    EXPECT_TRUE(absl::StrContains(text, line)) << line << text;
  }
}

TEST(QueueMetricsTest, AnEmptyQueueHasNoAge) {
  CountedQueue queue;
  Metrics metrics;
  const auto readings = PublishQueueMetrics(queue, metrics);
  EXPECT_TRUE(absl::StrContains(metrics.Text(), "standpoint_queue_oldest_age_seconds 0\n"));
}

}  // namespace
}  // namespace standpoint
