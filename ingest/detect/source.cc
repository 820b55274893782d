#include "ingest/detect/source.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace standpoint {
namespace {

constexpr size_t kLongestSource = 128;  // bytes, as DocumentInput.source

}  // namespace

std::string SourceInUrl(absl::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == absl::string_view::npos) {
    return "";
  }
  absl::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const size_t user = host.rfind('@'); user != absl::string_view::npos) {
    host.remove_prefix(user + 1);
  }
  if (!absl::StartsWith(host, "[")) {  // not an IPv6 address
    host = host.substr(0, host.find(':'));
  }
  std::string source = absl::AsciiStrToLower(host);
  if (absl::StartsWith(source, "www.")) {
    source.erase(0, 4);
  }
  return source.size() <= kLongestSource ? source : "";
}

}  // namespace standpoint
