#include "ingest/service/work_service.h"

#include <utility>

#include "absl/status/status.h"

namespace standpoint {

using internal::v1::LeaseWorkRequest;
using internal::v1::LeaseWorkResponse;
using internal::v1::SettleWorkRequest;
using internal::v1::SettleWorkResponse;

grpc::ServerUnaryReactor* WorkService::LeaseWork(grpc::CallbackServerContext* context,
                                                 const LeaseWorkRequest* request,
                                                 LeaseWorkResponse* response) {
  return runner_.Async(
      "standpoint.internal.v1.WorkService/LeaseWork", context, request, response,
      [this](const CallContext& call, const LeaseWorkRequest& request, LeaseWorkResponse* response,
             CallDone done) { handler_.LeaseWork(call, request, response, std::move(done)); });
}

grpc::ServerUnaryReactor* WorkService::SettleWork(grpc::CallbackServerContext* context,
                                                  const SettleWorkRequest* request,
                                                  SettleWorkResponse* response) {
  return runner_.Pooled("standpoint.internal.v1.WorkService/SettleWork", context, request, response,
                        [this](const CallContext& call, const SettleWorkRequest& request,
                               SettleWorkResponse* response) {
                          return handler_.SettleWork(call, request, response);
                        });
}

}  // namespace standpoint
