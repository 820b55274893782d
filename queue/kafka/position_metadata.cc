#include "queue/kafka/position_metadata.h"

#include <algorithm>
#include <optional>

#include "absl/strings/escaping.h"

namespace standpoint {
namespace {

constexpr uint64_t kVersion = 1;
constexpr size_t kMaxVarint = 10;

void AppendVarint(uint64_t value, std::string& to) {
  while (value >= 0x80) {
    to.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  to.push_back(static_cast<char>(value));
}

// Takes a varint off the front; nothing when there is none.
std::optional<uint64_t> TakeVarint(absl::string_view& from) {
  uint64_t value = 0;
  for (size_t i = 0; i < std::min(from.size(), kMaxVarint); ++i) {
    const auto byte = static_cast<uint8_t>(from[i]);
    value |= static_cast<uint64_t>(byte & 0x7f) << (7 * i);
    if (byte < 0x80) {
      from.remove_prefix(i + 1);
      return value;
    }
  }
  return std::nullopt;
}

std::optional<PositionMetadata> Decode(int64_t position, absl::string_view text) {
  std::string bytes;
  if (text.empty() || !absl::Base64Unescape(text, &bytes)) {
    return std::nullopt;
  }
  absl::string_view rest = bytes;
  const auto version = TakeVarint(rest);
  const auto horizon = TakeVarint(rest);
  if (version != kVersion || !horizon || *horizon > INT64_MAX / 2) {
    return std::nullopt;
  }
  PositionMetadata metadata;
  metadata.horizon = position + static_cast<int64_t>(*horizon);
  int64_t offset = position;
  while (!rest.empty()) {
    const auto distance = TakeVarint(rest);
    const auto attempts = TakeVarint(rest);
    if (!distance || !attempts || *attempts > INT32_MAX ||
        *distance >= static_cast<uint64_t>(metadata.horizon - offset)) {
      return std::nullopt;
    }
    offset += static_cast<int64_t>(*distance);
    metadata.unfinished[offset] = static_cast<int>(*attempts);
  }
  return metadata;
}

}  // namespace

std::string EncodePositionMetadata(int64_t position, const PositionMetadata& metadata,
                                   size_t max_bytes) {
  // Four characters for each three bytes; the horizon's varint may be of any length.
  const size_t room = max_bytes / 4 * 3 - 2 * kMaxVarint;
  int64_t horizon = std::max(metadata.horizon, position);
  std::string entries;
  int64_t last = position;
  for (const auto& [offset, attempts] : metadata.unfinished) {
    if (offset >= horizon) {
      break;
    }
    std::string entry;
    AppendVarint(static_cast<uint64_t>(offset - last), entry);
    AppendVarint(static_cast<uint64_t>(attempts), entry);
    if (entries.size() + entry.size() > room) {
      horizon = offset;
      break;
    }
    entries += entry;
    last = offset;
  }
  std::string bytes;
  AppendVarint(kVersion, bytes);
  AppendVarint(static_cast<uint64_t>(horizon - position), bytes);
  return absl::Base64Escape(bytes + entries);
}

PositionMetadata DecodePositionMetadata(int64_t position, absl::string_view text) {
  PositionMetadata unknown;
  unknown.horizon = position;
  return Decode(position, text).value_or(unknown);
}

}  // namespace standpoint
