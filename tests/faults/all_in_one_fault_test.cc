// The all-in-one server, killed with SIGKILL in mid-work. What it acknowledged is stored exactly once.

#include <gtest/gtest.h>

#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tests/faults/fault_test.h"
#include "tests/process/server.h"

namespace standpoint {
namespace {

class AllInOneFaultTest : public FaultTest {
 protected:
  void SetUp() override {
    const absl::Status started = server_.Start();
    ASSERT_TRUE(started.ok()) << started;
    Connect(server_.address(), server_.address());
  }

  void KillAndRestart() {
    server_.Signal(SIGKILL);
    const absl::Status restarted = server_.Start();
    ASSERT_TRUE(restarted.ok()) << restarted;
  }

  Server server_{
      std::vector<std::string>{"cli/standpoint", "serve", absl::StrCat("--data=", MakeFolder()),
                               "--analyze.processes=1", "--worker.max-documents-in-flight=20"}};
};

TEST_F(AllInOneFaultTest, KilledWhileItTakesInAndAnalyses) {
  std::thread sender([&] { Send(500); });
  for (const int threshold : {40, 160, 300}) {
    AwaitStored(threshold);
    KillAndRestart();
  }
  sender.join();
  ExpectAllIsWell();
  EXPECT_EQ(acknowledged_count(), 500);
}

TEST_F(AllInOneFaultTest, KilledWithAFullQueue) {
  Send(400);
  for (int kill = 0; kill < 3; ++kill) {
    KillAndRestart();
  }
  ExpectAllIsWell();
}

TEST_F(AllInOneFaultTest, StoppedInOrderItLeavesAllForTheNextStart) {
  Send(200);
  EXPECT_EQ(server_.Stop(), 0) << server_.Output();
  const absl::Status restarted = server_.Start();
  ASSERT_TRUE(restarted.ok()) << restarted;
  ExpectAllIsWell();
}

}  // namespace
}  // namespace standpoint
