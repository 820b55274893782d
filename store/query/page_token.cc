#include "store/query/page_token.h"

#include <xxhash.h>

#include <algorithm>

#include "absl/strings/escaping.h"
#include "common/status/errors.h"
#include "store/record/coding.h"

namespace standpoint {
namespace {

constexpr uint64_t kVersion = 1;
constexpr int kDigestSize = 8;
constexpr int kChecksumSize = 4;
constexpr uint64_t kChecksumSeed = 0x5374616e64706f69;
constexpr size_t kMaxTokenBytes = 4096;  // a search keeps two bytes for each word of its query
constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;

uint64_t Checksum(absl::string_view bytes) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), kChecksumSeed) & 0xFFFFFFFF;
}

absl::Status BadToken() {
  return InvalidField("page_token",
                      "is not a token of this list, or other arguments have changed since");
}

}  // namespace

uint64_t ArgumentsDigest(absl::Span<const absl::string_view> arguments) {
  std::string joined;
  for (const absl::string_view argument : arguments) {
    AppendEscaped(argument, &joined);
  }
  return XXH3_64bits(joined.data(), joined.size());
}

uint64_t CorporaDigest() { return ArgumentsDigest({"corpora"}); }

std::string EncodePageToken(uint64_t digest, absl::string_view place) {
  std::string bytes;
  AppendBigEndian(kVersion, 1, &bytes);
  AppendBigEndian(digest, kDigestSize, &bytes);
  bytes.append(place.data(), place.size());
  AppendBigEndian(Checksum(bytes), kChecksumSize, &bytes);
  return absl::WebSafeBase64Escape(bytes);
}

absl::StatusOr<std::string> DecodePageToken(uint64_t digest, absl::string_view token) {
  std::string bytes;
  if (token.size() > kMaxTokenBytes || !absl::WebSafeBase64Unescape(token, &bytes) ||
      bytes.size() < 1 + kDigestSize + kChecksumSize) {
    return BadToken();
  }
  const absl::string_view body = absl::string_view(bytes).substr(0, bytes.size() - kChecksumSize);
  ByteReader end(absl::string_view(bytes).substr(body.size()));
  ByteReader reader(body);
  uint64_t version = 0;
  uint64_t stored_digest = 0;
  uint64_t checksum = 0;
  if (!reader.ReadBigEndian(1, &version) || !reader.ReadBigEndian(kDigestSize, &stored_digest) ||
      !end.ReadBigEndian(kChecksumSize, &checksum) || version != kVersion ||
      stored_digest != digest || checksum != Checksum(body)) {
    return BadToken();
  }
  return std::string(reader.rest());
}

absl::StatusOr<int> EffectivePageSize(int page_size) {
  if (page_size < 0) {
    return InvalidField("page_size", "must not be negative");
  }
  return page_size == 0 ? kDefaultPageSize : std::min(page_size, kMaxPageSize);
}

}  // namespace standpoint
