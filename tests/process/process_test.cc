#include "tests/process/process.h"

#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"

namespace standpoint {
namespace {

std::unique_ptr<Process> Shell(const std::string& script) {
  auto process = Process::Start({"/bin/sh", "-c", script});
  EXPECT_TRUE(process.ok()) << process.status();
  return *std::move(process);
}

TEST(ProcessTest, TellsHowItEnded) {
  EXPECT_EQ(Shell("exit 3")->Wait(), 3);
  EXPECT_EQ(Shell("kill -TERM $$; sleep 60")->Wait(), -SIGTERM);
  const auto asleep = Shell("exec sleep 60");
  asleep->Signal(SIGKILL);
  EXPECT_EQ(asleep->Wait(), -SIGKILL);
  EXPECT_EQ(asleep->Wait(), -SIGKILL);
}

TEST(ProcessTest, WaitsForAnEvent) {
  const auto process = Shell(
      R"sh(echo 'no log line'; echo '{"event":"other","port":1}' >&2
           echo '{"event":"started","port":42,"name":"x"}' >&2; exec sleep 60)sh");
  EXPECT_EQ(*process->AwaitEvent("started", "port", absl::Seconds(30)), "42");
  EXPECT_EQ(*process->AwaitEvent("started", "name", absl::Seconds(30)), "x");
  EXPECT_TRUE(absl::StrContains(process->Output(), "no log line"));
  EXPECT_TRUE(absl::IsDeadlineExceeded(
      process->AwaitEvent("never", "port", absl::Milliseconds(20)).status()));
}

TEST(ProcessTest, AnEndWithoutTheEventIsToldWithTheOutput) {
  const auto process = Shell("echo why it ended");
  const absl::Status status = process->AwaitEvent("e", "k", absl::Seconds(30)).status();
  EXPECT_TRUE(absl::IsAborted(status));
  EXPECT_TRUE(absl::StrContains(status.message(), "why it ended"));
}

TEST(ProcessTest, AMissingProgramIsAnError) {
  EXPECT_TRUE(absl::IsUnavailable(Process::Start({"/no/such/program"}).status()));
}

}  // namespace
}  // namespace standpoint
