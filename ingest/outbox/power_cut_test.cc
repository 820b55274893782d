// The power of all brokers is cut at once, after they acknowledged: what ingest acknowledged comes to the stores all the same.

#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "common/config/settings.h"
#include "common/kafka/log_layout.h"
#include "common/kafka/testing/kafka_cluster.h"
#include "common/testing/loop_disk.h"
#include "ingest/outbox/document_log.h"
#include "ingest/outbox/outbox.h"
#include "ingest/outbox/written_documents.h"
#include "queue/kafka/log_queue.h"
#include "queue/kafka/log_queue_settings.h"
#include "queue/rocksdb/rocksdb_queue.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/internal/v1/work.pb.h"

namespace standpoint {
namespace {

constexpr int kBrokers = 3;
constexpr int kDocuments = 300;

// Worker and store in one: has what was leased and completed, durably.
class Stores final : public WrittenDocuments {
 public:
  std::vector<WriteStanding> Ask(absl::Span<const DocumentWrite> writes) override {
    absl::MutexLock lock(&mu_);
    std::vector<WriteStanding> written;
    for (const DocumentWrite& write : writes) {
      const bool has = names_.count(write.name) > 0;
      written.push_back({.everywhere = has ? Written::kYes : Written::kNo, .somewhere = has});
    }
    return written;
  }
  void Add(const std::string& name) {
    absl::MutexLock lock(&mu_);
    names_.insert(name);
  }
  bool Await(size_t count, absl::Duration limit) {
    absl::MutexLock lock(&mu_);
    const auto there = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) { return names_.size() >= count; };
    return mu_.AwaitWithTimeout(absl::Condition(&there), limit);
  }

 private:
  absl::Mutex mu_;
  std::set<std::string> names_ ABSL_GUARDED_BY(mu_);
};

int64_t RecordsIn(DocumentLog& log) {
  for (const absl::Time end = absl::Now() + absl::Minutes(1); absl::Now() < end;) {
    const auto progress = log.Progress();
    int64_t records = 0;
    if (progress.ok()) {
      for (const LogProgress& one : *progress) {
        records += one.end;
      }
      return records;
    }
  }
  return -1;
}

TEST(PowerCutTest, NothingAcknowledgedIsLostWithAllBrokers) {
  const std::string directory = testing::TempDir() + "/power_cut";
  std::vector<std::unique_ptr<LoopDisk>> disks;
  KafkaClusterOptions cluster_options;
  cluster_options.directory = directory;
  cluster_options.nodes.resize(kBrokers);
  for (int i = 0; i < kBrokers; ++i) {
    const std::string place = absl::StrCat(directory, "/disk-", i);
    std::filesystem::create_directories(place);
    auto disk = LoopDisk::Create(place, 256);
    if (!disk.ok()) {
      std::fprintf(stderr,
                   "\n*** SKIPPED: no power can be cut here (root and loop devices): %s\n\n",
                   std::string(disk.status().message()).c_str());
      GTEST_SKIP() << disk.status();
    }
    disks.push_back(*std::move(disk));
    cluster_options.nodes[i].data_directory = disks.back()->mount_point() + "/kafka";
  }
  auto started = KafkaCluster::Start(cluster_options);
  ASSERT_TRUE(started.ok()) << started.status();
  const std::unique_ptr<KafkaCluster> cluster = *std::move(started);

  internal::v1::KafkaConfig settings;
  settings.set_bootstrap_servers(cluster->bootstrap_servers());
  settings.set_document_partitions(2);
  settings.set_retry_partitions(1);
  settings.set_analysis_partitions(1);
  settings.mutable_delivery_timeout()->set_seconds(10);
  settings.mutable_session_timeout()->set_seconds(6);
  ASSERT_TRUE(ApplyDefaults(settings).ok());
  auto queue_options = ToLogQueueOptions(settings, "test");
  ASSERT_TRUE(queue_options.ok()) << queue_options.status();
  auto log =
      KafkaDocumentLog::Create({.properties = queue_options->properties,
                                .transactional_id = "outbox",
                                .timeout = queue_options->delivery_timeout},
                               queue_options->topics, queue_options->group, queue_options->prepare);
  ASSERT_TRUE(log.ok()) << log.status();
  ASSERT_EQ(RecordsIn(**log), 0);  // makes the topics
  auto queue = OpenLogQueue(*queue_options);
  ASSERT_TRUE(queue.ok()) << queue.status();
  for (const auto& disk : disks) {
    disk->Sync();
  }

  RocksDbQueueOptions local_options;
  local_options.directory = directory + "/outbox";
  local_options.max_attempts = std::numeric_limits<int>::max();
  auto local = OpenRocksDbQueue(local_options);
  ASSERT_TRUE(local.ok()) << local.status();
  Stores stores;
  Outbox outbox({.resend_after = absl::Seconds(5)}, *std::move(local), **log, **queue, stores);
  for (int i = 0; i < kDocuments; ++i) {
    internal::v1::WorkPayload payload;
    payload.mutable_document()->set_name(absl::StrCat("corpora/news/documents/d", i));
    payload.mutable_document()->set_revision(1);
    ASSERT_TRUE(
        outbox.AppendAndWait({{payload.document().name(), payload.SerializeAsString()}}).ok());
  }
  while (outbox.OutboxCounts().sent < kDocuments) {
    std::this_thread::yield();
  }
  const int64_t before = RecordsIn(**log);

  for (int i = 0; i < kBrokers; ++i) {
    kill(cluster->pid(i), SIGSTOP);
  }
  for (const auto& disk : disks) {
    const absl::Status cut = disk->CutPower();
    ASSERT_TRUE(cut.ok()) << cut;
  }
  for (int i = 0; i < kBrokers; ++i) {
    cluster->Kill(i);
  }
  for (const auto& disk : disks) {
    const absl::Status restored = disk->RestorePower();
    ASSERT_TRUE(restored.ok()) << restored;
  }
  for (int i = 0; i < kBrokers; ++i) {
    ASSERT_TRUE(cluster->StartBroker(i).ok());
  }
  for (int i = 0; i < kBrokers; ++i) {
    const absl::Status serving = cluster->AwaitServing(i);
    ASSERT_TRUE(serving.ok()) << serving;
  }
  const int64_t after = RecordsIn(**log);
  std::printf("records in the log: %d before the cut, %d after it\n", static_cast<int>(before),
              static_cast<int>(after));
  EXPECT_LT(after, before) << "the cut lost nothing: this test has shown nothing";

  std::atomic<bool> stop = false;
  std::thread worker([&] {
    while (!stop) {
      auto work = (*queue)->Lease("worker", 50, absl::Minutes(1), absl::Milliseconds(200));
      if (!work.ok()) {
        continue;
      }
      for (const LeasedWork& one : *work) {
        if ((*queue)->Complete({one.lease_id}).at(0).ok()) {
          stores.Add(one.item.key);
        }
      }
    }
  });
  EXPECT_TRUE(stores.Await(kDocuments, absl::Minutes(3)));
  stop = true;
  worker.join();
  EXPECT_GT(outbox.OutboxCounts().resent_total, 0);
}

}  // namespace
}  // namespace standpoint
