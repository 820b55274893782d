#include "common/admin/operations.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "common/time/clock.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

Operations::Work Nothing() {
  return [](OperationRun&, v1::Operation*) { return absl::OkStatus(); };
}

class OperationsTest : public testing::Test {
 protected:
  v1::Operation End(const std::string& name) {
    absl::Notification ended;
    EXPECT_TRUE(operations_.WhenEnded(name, [&ended] { ended.Notify(); }).ok());
    ended.WaitForNotification();
    return *operations_.Get(name);
  }

  FakeClock clock_;
  Operations operations_{clock_};
};

TEST_F(OperationsTest, TellsProgressAndResult) {
  absl::Notification half;
  absl::Notification go_on;
  const auto begun =
      operations_.Start("Count", "corpora/news", [&](OperationRun& run, v1::Operation* operation) {
        run.SetTotal(10);
        run.SetDone(5);
        half.Notify();
        go_on.WaitForNotification();
        operation->mutable_reanalysis()->set_queued_count(10);
        return absl::OkStatus();
      });
  ASSERT_TRUE(begun.ok()) << begun.status();
  EXPECT_FALSE(begun->done());
  half.WaitForNotification();
  const auto under_way = operations_.Get(begun->name());
  EXPECT_EQ(under_way->done_count(), 5);
  EXPECT_EQ(under_way->total_count(), 10);
  const auto second = operations_.Start("Count", "corpora/news", Nothing());
  EXPECT_EQ(ErrorReason(second.status()), "OPERATION_RUNNING");
  EXPECT_TRUE(operations_.Start("Count", "corpora/other", Nothing()).ok());
  go_on.Notify();
  const v1::Operation ended = End(begun->name());
  EXPECT_TRUE(ended.done());
  EXPECT_EQ(ended.reanalysis().queued_count(), 10);
  EXPECT_EQ(ended.method(), "Count");
  EXPECT_TRUE(ended.has_end_time());
  EXPECT_TRUE(operations_.Start("Count", "corpora/news", Nothing()).ok()) << "again";
}

TEST_F(OperationsTest, FailureAndCancellationAreResults) {
  const auto failing = operations_.Start("Fail", "", [](OperationRun&, v1::Operation*) {
    return MakeError(absl::StatusCode::kDataLoss, "BACKUP_DAMAGED", "broken");
  });
  EXPECT_EQ(ErrorReason(FromRpcStatus(End(failing->name()).error())), "BACKUP_DAMAGED");
  const auto endless = operations_.Start("Endless", "", [](OperationRun& run, v1::Operation*) {
    while (run.Check().ok()) {
      run.Pause(absl::InfiniteDuration());
    }
    return run.Check();
  });
  EXPECT_TRUE(operations_.Cancel(endless->name()).ok());
  EXPECT_EQ(FromRpcStatus(End(endless->name()).error()).code(), absl::StatusCode::kCancelled);
}

TEST_F(OperationsTest, TheLastHundredAreRemembered) {
  std::string first;
  for (int i = 0; i < 102; ++i) {
    const auto begun = operations_.Start("Nothing", absl::StrCat(i), Nothing());
    ASSERT_TRUE(begun.ok()) << begun.status();
    first = first.empty() ? begun->name() : first;
    End(begun->name());
  }
  EXPECT_EQ(ErrorReason(operations_.Get(first).status()), "RESOURCE_NOT_FOUND");
  const auto page = operations_.List(UINT64_MAX, 2);
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page[0].resource(), "101") << "newest first";
  const auto next = operations_.List(*OperationNumber(page[1].name()), 1);
  ASSERT_EQ(next.size(), 1u);
  EXPECT_EQ(next[0].resource(), "99");
  EXPECT_EQ(ErrorReason(operations_.Get("operations/x").status()), "INVALID_FIELD");
}

TEST_F(OperationsTest, TheEndCancelsWhatGoesOn) {
  ASSERT_TRUE(operations_
                  .Start("Endless", "",
                         [](OperationRun& run, v1::Operation*) {
                           while (run.Check().ok()) {
                             run.Pause(absl::InfiniteDuration());
                           }
                           return run.Check();
                         })
                  .ok());
  operations_.Shutdown();
  EXPECT_EQ(ErrorReason(operations_.Start("Nothing", "", Nothing()).status()),
            "SERVER_SHUTTING_DOWN");
}

}  // namespace
}  // namespace standpoint
