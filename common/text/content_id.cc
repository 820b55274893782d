#include "common/text/content_id.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/text/base32.h"
#include "common/text/sha256.h"

namespace standpoint {
namespace {

constexpr size_t kIdBytes = 10;  // 16 digits

void AppendSpan(const v1::Span& span, std::string* key) {
  absl::StrAppend(key, span.begin(), "-", span.end(), ";");
}

void AppendHolder(v1::HolderKind kind, const v1::Span& span, std::string* key) {
  absl::StrAppend(key, kind, ":");
  AppendSpan(span, key);
}

std::string KeyOf(const v1::Span& claim) {
  std::string key = "claim;";
  AppendSpan(claim, &key);
  return key;
}

std::string IdOf(std::string key, int earlier) {
  if (earlier > 0) {
    absl::StrAppend(&key, "#", earlier);
  }
  // One a thread: making it costs more than such a short digest.
  thread_local Sha256 hash;
  const Sha256::Digest digest = hash.Update(key).Finish();
  return Base32(View(digest).substr(0, kIdBytes));
}

}  // namespace

std::string ContentId(const v1::Claim& claim, int earlier) {
  std::string key = KeyOf(claim.span());
  for (const v1::Holder& holder : claim.holders()) {
    AppendHolder(holder.kind(), holder.span(), &key);
  }
  return IdOf(std::move(key), earlier);
}

std::string ContentId(const v1::Span& claim, absl::Span<const HolderPlace> holders, int earlier) {
  std::string key = KeyOf(claim);
  for (const HolderPlace& holder : holders) {
    AppendHolder(holder.kind, holder.span, &key);
  }
  return IdOf(std::move(key), earlier);
}

std::string ContentId(const v1::Stance& stance, int earlier) {
  std::string key = absl::StrCat("stance;", stance.direction(), ";");
  AppendSpan(stance.target().span(), &key);
  AppendSpan(stance.evidence_span(), &key);
  AppendHolder(stance.holder().kind(), stance.holder().span(), &key);
  return IdOf(std::move(key), earlier);
}

}  // namespace standpoint
