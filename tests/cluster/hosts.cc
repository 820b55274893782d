#include "tests/cluster/hosts.h"

#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "tests/process/process.h"

namespace standpoint {
namespace {

constexpr char kIp[] = "/sbin/ip";

// Runs `ip` with words parted by blanks.
absl::Status Ip(const std::string& words) {
  std::vector<std::string> command = {kIp};
  for (const absl::string_view word : absl::StrSplit(words, ' ')) {
    command.emplace_back(word);
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<Process> process, Process::Start(command));
  const int status = process->Wait();
  if (status != 0) {
    return absl::InternalError(absl::StrCat("ip ", words, ": ", process->Output()));
  }
  return absl::OkStatus();
}

}  // namespace

Hosts::Hosts(int count)
    : count_(count),
      tag_(absl::StrCat("sp", getpid() % 100'000)),
      subnet_(absl::StrCat("10.231.", getpid() % 250, ".")) {}

std::string Hosts::Name(int host) const { return absl::StrCat(tag_, "-", host); }

std::string Hosts::address(int host) const { return absl::StrCat(subnet_, host + 2); }

std::vector<std::string> Hosts::Inside(int host) const {
  return {kIp, "netns", "exec", Name(host)};
}

absl::StatusOr<std::unique_ptr<Hosts>> Hosts::Make(int count) {
  if (geteuid() != 0) {
    return absl::PermissionDeniedError("network namespaces need root");
  }
  std::unique_ptr<Hosts> hosts(new Hosts(count));
  const absl::Status bridge = Ip(absl::StrCat("link add ", hosts->tag_, " type bridge"));
  if (!bridge.ok()) {
    return absl::PermissionDeniedError(bridge.message());
  }
  RETURN_IF_ERROR(hosts->Build());
  return hosts;
}

absl::Status Hosts::Build() {
  RETURN_IF_ERROR(Ip(absl::StrCat("address add ", subnet_, "1/24 dev ", tag_)));
  RETURN_IF_ERROR(Ip(absl::StrCat("link set ", tag_, " up")));
  for (int host = 0; host < count_; ++host) {
    const std::string name = Name(host);
    RETURN_IF_ERROR(Ip(absl::StrCat("netns add ", name)));
    RETURN_IF_ERROR(Ip(absl::StrCat("link add ", name, " type veth peer name eth0 netns ", name)));
    RETURN_IF_ERROR(Ip(absl::StrCat("link set ", name, " master ", tag_, " up")));
    RETURN_IF_ERROR(
        Ip(absl::StrCat("-netns ", name, " address add ", address(host), "/24 dev eth0")));
    RETURN_IF_ERROR(Ip(absl::StrCat("-netns ", name, " link set eth0 up")));
    RETURN_IF_ERROR(Ip(absl::StrCat("-netns ", name, " link set lo up")));
  }
  return absl::OkStatus();
}

Hosts::~Hosts() {
  for (int host = 0; host < count_; ++host) {
    Ip(absl::StrCat("link delete ", Name(host))).IgnoreError();
    Ip(absl::StrCat("netns delete ", Name(host))).IgnoreError();
  }
  Ip(absl::StrCat("link delete ", tag_)).IgnoreError();
}

absl::Status Hosts::Cut(int host) {
  if (!cut_.insert(host).second) {
    return absl::OkStatus();
  }
  return Ip(absl::StrCat("link set ", Name(host), " down"));
}

absl::Status Hosts::CutBetween(int one, int other) {
  if (!cut_between_.insert(std::minmax(one, other)).second) {
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(
      Ip(absl::StrCat("-netns ", Name(one), " route add blackhole ", address(other), "/32")));
  return Ip(absl::StrCat("-netns ", Name(other), " route add blackhole ", address(one), "/32"));
}

absl::Status Hosts::Heal() {
  for (const int host : cut_) {
    RETURN_IF_ERROR(Ip(absl::StrCat("link set ", Name(host), " up")));
  }
  for (const auto& [one, other] : cut_between_) {
    RETURN_IF_ERROR(
        Ip(absl::StrCat("-netns ", Name(one), " route del blackhole ", address(other), "/32")));
    RETURN_IF_ERROR(
        Ip(absl::StrCat("-netns ", Name(other), " route del blackhole ", address(one), "/32")));
  }
  cut_.clear();
  cut_between_.clear();
  return absl::OkStatus();
}

}  // namespace standpoint
