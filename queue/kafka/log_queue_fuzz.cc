// Positions and headers of anybody's making must be read as what they say or as nothing.

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "common/testing/require.h"
#include "queue/kafka/position_metadata.h"
#include "queue/kafka/work_record.h"

namespace standpoint {
namespace {

constexpr int64_t kPosition = 1'000;
constexpr size_t kEnough = size_t{1} << 20;

void ReadPosition(absl::string_view text) {
  const PositionMetadata metadata = DecodePositionMetadata(kPosition, text);
  Require(metadata.horizon >= kPosition);
  for (const auto& [offset, attempts] : metadata.unfinished) {
    Require(offset >= kPosition && offset < metadata.horizon && attempts >= 0);
  }
  const std::string again = EncodePositionMetadata(kPosition, metadata, kEnough);
  Require(DecodePositionMetadata(kPosition, again) == metadata);
}

void ReadHeaders(absl::string_view text) {
  LogRead record;
  record.key = "corpora/news/documents/d";
  for (const char* name : {"attempts", "enqueue-time", "not-before", "dead-time", "size", "key"}) {
    record.headers.emplace_back(name, std::string(text));
  }
  Require(ReadWorkHeaders(record).attempts >= 0);
}

}  // namespace
}  // namespace standpoint

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  standpoint::ReadPosition(text);
  standpoint::ReadHeaders(text);
  return 0;
}
