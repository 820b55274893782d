#include "common/admin/admin_service.h"

namespace standpoint {

grpc::ServerUnaryReactor* AdminService::GetStatus(grpc::CallbackServerContext* context,
                                                  const v1::GetStatusRequest* request,
                                                  v1::GetStatusResponse* response) {
  return runner_.Pooled("standpoint.v1.AdminService/GetStatus", context, request, response,
                        [this](const CallContext& call, const v1::GetStatusRequest& request,
                               v1::GetStatusResponse* response) {
                          return handler_.GetStatus(call, request, response);
                        });
}

grpc::ServerUnaryReactor* AdminService::ListDeadLetters(grpc::CallbackServerContext* context,
                                                        const v1::ListDeadLettersRequest* request,
                                                        v1::ListDeadLettersResponse* response) {
  return runner_.Pooled("standpoint.v1.AdminService/ListDeadLetters", context, request, response,
                        [this](const CallContext& call, const v1::ListDeadLettersRequest& request,
                               v1::ListDeadLettersResponse* response) {
                          return handler_.ListDeadLetters(call, request, response);
                        });
}

grpc::ServerUnaryReactor* AdminService::RedriveDeadLetters(
    grpc::CallbackServerContext* context, const v1::RedriveDeadLettersRequest* request,
    v1::RedriveDeadLettersResponse* response) {
  return runner_.Pooled(
      "standpoint.v1.AdminService/RedriveDeadLetters", context, request, response,
      [this](const CallContext& call, const v1::RedriveDeadLettersRequest& request,
             v1::RedriveDeadLettersResponse* response) {
        return handler_.RedriveDeadLetters(call, request, response);
      });
}

}  // namespace standpoint
