#include "tests/cluster/chaos.h"

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

constexpr size_t kMostFaults = 2;

std::string KindOf(const std::string& name) { return name.substr(0, name.find(' ')); }

}  // namespace

bool Chaos::MayHarm(int member) const {
  if (killed_.count(member) + cut_.count(member) > 0) {
    return false;
  }
  const auto broker = [this](int other) { return cluster_.role(other) == Role::kBroker; };
  if (!broker(member)) {
    return true;
  }
  for (const std::set<int>* faults : {&killed_, &cut_}) {
    for (const int other : *faults) {
      if (broker(other)) {
        return false;
      }
    }
  }
  return true;
}

absl::Status Chaos::Harm(int member) {
  const std::string& name = cluster_.name(member);
  switch (random_() % 3) {
    case 0:
      steps_.push_back(absl::StrCat("cut off ", name));
      ++counts_[absl::StrCat("cut off ", KindOf(name))];
      cut_.insert(member);
      return cluster_.hosts().Cut(member);
    case 1: {
      const int other = static_cast<int>(random_() % static_cast<uint64_t>(cluster_.size()));
      if (other != member && MayHarm(other)) {
        steps_.push_back(absl::StrCat("cut ", name, " from ", cluster_.name(other)));
        ++counts_["cut two from each other"];
        cut_.insert({member, other});
        return cluster_.hosts().CutBetween(member, other);
      }
      [[fallthrough]];
    }
    default:
      steps_.push_back(absl::StrCat("kill ", name));
      ++counts_[absl::StrCat("kill ", KindOf(name))];
      killed_.insert(member);
      cluster_.Kill(member);
      return absl::OkStatus();
  }
}

absl::Status Chaos::Step() {
  if (killed_.size() + cut_.size() >= kMostFaults) {
    return Heal();
  }
  while (true) {
    const int member = static_cast<int>(random_() % static_cast<uint64_t>(cluster_.size()));
    if (MayHarm(member)) {
      return Harm(member);
    }
  }
}

absl::Status Chaos::Heal() {
  steps_.push_back("heal");
  RETURN_IF_ERROR(cluster_.hosts().Heal());
  cut_.clear();
  for (const int member : killed_) {
    RETURN_IF_ERROR(cluster_.Start(member));
  }
  killed_.clear();
  return absl::OkStatus();
}

}  // namespace standpoint
