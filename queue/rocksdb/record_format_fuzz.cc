// Whatever is read back must be refused or be exactly what the encoder would have written.

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "common/testing/require.h"
#include "queue/rocksdb/lease_id.h"
#include "queue/rocksdb/record_format.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto number = standpoint::DecodeNumber(bytes); number.ok()) {
    standpoint::Require(standpoint::EncodeNumber(*number) == bytes);
  }
  if (const auto item = standpoint::DecodeItem(bytes); item.ok()) {
    standpoint::Require(standpoint::EncodeItem(*item) == bytes);
  }
  if (const auto payload = standpoint::DecodePayload(bytes); payload.ok()) {
    standpoint::Require(standpoint::EncodePayload(*payload) == bytes);
  }
  if (const auto letter = standpoint::DecodeDeadLetter(bytes); letter.ok()) {
    standpoint::Require(standpoint::EncodeDeadLetter(*letter) == bytes);
  }
  if (const auto id = standpoint::ParseLeaseId(bytes); id.has_value()) {
    standpoint::Require(standpoint::FormatLeaseId(*id) == bytes);
  }
  return 0;
}
