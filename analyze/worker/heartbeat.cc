#include "analyze/worker/heartbeat.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"

namespace standpoint {
namespace {

constexpr size_t kMaxExtensions = 1000;  // in one call, as WorkService allows

}  // namespace

Heartbeat::Heartbeat(WorkSource& source, HeldLeases& held, absl::Duration lease_duration,
                     Clock* clock)
    : source_(source), held_(held), lease_duration_(lease_duration), stop_(clock) {
  thread_ = std::thread([this] { Run(); });
}

Heartbeat::~Heartbeat() {
  stop_.Raise();
  thread_.join();
}

void Heartbeat::Run() {
  absl::Duration pause = lease_duration_ / 3;
  while (!stop_.AwaitFor(pause)) {
    pause = ExtendAll() ? lease_duration_ / 3 : lease_duration_ / 10;
  }
}

bool Heartbeat::ExtendAll() {
  const std::vector<std::string> ids = held_.Ids();
  bool answered = true;
  for (size_t begin = 0; begin < ids.size(); begin += kMaxExtensions) {
    const auto some = absl::MakeSpan(ids).subspan(begin, kMaxExtensions);
    const std::vector<absl::Status> statuses = source_.Extend(some, lease_duration_);
    for (size_t i = 0; i < some.size(); ++i) {
      if (absl::IsNotFound(statuses[i])) {
        held_.MarkLost(some[i]);
      } else if (!statuses[i].ok()) {
        answered = false;
      }
    }
  }
  return answered;
}

}  // namespace standpoint
