// Has an engine merge what was written lately once nobody writes any more.
//
// Until then it lies in some files beside the rest and in the log, each record in its place and each list in parts: reading
// looks everywhere, and combines the parts. An engine merges by itself only when there are several such files.

#ifndef STANDPOINT_STORE_WRITE_IDLE_MERGER_H_
#define STANDPOINT_STORE_WRITE_IDLE_MERGER_H_

#include <cstdint>
#include <optional>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "store/engine/engine.h"

namespace standpoint {

// Tells when it is time. Threads: one at a time.
class IdleWatch {
 public:
  // Less is left where it is: a merge rewrites many times as much.
  static constexpr uint64_t kWorthMerging = 8 << 20;

  // To be asked now and then: whether nothing was written since it was asked last, and enough is young.
  bool IsTime(const EngineStats& stats);

 private:
  std::optional<uint64_t> written_bytes_;  // when it was asked last
};

// Threads: safe. Lifetime: the engine outlives it.
class IdleMerger {
 public:
  // `quiet`: looks that often, and so merges when nobody wrote for that long, and at most twice.
  explicit IdleMerger(Engine* engine, absl::Duration quiet = absl::Seconds(10));
  // Waits for a merge that is under way.
  ~IdleMerger();

 private:
  void Run();
  // False at the end.
  bool Wait();

  Engine* const engine_;
  const absl::Duration quiet_;
  absl::Mutex mu_;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_WRITE_IDLE_MERGER_H_
