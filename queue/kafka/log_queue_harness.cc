#include "queue/kafka/log_queue_harness.h"

#include <gtest/gtest.h>

#include <atomic>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/config/settings.h"
#include "common/kafka/kafka_properties.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/topics.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {
namespace {

constexpr absl::Duration kLimit = absl::Seconds(60);

// A queue that waits for the broker after each change.
class PromptQueue final : public WorkQueue {
 public:
  explicit PromptQueue(std::unique_ptr<LogQueue> queue) : queue_(std::move(queue)) {}

  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view owner, int max_items,
                                                absl::Duration duration,
                                                absl::Duration wait) override {
    return queue_->Lease(owner, max_items, duration, wait);
  }
  std::vector<absl::Status> Complete(absl::Span<const std::string> ids) override {
    return queue_->Complete(ids);
  }
  std::vector<absl::Status> Release(absl::Span<const std::string> ids) override {
    return queue_->Release(ids);
  }
  std::vector<absl::Status> Extend(absl::Span<const std::string> ids,
                                   absl::Duration duration) override {
    return queue_->Extend(ids, duration);
  }
  absl::Status Fail(absl::string_view id, absl::string_view reason, bool retriable) override {
    RETURN_IF_ERROR(queue_->Fail(id, reason, retriable));
    return CatchUp();
  }
  void Append(std::vector<WorkItem> items, AppendDone done) override {
    ++under_way_;
    queue_->Append(std::move(items), [this, done = std::move(done)](absl::Status status) mutable {
      // Of many that are under way, the last one waits for all.
      done(--under_way_ == 0 && status.ok() ? CatchUp() : status);
    });
  }
  absl::StatusOr<std::vector<DeadLetter>> ListDeadLetters(uint64_t after, int limit) override {
    RETURN_IF_ERROR(CatchUp());
    return queue_->ListDeadLetters(after, limit);
  }
  absl::Status Redrive(uint64_t id) override {
    RETURN_IF_ERROR(queue_->Redrive(id));
    return CatchUp();
  }
  absl::StatusOr<int64_t> DropDeadLetters(absl::string_view prefix, bool reclaim) override {
    return queue_->DropDeadLetters(prefix, reclaim);
  }
  QueueStats Stats() override {
    EXPECT_TRUE(CatchUp().ok());
    EXPECT_TRUE(queue_->ListDeadLetters(0, 1).ok());
    return queue_->Stats();
  }
  void Shutdown() override { queue_->Shutdown(); }

  absl::Status CatchUp() { return queue_->AwaitCaughtUp(kTestPartitions, kLimit); }

 private:
  std::atomic<int> under_way_ = 0;  // appends
  const std::unique_ptr<LogQueue> queue_;
};

}  // namespace

KafkaCluster& TestKafka() {
  static KafkaCluster* const cluster = [] {
    KafkaClusterOptions options;
    options.directory = testing::TempDir() + "/kafka";
    auto started = KafkaCluster::Start(options);
    EXPECT_TRUE(started.ok()) << started.status();
    return started.ok() ? started->release() : nullptr;
  }();
  static const struct End {
    ~End() { delete cluster; }
  } end;
  return *cluster;
}

LogQueueOptions MakeLogQueueTopics(const std::string& prefix) {
  internal::v1::KafkaConfig settings;
  settings.set_bootstrap_servers(TestKafka().bootstrap_servers());
  settings.set_topic_prefix(prefix);
  settings.set_document_partitions(3);
  settings.set_retry_partitions(1);
  settings.set_analysis_partitions(2);
  settings.set_replication_factor(1);
  settings.set_min_insync_replicas(1);
  EXPECT_TRUE(ApplyDefaults(settings).ok());
  const auto properties = ReadKafkaProperties(settings);
  EXPECT_TRUE(properties.ok()) << properties.status();
  const absl::Status made = EnsureTopics(settings, *properties, kLimit);
  EXPECT_TRUE(made.ok()) << made;
  const LogTopics names = TopicsOf(prefix);
  LogQueueOptions options;
  options.properties = *properties;
  options.topics = {names.documents, 3, names.retry, 1, names.dead};
  options.group = names.workers_group;
  options.writer = absl::StrCat(prefix, ".queue");
  options.session_timeout = absl::Seconds(6);
  return options;
}

LogQueueHarness::LogQueueHarness()
    : options_([] {
        static int harnesses = 0;
        return MakeLogQueueTopics(absl::StrCat("conformance", ++harnesses));
      }()) {}

QueueCapabilities LogQueueHarness::capabilities() const {
  // The outbox of ingest bounds the queue and gets it over a power cut; tests there.
  return {.exact_time = true,
          .bounded = false,
          .power_cut = false,
          .random_steps = 250,
          .items_each = 40};
}

absl::StatusOr<std::unique_ptr<WorkQueue>> LogQueueHarness::Open(const QueueSettings& settings) {
  LogQueueOptions options = options_;
  options.max_attempts = settings.max_attempts;
  options.back_off = settings.back_off;
  options.clock = settings.clock;
  ASSIGN_OR_RETURN(std::unique_ptr<LogQueue> queue, OpenLogQueue(std::move(options)));
  auto prompt = std::make_unique<PromptQueue>(std::move(queue));
  RETURN_IF_ERROR(prompt->CatchUp());
  return prompt;
}

}  // namespace standpoint
