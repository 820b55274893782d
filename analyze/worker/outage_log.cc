#include "analyze/worker/outage_log.h"

#include "analyze/worker/worker_metrics.h"
#include "common/log/log.h"

namespace standpoint {

void OutageLog::Failed(const absl::Status& why) {
  if (!away_) {
    away_ = true;
    Log(Severity::kWarning, "peer_away", {{"peer", peer_}, {"reason", FailureReason(why)}});
  }
}

void OutageLog::Succeeded() {
  if (away_) {
    away_ = false;
    Log(Severity::kInfo, "peer_back", {{"peer", peer_}});
  }
}

}  // namespace standpoint
