// When writers must wait outside, so that they do not wait inside.

#ifndef STANDPOINT_STORE_WRITE_ENGINE_PRESSURE_H_
#define STANDPOINT_STORE_WRITE_ENGINE_PRESSURE_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "store/engine/engine.h"

namespace standpoint {

// Whether an engine has so much to merge that it is about to hold writes back. Threads: safe. Lifetime: the engine
// outlives it.
class EnginePressure {
 public:
  explicit EnginePressure(Engine* engine) : engine_(engine) {}

  // As of at most a tenth of a second ago: asking an engine costs some ten microseconds.
  bool IsHigh();

 private:
  Engine* const engine_;
  absl::Mutex mu_;
  absl::Time asked_ ABSL_GUARDED_BY(mu_) = absl::InfinitePast();
  bool is_high_ ABSL_GUARDED_BY(mu_) = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_STORE_WRITE_ENGINE_PRESSURE_H_
