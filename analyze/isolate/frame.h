// Frames: how messages are parted on a byte stream. A frame is its payload's size (4 bytes, little
// endian) and the payload.

#ifndef STANDPOINT_ANALYZE_ISOLATE_FRAME_H_
#define STANDPOINT_ANALYZE_ISOLATE_FRAME_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

inline constexpr size_t kFrameHeaderBytes = 4;

// The header of a frame with `payload_bytes` (below 4 GiB) of payload.
std::string FrameHeader(size_t payload_bytes);

// Takes bytes as they come, gives whole frames. Holds no more than has come, whatever a header
// announces.
class FrameDecoder {
 public:
  explicit FrameDecoder(size_t max_payload_bytes) : max_payload_bytes_(max_payload_bytes) {}

  // From the next frame on.
  void SetBound(size_t max_payload_bytes) { max_payload_bytes_ = max_payload_bytes; }

  void Append(absl::string_view bytes) { buffer_.append(bytes.data(), bytes.size()); }

  // The payload of the next frame; nullopt: more bytes are needed.
  // Errors: RESOURCE_EXHAUSTED when a frame announces more than the bound; the stream cannot be
  // read on.
  absl::StatusOr<std::optional<std::string>> Next();

 private:
  size_t max_payload_bytes_;
  std::string buffer_;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_ISOLATE_FRAME_H_
