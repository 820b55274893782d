// A call that cannot be answered, and the answer that it must get.

#ifndef STANDPOINT_TESTS_BADINPUT_BAD_CALL_H_
#define STANDPOINT_TESTS_BADINPUT_BAD_CALL_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/server/whole_server.h"

namespace standpoint {

struct BadCall {
  std::string what;  // "BatchIngestDocuments: empty batch"
  std::function<absl::Status(WholeServer&)> make;
  absl::StatusCode code = absl::StatusCode::kInvalidArgument;
  std::string reason =
      "INVALID_FIELD";  // of the ErrorInfo; empty: it has none, because gRPC itself answers
  std::string field;    // that BadRequest names; empty: none
};

// `text` in Protobuf's text format.
template <typename Message>
Message FromText(const std::string& text) {
  Message message;
  if (!google::protobuf::TextFormat::ParseFromString(text, &message)) {
    ADD_FAILURE() << "not a " << message.GetTypeName() << ": " << text;
  }
  return message;
}

// `request`, sent by `method` of the stub that `stub` gives. The request's own fault is `field`.
template <typename Stub, typename Request, typename Response>
BadCall Refused(absl::string_view what, Stub& (WholeServer::*stub)(),
                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                Request request, absl::string_view field) {
  BadCall call;
  const std::string type = request.GetDescriptor()->name();
  call.what = absl::StrCat(type.substr(0, type.size() - sizeof("Request") + 1), ": ", what);
  call.make = [=, request = std::move(request)](WholeServer& server) {
    return server.Call((server.*stub)(), method, request).status();
  };
  call.field = std::string(field);
  return call;
}

// The same, with another code and reason.
inline BadCall With(absl::StatusCode code, absl::string_view reason, BadCall call) {
  call.code = code;
  call.reason = std::string(reason);
  return call;
}

// The table, by service.
std::vector<BadCall> BadIngestCalls();
std::vector<BadCall> BadQueryCalls();
std::vector<BadCall> OtherBadCalls();

}  // namespace standpoint

#endif  // STANDPOINT_TESTS_BADINPUT_BAD_CALL_H_
