// AdminService without gRPC, over the parts that a server hosts.

#ifndef STANDPOINT_COMMON_ADMIN_ADMIN_HANDLER_H_
#define STANDPOINT_COMMON_ADMIN_ADMIN_HANDLER_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "standpoint/v1/admin_service.pb.h"

namespace standpoint {

// The queue's part. Threads: safe.
class QueueAdmin {
 public:
  virtual ~QueueAdmin() = default;

  virtual absl::StatusOr<v1::QueueStatus> Status() = 0;

  // With id > `after`, by id, at most `limit`; named `deadLetters/{id}`.
  virtual absl::StatusOr<std::vector<v1::DeadLetter>> ListDeadLetters(uint64_t after,
                                                                      int limit) = 0;

  // Errors: NOT_FOUND; RESOURCE_EXHAUSTED when the queue is full.
  virtual absl::Status Redrive(uint64_t id) = 0;
};

// What this server hosts; what it does not is null. Lifetime: all of it outlives the handler.
struct AdminParts {
  QueueAdmin* queue = nullptr;
  std::function<absl::StatusOr<v1::StoreStatus>()> store_status;
};

// Threads: safe. Errors: as admin_service.proto says.
class AdminHandler {
 public:
  AdminHandler(AdminParts parts, absl::Time start_time);

  absl::Status GetStatus(const CallContext& call, const v1::GetStatusRequest& request,
                         v1::GetStatusResponse* response);
  absl::Status ListDeadLetters(const CallContext& call, const v1::ListDeadLettersRequest& request,
                               v1::ListDeadLettersResponse* response);
  absl::Status RedriveDeadLetters(const CallContext& call,
                                  const v1::RedriveDeadLettersRequest& request,
                                  v1::RedriveDeadLettersResponse* response);

 private:
  absl::Status RedriveAll(const CallContext& call, v1::RedriveDeadLettersResponse* response);
  absl::Status RedriveNamed(const CallContext& call, const v1::RedriveDeadLettersRequest& request,
                            v1::RedriveDeadLettersResponse* response);

  const AdminParts parts_;
  const absl::Time start_time_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_ADMIN_ADMIN_HANDLER_H_
