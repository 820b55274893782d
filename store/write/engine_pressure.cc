#include "store/write/engine_pressure.h"

#include "absl/time/clock.h"

namespace standpoint {
namespace {

constexpr absl::Duration kAskEvery = absl::Milliseconds(100);
// Files of level 0. At 24 of one family RocksDB slows writes down (store/engine/rocksdb/rocksdb_settings.cc).
constexpr uint64_t kManyFiles = 20;

}  // namespace

bool EnginePressure::IsHigh() {
  absl::MutexLock lock(&mu_);
  const absl::Time now = absl::Now();
  if (now - asked_ >= kAskEvery || now < asked_) {
    const EngineStats stats = engine_->Stats();
    is_high_ = stats.writes_stalled || stats.level0_files >= kManyFiles;
    asked_ = now;
  }
  return is_high_;
}

}  // namespace standpoint
