// The echo service over a CallRunner.

#ifndef STANDPOINT_COMMON_RPC_TESTING_ECHO_SERVICE_H_
#define STANDPOINT_COMMON_RPC_TESTING_ECHO_SERVICE_H_

#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runner.h"
#include "standpoint/echo/v1/echo.grpc.pb.h"

namespace standpoint {

class EchoService final : public echo::v1::EchoService::CallbackService {
 public:
  using Handler = std::function<absl::Status(const CallContext&, const echo::v1::EchoRequest&,
                                             echo::v1::EchoResponse*)>;

  // `handler` is Echo unless a test has another in mind. Lifetime: `runner` outlives the service.
  explicit EchoService(CallRunner& runner, Handler handler = Echo)
      : runner_(runner), handler_(std::move(handler)) {}

  // Fills all fields of the answer.
  static absl::Status Echo(const CallContext& call, const echo::v1::EchoRequest& request,
                           echo::v1::EchoResponse* response);

  grpc::ServerUnaryReactor* EchoInline(grpc::CallbackServerContext* context,
                                       const echo::v1::EchoRequest* request,
                                       echo::v1::EchoResponse* response) override;
  grpc::ServerUnaryReactor* EchoPooled(grpc::CallbackServerContext* context,
                                       const echo::v1::EchoRequest* request,
                                       echo::v1::EchoResponse* response) override;
  grpc::ServerUnaryReactor* EchoAsync(grpc::CallbackServerContext* context,
                                      const echo::v1::EchoRequest* request,
                                      echo::v1::EchoResponse* response) override;

 private:
  CallRunner& runner_;
  const Handler handler_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_RPC_TESTING_ECHO_SERVICE_H_
