#include "absl/status/status.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/status/rpc_status.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

absl::StatusOr<int> Half(int n) {
  if (n % 2 != 0) {
    return InvalidField("n", "must be even");
  }
  return n / 2;
}

absl::StatusOr<int> Quarter(int n) {
  ASSIGN_OR_RETURN(const int half, Half(n));
  RETURN_IF_ERROR(Half(half).status());
  return half / 2;
}

TEST(MacrosTest, PassValuesAndErrors) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_EQ(Quarter(3).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Quarter(6).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ErrorsTest, InvalidFieldNamesTheField) {
  const google::rpc::Status rpc =
      ToRpcStatus(PrefixField("inputs[3]", InvalidField("content", "too long")));
  ASSERT_EQ(rpc.details_size(), 2);
  google::rpc::BadRequest bad;
  google::rpc::ErrorInfo info;
  for (const auto& detail : rpc.details()) {
    detail.UnpackTo(&bad) || detail.UnpackTo(&info);
  }
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "inputs[3].content");
  EXPECT_EQ(bad.field_violations(0).description(), "too long");
  EXPECT_EQ(info.reason(), "INVALID_FIELD");
  EXPECT_EQ(info.domain(), "standpoint");
}

TEST(ErrorsTest, DetailsSurviveTheWire) {
  const absl::Status sent = Overloaded("queue", "full", absl::Milliseconds(1500));
  const absl::Status received = FromGrpcStatus(ToGrpcStatus(sent));
  EXPECT_EQ(received, sent);
  EXPECT_EQ(RetryDelay(received, absl::ZeroDuration()), absl::Milliseconds(1500));
  EXPECT_EQ(ErrorReason(received), "OVERLOADED");
}

TEST(RpcStatusTest, EveryErrorHasExactlyOneErrorInfo) {
  const google::rpc::Status rpc = ToRpcStatus(absl::InternalError("plain"));
  ASSERT_EQ(rpc.details_size(), 1);
  EXPECT_TRUE(rpc.details(0).Is<google::rpc::ErrorInfo>());
  EXPECT_EQ(ToRpcStatus(absl::OkStatus()).details_size(), 0);
}

TEST(RpcStatusTest, ForeignDetailsDoNotMaskTheStatus) {
  const absl::Status received =
      FromGrpcStatus(grpc::Status(grpc::StatusCode::NOT_FOUND, "gone", "\xff not a status"));
  EXPECT_EQ(received.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(received.message(), "gone");
}

}  // namespace
}  // namespace standpoint
