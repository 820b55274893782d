#include "tests/cluster/hosts.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "tests/process/process.h"

namespace standpoint {
namespace {

class HostsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto hosts = Hosts::Make(3);
    if (absl::IsPermissionDenied(hosts.status())) {
      GTEST_SKIP() << "SKIPPED: " << hosts.status();
    }
    ASSERT_TRUE(hosts.ok()) << hosts.status();
    hosts_ = *std::move(hosts);
  }

  // Whether a host answers another one, within a second.
  bool Reaches(int from, int to) {
    std::vector<std::string> command = hosts_->Inside(from);
    // The address of a neighbour is asked for anew each time, so that a cut shows at once.
    const std::string script = absl::StrCat("ip neigh flush all; timeout 1 bash -c '</dev/tcp/",
                                            hosts_->address(to), "/9' 2>&1 | grep -q refused");
    command.insert(command.end(), {"/bin/bash", "-c", script});
    auto process = Process::Start(command);
    EXPECT_TRUE(process.ok()) << process.status();
    return (*process)->Wait() == 0;
  }

  std::unique_ptr<Hosts> hosts_;
};

TEST_F(HostsTest, AHostThatIsCutOffReachesNobodyUntilItIsHealed) {
  EXPECT_TRUE(Reaches(0, 1));
  ASSERT_TRUE(hosts_->Cut(1).ok());
  EXPECT_FALSE(Reaches(0, 1));
  EXPECT_FALSE(Reaches(1, 2));
  EXPECT_TRUE(Reaches(0, 2));
  ASSERT_TRUE(hosts_->Heal().ok());
  EXPECT_TRUE(Reaches(0, 1));
}

TEST_F(HostsTest, TwoHostsThatAreCutFromEachOtherReachAllOthers) {
  ASSERT_TRUE(hosts_->CutBetween(0, 1).ok());
  EXPECT_FALSE(Reaches(0, 1));
  EXPECT_FALSE(Reaches(1, 0));
  EXPECT_TRUE(Reaches(0, 2));
  EXPECT_TRUE(Reaches(2, 1));
  ASSERT_TRUE(hosts_->Heal().ok());
  EXPECT_TRUE(Reaches(0, 1));
}

}  // namespace
}  // namespace standpoint
