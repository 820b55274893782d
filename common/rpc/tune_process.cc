#include "common/rpc/tune_process.h"

#include <malloc.h>

#include "absl/synchronization/mutex.h"
#include "common/config/settings.h"

namespace standpoint {
namespace {

constexpr int kMapFromBytes = 512 << 10;  // a write buffer grows by 1 MiB at a time

}  // namespace

void TuneProcess(internal::v1::ServerConfig settings) {
  (void)ApplyDefaults(settings);  // cannot fail: settings_test reads all defaults of ServerConfig
  if (settings.malloc_arenas() > 0) {
    mallopt(M_ARENA_MAX, settings.malloc_arenas());
    mallopt(M_MMAP_THRESHOLD, kMapFromBytes);
    mallopt(M_TRIM_THRESHOLD, kMapFromBytes);
  }
#ifdef NDEBUG
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
#endif
}

}  // namespace standpoint
