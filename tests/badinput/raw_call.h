// Calls with any bytes as message, right or wrong.

#ifndef STANDPOINT_TESTS_BADINPUT_RAW_CALL_H_
#define STANDPOINT_TESTS_BADINPUT_RAW_CALL_H_

#include <grpcpp/channel.h>
#include <grpcpp/support/status.h>

#include <memory>
#include <string>

#include "absl/strings/string_view.h"

namespace standpoint {

// Makes a unary call of `method` ("/standpoint.v1.QueryService/GetClaim") with `message` as the request's bytes.
grpc::Status RawCall(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                     absl::string_view message);

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_BADINPUT_RAW_CALL_H_
