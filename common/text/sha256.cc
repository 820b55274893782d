#include "common/text/sha256.h"

#include <openssl/evp.h>

#include <cstdlib>

#include "absl/strings/escaping.h"

namespace standpoint {
namespace {

// Looked up once: OpenSSL 3 searches its providers at each use of EVP_sha256().
const EVP_MD* Algorithm() {
  static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return algorithm;
}

// OpenSSL fails here only without memory or without its default provider; nothing can go on then.
void Must(bool done) {
  if (!done) {
    std::abort();
  }
}

}  // namespace

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  Must(context_ != nullptr && EVP_DigestInit_ex(context_.get(), Algorithm(), nullptr) == 1);
}

Sha256& Sha256::Update(absl::string_view bytes) {
  Must(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256::Digest Sha256::Finish() {
  Digest digest;
  unsigned int size = 0;
  Must(EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest.data()), &size) ==
           1 &&
       size == digest.size() && EVP_DigestInit_ex(context_.get(), Algorithm(), nullptr) == 1);
  return digest;
}

std::string Sha256::Hex(const Digest& digest) { return absl::BytesToHexString(View(digest)); }

}  // namespace standpoint
