#include "common/rpc/health_service.h"

#include <optional>
#include <utility>

#include "common/status/errors.h"
#include "common/status/rpc_status.h"

namespace standpoint {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

// One Watch stream: at most one write is under way; a change meanwhile is written after it, the
// last one alone.
class HealthService::Watcher final : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService& owner, std::string service)
      : owner_(owner), service_(std::move(service)) {}

  const std::string& service() const { return service_; }

  // Brings the client up to date. gRPC never runs reactions within StartWrite and Finish, so the
  // lock may be held.
  void Update() ABSL_EXCLUSIVE_LOCKS_REQUIRED(owner_.mu_) {
    if (writing_ || finished_) {
      return;
    }
    const Status status = owner_.StatusOf(service_);
    if (status != told_) {
      told_ = status;
      response_.set_status(status);
      writing_ = true;
      StartWrite(&response_);
    } else if (owner_.shut_down_) {
      End(MakeError(absl::StatusCode::kUnavailable, "SERVER_SHUTTING_DOWN",
                    "the server is shutting down"));
    }
  }

  void OnWriteDone(bool ok) override {
    absl::MutexLock lock(&owner_.mu_);
    writing_ = false;
    if (ok) {
      Update();
    } else {
      End(absl::CancelledError("the stream broke"));
    }
  }

  void OnCancel() override {
    absl::MutexLock lock(&owner_.mu_);
    End(absl::CancelledError("the client gave up the call"));
  }

  void OnDone() override {
    {
      absl::MutexLock lock(&owner_.mu_);
      owner_.watchers_.erase(this);
    }
    delete this;
  }

 private:
  void End(const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(owner_.mu_) {
    if (!finished_) {
      finished_ = true;
      Finish(ToGrpcStatus(status));
    }
  }

  HealthService& owner_;
  const std::string service_;
  HealthCheckResponse response_;
  std::optional<Status> told_ ABSL_GUARDED_BY(owner_.mu_);
  bool writing_ ABSL_GUARDED_BY(owner_.mu_) = false;
  bool finished_ ABSL_GUARDED_BY(owner_.mu_) = false;
};

void HealthService::SetServing(absl::string_view service, bool serving) {
  absl::MutexLock lock(&mu_);
  const std::string name(service);
  serving_[name] = serving && !stopped_;
  Tell(&name);
}

void HealthService::StopServing() {
  absl::MutexLock lock(&mu_);
  stopped_ = true;
  for (auto& [name, serving] : serving_) {
    serving = false;
  }
  Tell(nullptr);
}

void HealthService::ShutDown() {
  StopServing();
  absl::MutexLock lock(&mu_);
  shut_down_ = true;
  Tell(nullptr);
}

grpc::ServerUnaryReactor* HealthService::Check(grpc::CallbackServerContext* context,
                                               const HealthCheckRequest* request,
                                               HealthCheckResponse* response) {
  {
    absl::MutexLock lock(&mu_);
    response->set_status(StatusOf(request->service()));
  }
  const bool known = response->status() != HealthCheckResponse::SERVICE_UNKNOWN;
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  reactor->Finish(
      ToGrpcStatus(known ? absl::OkStatus() : ResourceNotFound("service", request->service())));
  return reactor;
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(
    grpc::CallbackServerContext* context, const HealthCheckRequest* request) {
  auto* const watcher = new Watcher(*this, request->service());
  absl::MutexLock lock(&mu_);
  watchers_.insert(watcher);
  watcher->Update();
  return watcher;
}

HealthService::Status HealthService::StatusOf(const std::string& service) const {
  const auto found = serving_.find(service);
  if (found == serving_.end()) {
    return HealthCheckResponse::SERVICE_UNKNOWN;
  }
  return found->second ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

void HealthService::Tell(const std::string* service) {
  for (Watcher* watcher : watchers_) {
    if (service == nullptr || watcher->service() == *service) {
      watcher->Update();
    }
  }
}

}  // namespace standpoint
