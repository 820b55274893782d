// Workers from the log to the log, over a real broker.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/worker/log_sink.h"
#include "analyze/worker/worker.h"
#include "common/kafka/kafka_consumer.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/pieces.h"
#include "common/metrics/metrics.h"
#include "common/status/errors.h"
#include "common/text/resource_name.h"
#include "queue/kafka/log_queue.h"
#include "queue/kafka/log_queue_harness.h"
#include "standpoint/internal/v1/log.pb.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

constexpr int kAnalysisPartitions = 2;
constexpr absl::Duration kLimit = absl::Seconds(120);

// As many tokens as bytes. A text that begins with "hold" waits; "bad" fails.
class TestAnalyzer final : public DocumentAnalyzer {
 public:
  absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document, absl::Time) override {
    if (absl::StartsWith(document.text(), "bad")) {
      return MakeError(absl::StatusCode::kInternal, "ANALYSIS_CRASHED", "why");
    }
    if (absl::StartsWith(document.text(), "hold")) {
      absl::MutexLock lock(&mu_);
      mu_.Await(absl::Condition(&open_));
      return absl::CancelledError("cancelled");
    }
    v1::Analysis analysis;
    analysis.set_document(document.name());
    analysis.set_token_count(static_cast<int>(document.text().size()));
    return analysis;
  }
  void Cancel() override {
    absl::MutexLock lock(&mu_);
    open_ = true;
  }

 private:
  absl::Mutex mu_;
  bool open_ ABSL_GUARDED_BY(mu_) = false;
};

// A worker process, as far as it matters.
struct WorkerProcess {
  WorkerProcess(LogQueueOptions options, const std::string& name, const std::string& topic) {
    options.writer = absl::StrCat(options.group, ".", name);
    auto opened = OpenLogQueue(std::move(options));
    EXPECT_TRUE(opened.ok()) << opened.status();
    queue = *std::move(opened);
    sink = std::make_unique<LogSink>(*queue, topic, kAnalysisPartitions);
    WorkerOptions worker_options;
    worker_options.lease_wait = absl::Milliseconds(100);
    worker = std::make_unique<Worker>(worker_options, *queue, *sink, analyzer, metrics);
  }

  Metrics metrics;
  TestAnalyzer analyzer;
  std::unique_ptr<LogQueue> queue;
  std::unique_ptr<LogSink> sink;
  std::unique_ptr<Worker> worker;
};

class LogWorkerTest : public testing::Test {
 protected:
  LogWorkerTest() {
    static int tests = 0;
    const std::string prefix = absl::StrCat("worker", ++tests);
    options_ = MakeLogQueueTopics(prefix);
    options_.back_off = {absl::Milliseconds(10), 1.0, absl::Milliseconds(10)};
    options_.max_attempts = 2;
    topic_ = TopicsOf(prefix).analyses;
    auto opened = OpenLogQueue(options_);
    EXPECT_TRUE(opened.ok()) << opened.status();
    appender_ = *std::move(opened);
  }

  void Append(int begin, int end, const std::string& text = "text") {
    std::vector<WorkItem> items;
    for (int i = begin; i < end; ++i) {
      internal::v1::WorkPayload payload;
      payload.mutable_document()->set_name(NameOf(i));
      payload.mutable_document()->set_text(text);
      items.push_back({NameOf(i), payload.SerializeAsString()});
    }
    const absl::Status status = appender_->AppendAndWait(std::move(items));
    ASSERT_TRUE(status.ok()) << status;
  }

  static std::string NameOf(int i) { return absl::StrCat("corpora/news/documents/d", i); }

