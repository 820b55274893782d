// Whatever is written: a time that a Timestamp can hold, or none.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "ingest/receive/publish_time.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view written(reinterpret_cast<const char*>(data), size);
  for (const auto& time : {standpoint::ParsePublishTime(written),
                           standpoint::ParseLooseTime(written), standpoint::DateInUrl(written)}) {
    if (time && !standpoint::IsTimestampRange(*time)) {
      std::abort();
    }
  }
  return 0;
}
