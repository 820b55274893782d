#include "analyze/pipeline/resource_names.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "openssl/sha.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/span.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

constexpr size_t kIdBytes = 10;  // 16 digits

// Lower-case base 32 (RFC 4648 alphabet) of the first kIdBytes of SHA-256.
std::string Id(absl::string_view key) {
  constexpr absl::string_view kDigits = "abcdefghijklmnopqrstuvwxyz234567";
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(key.data()), key.size(), digest);
  std::string id;
  uint32_t bits = 0;
  int held = 0;
  for (size_t i = 0; i < kIdBytes; ++i) {
    bits = (bits << 8) | digest[i];
    for (held += 8; held >= 5; held -= 5) {
      id.push_back(kDigits[(bits >> (held - 5)) & 31]);
    }
  }
  return id;
}

void AppendSpan(const v1::Span& span, std::string& key) {
  absl::StrAppend(&key, span.begin(), "-", span.end(), ";");
}

void AppendHolder(const v1::Holder& holder, std::string& key) {
  absl::StrAppend(&key, holder.kind(), ":");
  AppendSpan(holder.span(), key);
}

// Gives `key` an id of its own, should two things of one analysis ever have the same key.
std::string UniqueId(const std::string& key, absl::flat_hash_map<std::string, int>& seen) {
  const int times = seen[key]++;
  return Id(times == 0 ? key : absl::StrCat(key, "#", times));
}

}  // namespace

std::vector<std::string> ClaimNames(const v1::Analysis& analysis) {
  absl::flat_hash_map<std::string, int> seen;
  std::vector<std::string> names;
  for (const v1::Claim& claim : analysis.claims()) {
    std::string key = "claim;";
    AppendSpan(claim.span(), key);
    for (const v1::Holder& holder : claim.holders()) {
      AppendHolder(holder, key);
    }
    names.push_back(absl::StrCat("claims/", UniqueId(key, seen)));
  }
  return names;
}

void NameResources(absl::string_view document, v1::Analysis& analysis) {
  analysis.set_document(std::string(document));
  const std::vector<std::string> claims = ClaimNames(analysis);
  for (int i = 0; i < analysis.claims_size(); ++i) {
    analysis.mutable_claims(i)->set_name(absl::StrCat(document, "/", claims[i]));
  }
  absl::flat_hash_map<std::string, int> seen;
  for (v1::Stance& stance : *analysis.mutable_stances()) {
    std::string key = absl::StrCat("stance;", stance.direction(), ";");
    AppendSpan(stance.target().span(), key);
    AppendSpan(stance.evidence_span(), key);
    AppendHolder(stance.holder(), key);
    stance.set_name(absl::StrCat(document, "/stances/", UniqueId(key, seen)));
    if (absl::StartsWith(stance.claim(), "claims/")) {
      stance.set_claim(absl::StrCat(document, "/", stance.claim()));
    }
  }
}

}  // namespace standpoint
