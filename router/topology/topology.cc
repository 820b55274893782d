#include "router/topology/topology.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/config/settings.h"
#include "common/config/settings_text.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "standpoint/internal/v1/topology.pb.h"

namespace standpoint {
namespace {

constexpr absl::string_view kDns = "dns:///";
constexpr size_t kMaxShards = 1000;

absl::Status Wrong(absl::string_view file, absl::string_view what) {
  return MakeError(absl::StatusCode::kInvalidArgument, "INVALID_CONFIG",
                   absl::StrCat(file, ": ", what));
}

absl::Status Unresolved(absl::string_view host, absl::string_view why) {
  return MakeError(absl::StatusCode::kUnavailable, "NAME_NOT_RESOLVED",
                   absl::StrCat(host, ": ", why));
}

// "10.0.0.7:7302", or nothing for a family that we do not speak.
std::string Printed(const addrinfo& info, absl::string_view port) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (info.ai_family == AF_INET) {
    const auto* const address = reinterpret_cast<const sockaddr_in*>(info.ai_addr);
    inet_ntop(AF_INET, &address->sin_addr, text.data(), text.size());
    return absl::StrCat(text.data(), ":", port);
  }
  if (info.ai_family == AF_INET6) {
    const auto* const address = reinterpret_cast<const sockaddr_in6*>(info.ai_addr);
    inet_ntop(AF_INET6, &address->sin6_addr, text.data(), text.size());
    return absl::StrCat("[", text.data(), "]:", port);
  }
  return "";
}

}  // namespace

absl::StatusOr<Topology> ParseTopology(absl::string_view file, absl::string_view text) {
  internal::v1::TopologyFile parsed;
  RETURN_IF_ERROR(ParseSettingsText(file, text, parsed));
  if (const absl::Status checked = CheckSettings(parsed); !checked.ok()) {
    return Wrong(file, checked.message());
  }
  if (parsed.shard().empty() || parsed.shard_size() > static_cast<int>(kMaxShards)) {
    return Wrong(file, "must have 1 to 1,000 groups `shard`");
  }
  if (parsed.partitions() < parsed.shard_size()) {
    return Wrong(file, "has fewer partitions than shards");
  }
  Topology topology;
  topology.partitions = parsed.partitions();
  std::set<std::string> seen;
  for (const internal::v1::TopologyFile::Shard& shard : parsed.shard()) {
    const size_t index = topology.shards.size();
    if (shard.replica().empty()) {
      return Wrong(file, absl::StrCat("shards/", index, " has no replica"));
    }
    for (const std::string& replica : shard.replica()) {
      if (replica.find(':') == std::string::npos || replica == kDns) {
        return Wrong(file, absl::StrCat("shards/", index, ": `", replica, "` is no host:port"));
      }
      if (!seen.insert(replica).second) {
        return Wrong(file, absl::StrCat("`", replica, "` is given twice"));
      }
    }
    topology.shards.emplace_back(shard.replica().begin(), shard.replica().end());
  }
  return topology;
}

absl::StatusOr<std::vector<std::string>> ResolveName(absl::string_view host,
                                                     absl::string_view port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* first = nullptr;
  const std::string name(host);
  if (const int error = getaddrinfo(name.c_str(), nullptr, &hints, &first); error != 0) {
    return Unresolved(host, gai_strerror(error));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owned(first, &freeaddrinfo);
  std::set<std::string> addresses;
  for (const addrinfo* info = first; info != nullptr; info = info->ai_next) {
    if (std::string printed = Printed(*info, port); !printed.empty()) {
      addresses.insert(std::move(printed));
    }
  }
  return std::vector<std::string>(addresses.begin(), addresses.end());
}

absl::StatusOr<Topology> ResolveTopology(const Topology& written, const Topology& before,
                                         Resolve resolve) {
  Topology resolved;
  resolved.partitions = written.partitions;
  for (size_t i = 0; i < written.shards.size(); ++i) {
    std::vector<std::string>& replicas = resolved.shards.emplace_back();
    absl::Status failed;
    for (const std::string& address : written.shards[i]) {
      absl::string_view name = address;
      if (!absl::ConsumePrefix(&name, kDns)) {
        replicas.push_back(address);
        continue;
      }
      const size_t colon = name.rfind(':');
      if (colon == absl::string_view::npos) {
        return Wrong(address, "needs a port");
      }
      auto addresses = resolve(name.substr(0, colon), name.substr(colon + 1));
      if (addresses.ok()) {
        replicas.insert(replicas.end(), addresses->begin(), addresses->end());
      } else {
        failed = addresses.status();
      }
    }
    if (!failed.ok() && i < before.shards.size()) {
      replicas.insert(replicas.end(), before.shards[i].begin(), before.shards[i].end());
    }
    std::sort(replicas.begin(), replicas.end());
    replicas.erase(std::unique(replicas.begin(), replicas.end()), replicas.end());
    if (replicas.empty()) {
      return failed.ok() ? Unresolved(absl::StrCat("shards/", i), "no address") : failed;
    }
  }
  return resolved;
}

}  // namespace standpoint
