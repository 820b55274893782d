#include "tests/faults/deployment.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace standpoint {

absl::StatusOr<std::unique_ptr<Deployment>> Deployment::Start(const std::string& folder,
                                                              int workers) {
  auto deployment = std::make_unique<Deployment>();
  deployment->store_ = std::make_unique<Server>(std::vector<std::string>{
      "store/store_server", absl::StrCat("--data=", folder, "/store"), "--analyze-address="});
  RETURN_IF_ERROR(deployment->store_->Start());
  const std::string store = absl::StrCat("--store-address=", deployment->store_->address());
  deployment->ingest_ = std::make_unique<Server>(std::vector<std::string>{
      "ingest/ingest_server", absl::StrCat("--data=", folder, "/ingest"), store});
  RETURN_IF_ERROR(deployment->ingest_->Start());
  for (int i = 0; i < workers; ++i) {
    deployment->workers_.push_back(std::make_unique<Server>(std::vector<std::string>{
        "analyze/analyze_worker", store,
        absl::StrCat("--ingest-address=", deployment->ingest_->address()), "--analyze.processes=1",
        absl::StrCat("--worker.max-documents-in-flight=", kHeldPerWorker),
        "--worker.lease-duration=2s", "--worker.max-backoff=1s"}));
    RETURN_IF_ERROR(deployment->workers_.back()->Start());
  }
  return deployment;
}

}  // namespace standpoint
