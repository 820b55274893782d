#include "store/replica/log_source.h"

#include <xxhash.h>

namespace standpoint {

uint64_t HashOf(const LogEntry& entry) {
  return XXH3_64bits_withSeed(entry.value.data(), entry.value.size(),
                              static_cast<uint64_t>(absl::ToUnixMillis(entry.time)));
}

}  // namespace standpoint
