// AdminService over gRPC.

#ifndef STANDPOINT_COMMON_ADMIN_ADMIN_SERVICE_H_
#define STANDPOINT_COMMON_ADMIN_ADMIN_SERVICE_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include "common/admin/admin_handler.h"
#include "common/rpc/call_runner.h"
#include "standpoint/v1/admin_service.grpc.pb.h"

namespace standpoint {

// Lifetime: the arguments outlive it.
class AdminService final : public v1::AdminService::CallbackService {
 public:
  AdminService(AdminHandler& handler, CallRunner& runner) : handler_(handler), runner_(runner) {}

  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context,
                                      const v1::GetStatusRequest* request,
                                      v1::GetStatusResponse* response) override;
  grpc::ServerUnaryReactor* ListDeadLetters(grpc::CallbackServerContext* context,
                                            const v1::ListDeadLettersRequest* request,
                                            v1::ListDeadLettersResponse* response) override;
  grpc::ServerUnaryReactor* RedriveDeadLetters(grpc::CallbackServerContext* context,
                                               const v1::RedriveDeadLettersRequest* request,
                                               v1::RedriveDeadLettersResponse* response) override;

 private:
  AdminHandler& handler_;
  CallRunner& runner_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_ADMIN_ADMIN_SERVICE_H_
