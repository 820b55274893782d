// One line in the log when a neighbour goes away, and one when it is back.

#ifndef STANDPOINT_ANALYZE_WORKER_OUTAGE_LOG_H_
#define STANDPOINT_ANALYZE_WORKER_OUTAGE_LOG_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Threads: one at a time.
class OutageLog {
 public:
  // `peer`: "queue", "store".
  explicit OutageLog(absl::string_view peer) : peer_(peer) {}

  void Failed(const absl::Status& why);
  void Succeeded();

 private:
  const std::string peer_;
  bool away_ = false;
};

}  // namespace standpoint

#endif  // STANDPOINT_ANALYZE_WORKER_OUTAGE_LOG_H_
