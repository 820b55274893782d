// The digest from which identities are made.

#ifndef STANDPOINT_COMMON_TEXT_SHA256_H_
#define STANDPOINT_COMMON_TEXT_SHA256_H_

#include <array>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"

struct evp_md_ctx_st;  // OpenSSL's

namespace standpoint {

// Takes bytes piece by piece. Threads: one at a time. Source: FIPS 180-4.
class Sha256 {
 public:
  // 32 raw bytes; Hex() and Base32() make names of them.
  using Digest = std::array<char, 32>;

  Sha256();

  Sha256& Update(absl::string_view bytes);

  // Of everything so far; the object starts anew.
  Digest Finish();

  // Of `bytes` alone.
  static Digest Of(absl::string_view bytes) { return Sha256().Update(bytes).Finish(); }

  // 64 lower-case digits.
  static std::string Hex(const Digest& digest);

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };

  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

// The raw bytes as a view. Lifetime: that of `digest`.
inline absl::string_view View(const Sha256::Digest& digest) {
  return absl::string_view(digest.data(), digest.size());
}

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TEXT_SHA256_H_
