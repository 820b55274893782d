#include "common/rpc/trace_context.h"

#include <cstddef>

namespace standpoint {
namespace {

bool IsLowerHex(absl::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

bool IsId(absl::string_view text) {
  return IsLowerHex(text) && text.find_first_not_of('0') != absl::string_view::npos;
}

}  // namespace

absl::string_view TraceId(absl::string_view traceparent) {
  // version "-" trace-id "-" parent-id "-" flags; later versions may go on after a further dash.
  constexpr size_t kSize = 2 + 1 + 32 + 1 + 16 + 1 + 2;
  if (traceparent.size() < kSize || traceparent[2] != '-' || traceparent[35] != '-' ||
      traceparent[52] != '-') {
    return {};
  }
  const absl::string_view version = traceparent.substr(0, 2);
  if (!IsLowerHex(version) || version == "ff" || (version == "00" && traceparent.size() != kSize) ||
      (traceparent.size() > kSize && traceparent[kSize] != '-')) {
    return {};
  }
  const absl::string_view trace_id = traceparent.substr(3, 32);
  if (!IsId(trace_id) || !IsId(traceparent.substr(36, 16)) ||
      !IsLowerHex(traceparent.substr(53, 2))) {
    return {};
  }
  return trace_id;
}

}  // namespace standpoint
