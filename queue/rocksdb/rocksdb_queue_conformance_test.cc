#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "common/testing/unsynced_loss_fs.h"
#include "gtest/gtest.h"
#include "queue/conformance/work_queue_conformance.h"
#include "queue/rocksdb/rocksdb_queue.h"

namespace standpoint {
namespace {

class RocksDbHarness : public QueueHarness {
 public:
  RocksDbHarness() : file_system_(UnsyncedLossFileSystem::Create()) {
    std::string pattern = testing::TempDir() + "/queue_XXXXXX";
    directory_ = mkdtemp(pattern.data());
  }
  ~RocksDbHarness() override { std::filesystem::remove_all(directory_); }

  QueueCapabilities capabilities() const override { return {}; }

  absl::StatusOr<std::unique_ptr<WorkQueue>> Open(const QueueSettings& settings) override {
    RocksDbQueueOptions options;
    options.directory = directory_ + "/queue";
    options.max_count = settings.max_count;
    options.max_bytes = settings.max_bytes;
    options.max_attempts = settings.max_attempts;
    options.back_off = settings.back_off;
    options.clock = settings.clock;
    options.file_system = file_system_;
    return OpenRocksDbQueue(options);
  }

  void CutPower(std::unique_ptr<WorkQueue> queue) override {
    file_system_->CutPower();
    queue.reset();
    const auto status = file_system_->RestorePower();
    ASSERT_TRUE(status.ok()) << status.ToString();
  }

 private:
  const std::shared_ptr<UnsyncedLossFileSystem> file_system_;
  std::string directory_;
};

std::unique_ptr<QueueHarness> MakeHarness() { return std::make_unique<RocksDbHarness>(); }

INSTANTIATE_TEST_SUITE_P(RocksDb, WorkQueueConformance,
                         testing::Values(ConformanceEngine{"rocksdb", &MakeHarness}));

}  // namespace
}  // namespace standpoint
