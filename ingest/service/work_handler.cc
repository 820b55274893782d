#include "ingest/service/work_handler.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

using internal::v1::LeaseWorkRequest;
using internal::v1::LeaseWorkResponse;
using internal::v1::Settlement;
using internal::v1::SettleWorkRequest;
using internal::v1::SettleWorkResponse;

constexpr int kMaxItems = 1000;
constexpr size_t kMaxOwnerBytes = 256;
constexpr absl::Duration kMaxWait = absl::Seconds(60);
// So that an empty answer arrives before the client gives up.
constexpr absl::Duration kDeadlineMargin = absl::Milliseconds(500);
// Below the default bound of a response, 64 MiB.
constexpr int64_t kMaxPayloadBytes = 32 << 20;

absl::Status CheckLeaseDuration(absl::string_view field,
                                const google::protobuf::Duration& duration) {
  const absl::Duration value = ToAbslDuration(duration);
  if (value < absl::Seconds(1) || value > absl::Hours(1)) {
    return InvalidField(field, "must be from 1s to 1h");
  }
  return absl::OkStatus();
}

absl::Status CheckRequest(const LeaseWorkRequest& request) {
  if (request.owner().size() > kMaxOwnerBytes) {
    return InvalidField("owner", absl::StrCat("must have at most ", kMaxOwnerBytes, " bytes"));
  }
  if (request.max_items() < 1 || request.max_items() > kMaxItems) {
    return InvalidField("max_items", absl::StrCat("must be from 1 to ", kMaxItems));
  }
  RETURN_IF_ERROR(CheckLeaseDuration("lease_duration", request.lease_duration()));
  const absl::Duration wait = ToAbslDuration(request.wait());
  if (wait < absl::ZeroDuration() || wait > kMaxWait) {
    return InvalidField("wait", "must be from 0s to 60s");
  }
  return absl::OkStatus();
}

// Moves the leading items whose payloads fit into the answer; gives the leases of the others.
std::vector<std::string> FillResponse(std::vector<LeasedWork> work, LeaseWorkResponse* response) {
  std::vector<std::string> left_over;
  int64_t bytes = 0;
  for (LeasedWork& leased : work) {
    bytes += static_cast<int64_t>(leased.item.payload.size());
    if (response->items_size() > 0 && bytes > kMaxPayloadBytes) {
      left_over.push_back(std::move(leased.lease_id));
      continue;
    }
    auto* item = response->add_items();
    item->set_lease_id(std::move(leased.lease_id));
    item->set_key(std::move(leased.item.key));
    item->set_payload(std::move(leased.item.payload));
    item->set_attempt(leased.attempt);
    *item->mutable_enqueue_time() = ToProtoTimestamp(leased.enqueue_time);
    *item->mutable_expire_time() = ToProtoTimestamp(leased.expire_time);
  }
  return left_over;
}

std::vector<std::string> LeaseIds(const std::vector<LeasedWork>& work) {
  std::vector<std::string> ids;
  for (const LeasedWork& leased : work) {
    ids.push_back(leased.lease_id);
  }
  return ids;
}

// Settlements of one kind, which the queue takes together.
struct Group {
  std::vector<int> indexes;
  std::vector<std::string> lease_ids;

  void Add(int index, const std::string& lease_id) {
    indexes.push_back(index);
    lease_ids.push_back(lease_id);
  }
};

}  // namespace

WorkHandler::WorkHandler(WorkSource& source, Executor& executor, const Clock& clock)
    : source_(source), clock_(clock), waiters_(source, executor, clock) {}

void WorkHandler::LeaseWork(const CallContext& call, const LeaseWorkRequest& request,
                            LeaseWorkResponse* response, Done done) {
  if (absl::Status valid = CheckRequest(request); !valid.ok()) {
    std::move(done)(std::move(valid));
    return;
  }
  WantedLease wanted;
  wanted.owner = request.owner();
  wanted.max_items = request.max_items();
  wanted.duration = ToAbslDuration(request.lease_duration());
  wanted.wait_until =
      std::min(clock_.Now() + ToAbslDuration(request.wait()), call.deadline() - kDeadlineMargin);
  wanted.cancelled = [&call] { return call.cancelled(); };
  wanted.done = [this, &call, response,
                 done = std::move(done)](absl::StatusOr<std::vector<LeasedWork>> work) mutable {
    if (!work.ok()) {
      std::move(done)(work.status());
      return;
    }
    if (absl::Status wanted_still = call.Check(); !wanted_still.ok()) {
      source_.Release(LeaseIds(*work));
      std::move(done)(std::move(wanted_still));
      return;
    }
    const auto left_over = FillResponse(*std::move(work), response);
    if (!left_over.empty()) {
      source_.Release(left_over);
    }
    std::move(done)(absl::OkStatus());
  };
  waiters_.Lease(std::move(wanted));
}

absl::Status WorkHandler::SettleWork(const CallContext& /*call*/, const SettleWorkRequest& request,
                                     SettleWorkResponse* response) {
  if (request.settlements_size() < 1 || request.settlements_size() > kMaxItems) {
    return InvalidField("settlements", absl::StrCat("must be from 1 to ", kMaxItems));
  }
  std::vector<absl::Status> statuses(request.settlements_size());
  Group complete;
  Group release;
  std::map<absl::Duration, Group> extend;
  for (int i = 0; i < request.settlements_size(); ++i) {
    const Settlement& settlement = request.settlements(i);
    switch (settlement.action_case()) {
      case Settlement::kComplete:
        complete.Add(i, settlement.lease_id());
        break;
      case Settlement::kRelease:
        release.Add(i, settlement.lease_id());
        break;
      case Settlement::kExtend: {
        const auto& duration = settlement.extend().lease_duration();
        statuses[i] = CheckLeaseDuration("extend.lease_duration", duration);
        if (statuses[i].ok()) {
          extend[ToAbslDuration(duration)].Add(i, settlement.lease_id());
        }
        break;
      }
      case Settlement::kFail:
        statuses[i] = source_.Fail(settlement.lease_id(), settlement.fail().reason(),
                                   settlement.fail().retriable());
        break;
      case Settlement::ACTION_NOT_SET:
        statuses[i] = InvalidField("action", "must be given");
    }
    statuses[i] = PrefixField(absl::StrCat("settlements[", i, "]"), std::move(statuses[i]));
  }
  const auto take_over = [&statuses](const Group& group, const std::vector<absl::Status>& results) {
    for (size_t i = 0; i < group.indexes.size(); ++i) {
      statuses[group.indexes[i]] = results[i];
    }
  };
  for (const auto& [duration, group] : extend) {
    take_over(group, source_.Extend(group.lease_ids, duration));
  }
  take_over(release, source_.Release(release.lease_ids));
  take_over(complete, source_.Complete(complete.lease_ids));
  for (const absl::Status& status : statuses) {
    *response->add_statuses() = ToRpcStatus(status);
  }
  return absl::OkStatus();
}

}  // namespace standpoint
