#include "queue/work_queue.h"

#include <utility>

#include "absl/synchronization/notification.h"

namespace standpoint {

absl::Status WorkQueue::AppendAndWait(std::vector<WorkItem> items) {
  absl::Notification appended;
  absl::Status result;
  Append(std::move(items), [&](absl::Status status) {
    result = std::move(status);
    appended.Notify();
  });
  appended.WaitForNotification();
  return result;
}

}  // namespace standpoint
