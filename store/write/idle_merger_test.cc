#include "store/write/idle_merger.h"

#include <memory>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"

namespace standpoint {
namespace {

EngineStats Written(uint64_t bytes, uint64_t young) {
  EngineStats stats;
  stats.written_bytes = bytes;
  stats.young_bytes = young;
  return stats;
}

TEST(IdleWatchTest, WaitsUntilNobodyWritesAndEnoughIsYoung) {
  constexpr uint64_t kMuch = IdleWatch::kWorthMerging;
  IdleWatch watch;
  EXPECT_FALSE(watch.IsTime(Written(0, kMuch)));  // who knows what was written before
  EXPECT_TRUE(watch.IsTime(Written(0, kMuch)));   // what the log gave back
  EXPECT_FALSE(watch.IsTime(Written(100, kMuch)));
  EXPECT_FALSE(watch.IsTime(Written(200, kMuch)));
  EXPECT_TRUE(watch.IsTime(Written(200, kMuch)));
  EXPECT_FALSE(watch.IsTime(Written(200, kMuch - 1)));
}

// Full of what is young, until it is merged.
class YoungEngine : public Engine {
 public:
  std::unique_ptr<Snapshot> GetSnapshot() override { return base_->GetSnapshot(); }
  absl::Status Write(const WriteBatch& batch, bool sync) override {
    return base_->Write(batch, sync);
  }
  uint64_t ApproximateSize(Family family, const KeyRange& range) override {
    return base_->ApproximateSize(family, range);
  }
  absl::Status Reclaim(const KeyRange& range) override { return base_->Reclaim(range); }
  absl::Status VerifyFiles() override { return base_->VerifyFiles(); }
  EngineStats Stats() override {
    return Written(7, merged.HasBeenNotified() ? 0 : IdleWatch::kWorthMerging);
  }
  absl::Status MergeYoung() override {
    merged.Notify();  // a second time would end the test
    return absl::InternalError("is told, and no more");
  }

  absl::Notification merged;

 private:
  const std::unique_ptr<Engine> base_ = NewMemoryEngine();
};

TEST(IdleMergerTest, MergesOnce) {
  YoungEngine engine;
  IdleMerger merger(&engine, absl::Milliseconds(1));
  engine.merged.WaitForNotification();
}

TEST(IdleMergerTest, EndsAtOnceWhileItWaits) {
  YoungEngine engine;
  { IdleMerger merger(&engine, absl::Hours(1)); }
  EXPECT_FALSE(engine.merged.HasBeenNotified());
}

}  // namespace
}  // namespace standpoint
