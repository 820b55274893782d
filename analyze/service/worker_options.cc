#include "analyze/service/worker_options.h"

#include <unistd.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/config/settings.h"
#include "common/status/macros.h"
#include "common/time/proto_time.h"

namespace standpoint {
namespace {

std::string HostAndProcess() {
  char host[256] = "";
  gethostname(host, sizeof(host) - 1);
  return absl::StrCat(host, "/", getpid());
}

}  // namespace

absl::StatusOr<WorkerOptions> MakeWorkerOptions(const internal::v1::WorkerConfig& given,
                                                int parallelism) {
  internal::v1::WorkerConfig settings = given;
  RETURN_IF_ERROR(ApplyDefaults(settings));
  WorkerOptions options;
  options.owner = settings.owner().empty() ? HostAndProcess() : settings.owner();
  options.analysis_threads = parallelism + 1;
  options.max_leases_per_call = settings.max_leases_per_call();
  options.held = {.documents = settings.max_documents_in_flight(),
                  .bytes = settings.max_bytes_in_flight()};
  options.lease_duration = ToAbslDuration(settings.lease_duration());
  options.lease_wait = ToAbslDuration(settings.lease_wait());
  options.commit = {.documents = settings.max_commit_documents(),
                    .bytes = settings.max_commit_bytes()};
  options.max_backoff = ToAbslDuration(settings.max_backoff());
  return options;
}

}  // namespace standpoint
