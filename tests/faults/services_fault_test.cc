// Three kinds of servers as processes, killed with SIGKILL in mid-work. What ingest acknowledged is stored exactly once.

#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <thread>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/faults/clients.h"
#include "tests/faults/deployment.h"
#include "tests/faults/fault_test.h"

namespace standpoint {
namespace {

class ServicesFaultTest : public FaultTest {
 protected:
  void SetUp() override {
    auto deployment = Deployment::Start(MakeFolder(), /*workers=*/2);
    ASSERT_TRUE(deployment.ok()) << deployment.status();
    deployment_ = *std::move(deployment);
    Connect(deployment_->ingest().address(), deployment_->store().address());
  }

  std::unique_ptr<Deployment> deployment_;
};

TEST_F(ServicesFaultTest, AWorkerAndTheStoreAreKilled) {
  Send(200);
  AwaitStored(200);

  // The store stands still, so both workers fill up, each with a commit under way that the store does not see: mid-work
  // for sure.
  deployment_->store().Signal(SIGSTOP);
  Send(200);
  AwaitHeld(2 * Deployment::kHeldPerWorker);
  deployment_->worker(0).Signal(SIGKILL);
  deployment_->store().Signal(SIGKILL);
  Send(100);
  ASSERT_TRUE(deployment_->store().Start().ok());
  ASSERT_TRUE(deployment_->worker(0).Start().ok());

  // Once more, while documents stream into the store.
  AwaitStored(300);
  deployment_->store().Signal(SIGKILL);
  deployment_->worker(1).Signal(SIGKILL);
  Send(100);
  ASSERT_TRUE(deployment_->store().Start().ok());
  ASSERT_TRUE(deployment_->worker(1).Start().ok());

  ExpectAllIsWell();
  EXPECT_EQ(acknowledged_count(), 600);
}

TEST_F(ServicesFaultTest, IngestIsKilledWhileItTakesDocumentsIn) {
  std::thread sender([&] { Send(400); });
  for (const int threshold : {60, 200}) {
    EXPECT_TRUE(Await(kPatience, [&] { return acknowledged_count() >= threshold; }));
    deployment_->ingest().Signal(SIGKILL);
    const absl::Status restarted = deployment_->ingest().Start();
    EXPECT_TRUE(restarted.ok()) << restarted;
  }
  sender.join();
  ExpectAllIsWell();
  EXPECT_EQ(acknowledged_count(), 400);
}

TEST_F(ServicesFaultTest, AStoppedWorkerHandsBackOrFinishes) {
  Send(200);
  AwaitStored(1);
  EXPECT_EQ(deployment_->worker(0).Stop(), 0) << deployment_->worker(0).Output();
  EXPECT_EQ(deployment_->worker(1).Stop(), 0) << deployment_->worker(1).Output();
  EXPECT_EQ(clients().Queue()->leased_count(), 0);
  ASSERT_TRUE(deployment_->worker(0).Start().ok());
  ExpectAllIsWell();
}

}  // namespace
}  // namespace standpoint
