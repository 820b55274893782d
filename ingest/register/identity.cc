#include "ingest/register/identity.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "common/text/base32.h"
#include "common/text/sha256.h"

namespace standpoint {
namespace {

constexpr size_t kIdBytes = 16;

void UpdateWithLength(absl::string_view bytes, Sha256& hash) {
  char length[8];
  for (int i = 0; i < 8; ++i) {
    length[i] = static_cast<char>(static_cast<uint64_t>(bytes.size()) >> (56 - 8 * i));
  }
  hash.Update(absl::string_view(length, sizeof(length))).Update(bytes);
}

std::string TimeKey(const v1::Document& document) {
  if (!document.has_publish_time()) {
    return "";
  }
  // Not one number: the year 9999 in nanoseconds does not fit 64 bits.
  const auto& time = document.publish_time();
  return absl::StrCat(time.seconds(), absl::Dec(time.nanos(), absl::kZeroPad9));
}

}  // namespace

std::string DocumentId(const v1::Document& document) {
  Sha256 hash;
  UpdateWithLength(document.source(), hash);
  UpdateWithLength(document.url(), hash);
  UpdateWithLength(document.title(), hash);
  UpdateWithLength(TimeKey(document), hash);
  UpdateWithLength(document.text(), hash);
  const Sha256::Digest digest = hash.Finish();
  return Base32(View(digest).substr(0, kIdBytes));
}

std::string Sha256Hex(absl::string_view bytes) { return Sha256::Hex(Sha256::Of(bytes)); }

}  // namespace standpoint
