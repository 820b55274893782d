#include "common/rpc/admin_http.h"

#include <exception>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/log/log.h"
#include "common/status/errors.h"
#include "prometheus/exposer.h"

namespace standpoint {

absl::StatusOr<std::unique_ptr<AdminHttp>> AdminHttp::Start(
    const internal::v1::AdminConfig& settings, const Metrics& metrics) {
  std::unique_ptr<prometheus::Exposer> exposer;
  if (!settings.address().empty()) {
    try {  // the library has no other way to say that it cannot listen
      exposer = std::make_unique<prometheus::Exposer>(settings.address(), /*num_threads=*/2);
    } catch (const std::exception&) {
      return MakeError(absl::StatusCode::kFailedPrecondition, "CANNOT_LISTEN",
                       absl::StrCat("cannot listen on ", settings.address(),
                                    ": it is in use, not host:port of this machine, or not "
                                    "allowed"),
                       {{"address", settings.address()}});
    }
  }
  std::unique_ptr<AdminHttp> admin(new AdminHttp(std::move(exposer)));
  if (admin->exposer_ != nullptr) {
    admin->collectable_ = metrics.collectable();
    admin->exposer_->RegisterCollectable(admin->collectable_);
    Log(Severity::kInfo, "admin_started",
        {{"address", settings.address()}, {"port", admin->bound_port()}});
  }
  return admin;
}

AdminHttp::AdminHttp(std::unique_ptr<prometheus::Exposer> exposer) : exposer_(std::move(exposer)) {}

AdminHttp::~AdminHttp() = default;

int AdminHttp::bound_port() const {
  if (exposer_ == nullptr) {
    return 0;
  }
  const std::vector<int> ports = exposer_->GetListeningPorts();
  return ports.empty() ? 0 : ports.front();
}

}  // namespace standpoint
