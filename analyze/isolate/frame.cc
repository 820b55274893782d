#include "analyze/isolate/frame.h"

#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace standpoint {

std::string FrameHeader(size_t payload_bytes) {
  std::string header(kFrameHeaderBytes, '\0');
  for (size_t i = 0; i < kFrameHeaderBytes; ++i) {
    header[i] = static_cast<char>((payload_bytes >> (8 * i)) & 0xff);
  }
  return header;
}

absl::StatusOr<std::optional<std::string>> FrameDecoder::Next() {
  if (buffer_.size() < kFrameHeaderBytes) {
    return std::nullopt;
  }
  size_t payload_bytes = 0;
  for (size_t i = 0; i < kFrameHeaderBytes; ++i) {
    payload_bytes |= size_t{static_cast<uint8_t>(buffer_[i])} << (8 * i);
  }
  if (payload_bytes > max_payload_bytes_) {
    return absl::ResourceExhaustedError(absl::StrCat("a frame announces ", payload_bytes,
                                                     " bytes, allowed are ", max_payload_bytes_));
  }
  if (buffer_.size() - kFrameHeaderBytes < payload_bytes) {
    return std::nullopt;
  }
  std::string payload = buffer_.substr(kFrameHeaderBytes, payload_bytes);
  if (buffer_.size() == kFrameHeaderBytes + payload_bytes) {
    std::string().swap(buffer_);  // a large frame's memory is given back
  } else {
    buffer_.erase(0, kFrameHeaderBytes + payload_bytes);
  }
  return payload;
}

}  // namespace standpoint
