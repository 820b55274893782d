#include "common/rpc/testing/echo_service.h"

#include "absl/time/clock.h"
#include "common/time/proto_time.h"

namespace standpoint {

using echo::v1::EchoRequest;
using echo::v1::EchoResponse;

absl::Status EchoService::Echo(const CallContext& call, const EchoRequest& request,
                               EchoResponse* response) {
  response->set_message(request.message());
  if (call.deadline() != absl::InfiniteFuture()) {
    *response->mutable_remaining() = ToProtoDuration(call.deadline() - absl::Now());
  }
  response->set_trace_id(call.trace_id());
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* EchoService::EchoInline(grpc::CallbackServerContext* context,
                                                  const EchoRequest* request,
                                                  EchoResponse* response) {
  return runner_.Inline("standpoint.echo.v1.EchoService/EchoInline", context, request, response,
                        handler_);
}

grpc::ServerUnaryReactor* EchoService::EchoPooled(grpc::CallbackServerContext* context,
                                                  const EchoRequest* request,
                                                  EchoResponse* response) {
  return runner_.Pooled("standpoint.echo.v1.EchoService/EchoPooled", context, request, response,
                        handler_);
}

grpc::ServerUnaryReactor* EchoService::EchoAsync(grpc::CallbackServerContext* context,
                                                 const EchoRequest* request,
                                                 EchoResponse* response) {
  return runner_.Async(
      "standpoint.echo.v1.EchoService/EchoAsync", context, request, response,
      [this](const CallContext& call, const EchoRequest& request, EchoResponse* response,
             CallDone done) { done(handler_(call, request, response)); });
}

}  // namespace standpoint