  // How often each document is in the log, once there are so many records.
  std::map<std::string, int> AwaitCommits(int records) {
    auto consumer = KafkaConsumer::Create({.properties = options_.properties});
    EXPECT_TRUE(consumer.ok());
    std::vector<LogPosition> positions;
    for (int i = 0; i < kAnalysisPartitions; ++i) {
      positions.push_back({{topic_, i}, kFromBeginning, ""});
    }
    EXPECT_TRUE((*consumer)->Assign(positions).ok());
    std::map<std::string, int> found;
    std::vector<PieceJoiner> joiners(kAnalysisPartitions);
    const absl::Time deadline = absl::Now() + kLimit;
    for (int count = 0; count < records && absl::Now() < deadline;) {
      auto polled = (*consumer)->Poll(absl::Milliseconds(100));
      if (!polled.ok() || !*polled || (*polled)->kind != Polled::kRecord) {
        continue;
      }
      const int partition = (*polled)->record.from.partition;
      auto whole = joiners[partition].Add((*polled)->record);
      EXPECT_TRUE(whole.ok()) << whole.status();
      if (!*whole) {
        continue;
      }
      internal::v1::LogRecord record;
      EXPECT_TRUE(record.ParseFromString(*(*whole)->record.value));
      const std::string& name = record.commit().document().name();
      EXPECT_EQ(partition, PartitionOf(*DocumentName::Parse("name", name), kAnalysisPartitions));
      EXPECT_EQ(record.commit().analysis().document(), name);
      ++found[name];
      ++count;
    }
    return found;
  }

  LogQueueOptions options_;
  std::string topic_;
  std::unique_ptr<LogQueue> appender_;
};

TEST_F(LogWorkerTest, EveryDocumentIsInTheLogOnceThoughWorkersComeAndGo) {
  Append(0, 200);
  auto first = std::make_unique<WorkerProcess>(options_, "first", topic_);
  AwaitCommits(50);
  auto second = std::make_unique<WorkerProcess>(options_, "second", topic_);
  Append(200, 400);
  AwaitCommits(250);
  first->worker->Drain(absl::Now());  // hands back what it has not begun
  first.reset();
  Append(400, 500);
  const std::map<std::string, int> found = AwaitCommits(500);
  EXPECT_EQ(found.size(), 500u);
  for (const auto& [name, count] : found) {
    EXPECT_EQ(count, 1) << name;
  }
}

TEST_F(LogWorkerTest, ASlowDocumentHoldsUpNobody) {
  Append(0, 1, "hold");
  Append(1, 2, "hold");
  Append(2, 3, "hold");
  Append(3, 200);
  WorkerProcess process(options_, "worker", topic_);
  // Three analysts would all be held: the worker has more.
  process.worker.reset();
  WorkerOptions worker_options;
  worker_options.analysis_threads = 4;
  worker_options.lease_wait = absl::Milliseconds(100);
  process.worker = std::make_unique<Worker>(worker_options, *process.queue, *process.sink,
                                            process.analyzer, process.metrics);
  EXPECT_EQ(AwaitCommits(197).size(), 197u);
}

TEST_F(LogWorkerTest, WhatFailsEndsAsADeadLetterAndALargeOneGoesInPieces) {
  Append(0, 1, "bad");
  std::string large;
  for (int i = 0; large.size() < (4u << 20); ++i) {
    absl::StrAppend(&large, absl::Hex(i * 2654435761u), " ");
  }
  Append(1, 2, large);
  WorkerProcess process(options_, "worker", topic_);
  EXPECT_EQ(AwaitCommits(1).count(NameOf(1)), 1u);
  std::vector<DeadLetter> letters;
  for (const absl::Time end = absl::Now() + kLimit; letters.empty() && absl::Now() < end;) {
    auto listed = appender_->ListDeadLetters(0, 10);
    ASSERT_TRUE(listed.ok()) << listed.status();
    letters = *std::move(listed);
  }
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters[0].key, NameOf(0));
  EXPECT_EQ(letters[0].reason, "ANALYSIS_CRASHED: why");
  EXPECT_EQ(letters[0].attempts, 2);
}

}  // namespace
}  // namespace standpoint
