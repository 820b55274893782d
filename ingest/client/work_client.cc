#include "ingest/client/work_client.h"

#include <grpcpp/client_context.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/types/span.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "common/time/proto_time.h"
#include "standpoint/internal/v1/work.grpc.pb.h"

namespace standpoint {
namespace {

using internal::v1::LeaseWorkRequest;
using internal::v1::LeaseWorkResponse;
using internal::v1::Settlement;
using internal::v1::SettleWorkRequest;
using internal::v1::SettleWorkResponse;

// What one call takes, by the contract of WorkService.
constexpr int kMaxItems = 1000;
// A longer wait is several calls, so that a server that vanished is noticed.
constexpr absl::Duration kMaxWait = absl::Seconds(30);

absl::Status ToQueueStatus(const grpc::Status& grpc_status) {
  absl::Status status = FromGrpcStatus(grpc_status);
  const bool no_answer = absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status);
  if (no_answer && ErrorReason(status).empty()) {
    return MakeError(absl::StatusCode::kUnavailable, "QUEUE_UNREACHABLE",
                     absl::StrCat("the ingest server does not answer: ", status.message()));
  }
  return status;
}

LeasedWork FromProto(internal::v1::LeasedWork& item) {
  LeasedWork work;
  work.lease_id = std::move(*item.mutable_lease_id());
  work.item.key = std::move(*item.mutable_key());
  work.item.payload = std::move(*item.mutable_payload());
  work.attempt = item.attempt();
  work.enqueue_time = ToAbslTime(item.enqueue_time());
  work.expire_time = ToAbslTime(item.expire_time());
  return work;
}

class WorkClient : public WorkSource {
 public:
  WorkClient(std::shared_ptr<grpc::Channel> channel, const WorkClientOptions& options)
      : stub_(internal::v1::WorkService::NewStub(std::move(channel))), options_(options) {}

  absl::StatusOr<std::vector<LeasedWork>> Lease(absl::string_view owner, int max_items,
                                                absl::Duration duration,
                                                absl::Duration wait) override {
    const absl::Time deadline = absl::Now() + wait;
    LeaseWorkRequest request;
    request.set_owner(std::string(owner));
    request.set_max_items(std::min(max_items, kMaxItems));
    *request.mutable_lease_duration() = ToProtoDuration(duration);
    for (;;) {
      const absl::Duration left =
          std::max(std::min(deadline - absl::Now(), kMaxWait), absl::ZeroDuration());
      *request.mutable_wait() = ToProtoDuration(left);
      ASSIGN_OR_RETURN(std::vector<LeasedWork> work, LeaseOnce(request, left));
      if (!work.empty() || absl::Now() >= deadline) {
        return work;
      }
    }
  }

  std::vector<absl::Status> Complete(absl::Span<const std::string> lease_ids) override {
    return Settle(lease_ids, [](Settlement& settlement) { settlement.mutable_complete(); });
  }

  std::vector<absl::Status> Release(absl::Span<const std::string> lease_ids) override {
    return Settle(lease_ids, [](Settlement& settlement) { settlement.mutable_release(); });
  }

  std::vector<absl::Status> Extend(absl::Span<const std::string> lease_ids,
                                   absl::Duration duration) override {
    return Settle(lease_ids, [&](Settlement& settlement) {
      *settlement.mutable_extend()->mutable_lease_duration() = ToProtoDuration(duration);
    });
  }

  absl::Status Fail(absl::string_view lease_id, absl::string_view reason, bool retriable) override {
    return Settle({std::string(lease_id)},
                  [&](Settlement& settlement) {
                    settlement.mutable_fail()->set_reason(std::string(reason));
                    settlement.mutable_fail()->set_retriable(retriable);
                  })
        .front();
  }

 private:
  void SetDeadline(grpc::ClientContext& context, absl::Duration timeout) const {
    context.set_deadline(absl::ToChronoTime(absl::Now() + timeout));
  }

  absl::StatusOr<std::vector<LeasedWork>> LeaseOnce(const LeaseWorkRequest& request,
                                                    absl::Duration wait) {
    grpc::ClientContext context;
    SetDeadline(context, wait + options_.call_timeout);
    LeaseWorkResponse response;
    RETURN_IF_ERROR(ToQueueStatus(stub_->LeaseWork(&context, request, &response)));
    std::vector<LeasedWork> work;
    work.reserve(response.items_size());
    for (auto& item : *response.mutable_items()) {
      work.push_back(FromProto(item));
    }
    return work;
  }

  std::vector<absl::Status> Settle(absl::Span<const std::string> lease_ids,
                                   const std::function<void(Settlement&)>& set_action) {
    std::vector<absl::Status> statuses;
    for (size_t begin = 0; begin < lease_ids.size(); begin += kMaxItems) {
      const auto chunk = lease_ids.subspan(begin, kMaxItems);
      SettleWorkRequest request;
      for (const std::string& lease_id : chunk) {
        Settlement& settlement = *request.add_settlements();
        settlement.set_lease_id(lease_id);
        set_action(settlement);
      }
      SettleOnce(request, statuses);
    }
    return statuses;
  }

  // Adds one status per settlement.
  void SettleOnce(const SettleWorkRequest& request, std::vector<absl::Status>& statuses) {
    grpc::ClientContext context;
    SetDeadline(context, options_.call_timeout);
    SettleWorkResponse response;
    absl::Status called = ToQueueStatus(stub_->SettleWork(&context, request, &response));
    if (called.ok() && response.statuses_size() != request.settlements_size()) {
      called = MakeError(absl::StatusCode::kInternal, "MALFORMED_ANSWER",
                         "the ingest server gave another number of answers than was asked for");
    }
    for (int i = 0; i < request.settlements_size(); ++i) {
      statuses.push_back(called.ok() ? FromRpcStatus(response.statuses(i)) : called);
    }
  }

  const std::unique_ptr<internal::v1::WorkService::Stub> stub_;
  const WorkClientOptions options_;
};

}  // namespace

std::unique_ptr<WorkSource> NewWorkClient(std::shared_ptr<grpc::Channel> channel,
                                          const WorkClientOptions& options) {
  return std::make_unique<WorkClient>(std::move(channel), options);
}

}  // namespace standpoint
