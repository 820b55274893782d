#include "store/write/idle_merger.h"

#include "common/log/log.h"

namespace standpoint {

bool IdleWatch::IsTime(const EngineStats& stats) {
  const bool is_quiet = written_bytes_ == stats.written_bytes;
  written_bytes_ = stats.written_bytes;
  return is_quiet && stats.young_bytes >= kWorthMerging;
}

IdleMerger::IdleMerger(Engine* engine, absl::Duration quiet)
    : engine_(engine), quiet_(quiet), thread_([this] { Run(); }) {}

IdleMerger::~IdleMerger() {
  {
    const absl::MutexLock lock(&mu_);
    stopping_ = true;
  }
  thread_.join();
}

bool IdleMerger::Wait() {
  const absl::MutexLock lock(&mu_);
  return !mu_.AwaitWithTimeout(absl::Condition(&stopping_), quiet_);
}

void IdleMerger::Run() {
  IdleWatch watch;
  while (Wait()) {
    if (!watch.IsTime(engine_->Stats())) {
      continue;
    }
    if (const absl::Status merged = engine_->MergeYoung(); !merged.ok()) {
      Log(Severity::kWarning, "merge_failed", {{"error", merged.message()}});
    }
  }
}

}  // namespace standpoint
