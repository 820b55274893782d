// The reader of frames on any bytes: how the bytes are cut into reads must not matter, no frame
// exceeds the bound, and what was read, written again, is what came.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/isolate/frame.h"
#include "common/testing/require.h"
#include "standpoint/internal/v1/isolate.pb.h"

namespace {

constexpr size_t kMaxPayloadBytes = 300;

struct Decoded {
  std::vector<std::string> payloads;
  bool broken = false;
};

Decoded Decode(absl::string_view bytes, size_t chunk) {
  standpoint::FrameDecoder decoder(kMaxPayloadBytes);
  Decoded decoded;
  for (size_t begin = 0; begin < bytes.size(); begin += chunk) {
    decoder.Append(bytes.substr(begin, chunk));
    while (true) {
      auto next = decoder.Next();
      if (!next.ok()) {
        decoded.broken = true;
        return decoded;
      }
      if (!next->has_value()) {
        break;
      }
      decoded.payloads.push_back(**std::move(next));
    }
  }
  return decoded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Decoded whole = Decode(bytes, size == 0 ? 1 : size);
  const Decoded bytewise = Decode(bytes, 1);
  standpoint::Require(whole.payloads == bytewise.payloads && whole.broken == bytewise.broken);

  std::string written;
  for (const std::string& payload : whole.payloads) {
    standpoint::Require(payload.size() <= kMaxPayloadBytes);
    written += standpoint::FrameHeader(payload.size()) + payload;
    standpoint::internal::v1::IsolatedReply reply;
    (void)reply.ParseFromString(payload);
  }
  standpoint::Require(bytes.substr(0, written.size()) == written);
  return 0;
}
