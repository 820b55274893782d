// WorkService over gRPC.

#ifndef STANDPOINT_INGEST_SERVICE_WORK_SERVICE_H_
#define STANDPOINT_INGEST_SERVICE_WORK_SERVICE_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "common/rpc/call_runner.h"
#include "ingest/service/work_handler.h"
#include "standpoint/internal/v1/work.grpc.pb.h"

namespace standpoint {

// Lifetime: the arguments outlive it. WorkHandler::Shutdown before the server's, so that waiting
// leases do not hold up the drain.
class WorkService final : public internal::v1::WorkService::CallbackService {
 public:
  WorkService(WorkHandler& handler, CallRunner& runner) : handler_(handler), runner_(runner) {}

  grpc::ServerUnaryReactor* LeaseWork(grpc::CallbackServerContext* context,
                                      const internal::v1::LeaseWorkRequest* request,
                                      internal::v1::LeaseWorkResponse* response) override;
  grpc::ServerUnaryReactor* SettleWork(grpc::CallbackServerContext* context,
                                       const internal::v1::SettleWorkRequest* request,
                                       internal::v1::SettleWorkResponse* response) override;

 private:
  WorkHandler& handler_;
  CallRunner& runner_;
};

}  // namespace standpoint

#endif  // STANDPOINT_INGEST_SERVICE_WORK_SERVICE_H_
