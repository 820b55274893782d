#include "analyze/isolate/process_pool.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/isolate/child_process.h"
#include "analyze/isolate/isolated_child.h"
#include "common/status/errors.h"
#include "standpoint/internal/v1/isolate.pb.h"

namespace standpoint {
namespace {

ProcessPoolOptions Options(int processes) {
  ProcessPoolOptions options;
  options.command = {"analyze/isolate/misbehaving_child", kIsolatedChildArgument};
  options.processes = processes;
  options.setup.set_max_frame_bytes(4 << 20);
  options.time_limit.base = absl::Seconds(20);
  return options;
}

std::unique_ptr<ProcessPool> Start(const ProcessPoolOptions& options) {
  auto pool = ProcessPool::Start(options);
  EXPECT_TRUE(pool.ok()) << pool.status();
  return pool.ok() ? *std::move(pool) : nullptr;
}

v1::Document Document(const std::string& text) {
  v1::Document document;
  document.set_name("corpora/c/documents/d");
  document.set_revision(7);
  document.set_text(text);
  return document;
}

absl::StatusOr<v1::Analysis> Analyze(ProcessPool& pool, const std::string& text,
                                     absl::Time deadline = absl::InfiniteFuture()) {
  return pool.Analyze(Document(text), deadline);
}

TEST(ProcessPoolTest, AnalysesAsTheChildDoes) {
  const auto pool = Start(Options(2));
  const auto analysis = Analyze(*pool, "four");
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(analysis->token_count(), 4);
  EXPECT_EQ(analysis->document(), "corpora/c/documents/d");
  EXPECT_EQ(analysis->revision(), 7);
  EXPECT_GT(pool->Stats().resident_bytes, 0);
}

TEST(ProcessPoolTest, ACrashIsToldWithItsSignalAndTheNextDocumentIsAnalysed) {
  const auto pool = Start(Options(1));
  const auto aborted = Analyze(*pool, "ABORT");
  EXPECT_TRUE(absl::IsInternal(aborted.status()));
  EXPECT_EQ(ErrorReason(aborted.status()), "ANALYSIS_CRASHED");
  EXPECT_EQ(aborted.status().message(), "the analysis process died of SIGABRT");
  EXPECT_TRUE(Analyze(*pool, "fine").ok());

  EXPECT_EQ(Analyze(*pool, "SEGV").status().message(), "the analysis process died of SIGSEGV");
  EXPECT_EQ(Analyze(*pool, "EXIT").status().message(), "the analysis process exited with code 3");
  EXPECT_TRUE(Analyze(*pool, "fine").ok());
  EXPECT_EQ(pool->Stats().crashed_total, 3);
  EXPECT_EQ(pool->Stats().started_total, 4);
}

TEST(ProcessPoolTest, AStallIsEndedAtTheLimitOfItsSize) {
  ProcessPoolOptions options = Options(1);
  options.time_limit.base = absl::Milliseconds(50);
  options.kill_grace = absl::Milliseconds(50);
  const auto pool = Start(options);
  const auto stalled = Analyze(*pool, "STALL");
  EXPECT_TRUE(absl::IsDeadlineExceeded(stalled.status()));
  EXPECT_EQ(ErrorReason(stalled.status()), "ANALYSIS_TIMED_OUT");
  EXPECT_EQ(pool->Stats().timed_out_total, 1);
  EXPECT_EQ(pool->Stats().crashed_total, 0);
}

TEST(ProcessPoolTest, AChildThatStopsByItselfAtTheLimitIsKept) {
  ProcessPoolOptions options = Options(1);
  options.time_limit.base = absl::Milliseconds(20);
  options.kill_grace = absl::Seconds(30);
  const auto pool = Start(options);
  EXPECT_EQ(ErrorReason(Analyze(*pool, "WAIT").status()), "ANALYSIS_TIMED_OUT");
  EXPECT_EQ(pool->Stats().started_total, 1);
}

TEST(ProcessPoolTest, TheCallersDeadlineIsNotTheDocumentsFault) {
  const auto pool = Start(Options(1));
  const auto late = Analyze(*pool, "WAIT", absl::Now() + absl::Milliseconds(20));
  EXPECT_TRUE(absl::IsDeadlineExceeded(late.status()));
  EXPECT_NE(ErrorReason(late.status()), "ANALYSIS_TIMED_OUT");
  EXPECT_EQ(pool->Stats().timed_out_total, 0);
}

TEST(ProcessPoolTest, OtherDocumentsAreUnharmedByCrashesBesideThem) {
  const auto pool = Start(Options(3));
  std::atomic<int> fine{0};
  std::atomic<int> crashed{0};
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 6; ++caller) {
    callers.emplace_back([&, caller] {
      for (int i = 0; i < 10; ++i) {
        const bool bad = (caller + i) % 5 == 0;
        const auto analysis = Analyze(*pool, bad ? "ABORT" : "fine");
        (analysis.ok() ? fine : crashed) += 1;
        EXPECT_EQ(analysis.ok(), !bad) << analysis.status();
      }
    });
  }
  for (std::thread& caller : callers) {
    caller.join();
  }
  EXPECT_EQ(fine, 48);
  EXPECT_EQ(crashed, 12);
}

TEST(ProcessPoolTest, DocumentsAndAnswersOverTheBoundAreRefused) {
  const auto pool = Start(Options(1));
  const auto huge_answer = Analyze(*pool, "HUGE");
  EXPECT_TRUE(absl::IsResourceExhausted(huge_answer.status()));
  EXPECT_EQ(ErrorReason(huge_answer.status()), "ANALYSIS_TOO_LARGE");
  const auto huge_document = Analyze(*pool, std::string(size_t{5} << 20, 'x'));
  EXPECT_EQ(ErrorReason(huge_document.status()), "ANALYSIS_TOO_LARGE");
  EXPECT_TRUE(Analyze(*pool, "fine").ok());
  EXPECT_EQ(pool->Stats().started_total, 1);
}

#if !defined(__SANITIZE_ADDRESS__)
TEST(ProcessPoolTest, TheAddressSpaceIsBounded) {
  ProcessPoolOptions options = Options(1);
  options.setup.set_address_space_bytes(int64_t{1} << 30);
  const auto pool = Start(options);
  EXPECT_EQ(ErrorReason(Analyze(*pool, "ALLOCATE").status()), "ANALYSIS_CRASHED");
  EXPECT_TRUE(Analyze(*pool, "fine").ok());
}
#endif

TEST(ProcessPoolTest, AChildHasItsSocketAndTheStandardDescriptorsOnly) {
  const int leaky = dup(STDOUT_FILENO);  // without close-on-exec
  const auto pool = Start(Options(2));
  for (int i = 0; i < 2; ++i) {
    const auto analysis = Analyze(*pool, "FDS");
    ASSERT_TRUE(analysis.ok());
    EXPECT_EQ(analysis->claims(0).text(), "0,1,2,3");
  }
  close(leaky);
}

TEST(ProcessPoolTest, StandardOutputOfAChildIsNotTheSocket) {
  const auto pool = Start(Options(1));
  EXPECT_TRUE(Analyze(*pool, "SCRIBBLE").ok());
  EXPECT_TRUE(Analyze(*pool, "fine").ok());
}

TEST(ProcessPoolTest, SignalsBlockedInTheParentAreNotBlockedInTheChild) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  {
    const auto pool = Start(Options(1));
    const auto analysis = Analyze(*pool, "BLOCKED");
    ASSERT_TRUE(analysis.ok());
    EXPECT_EQ(analysis->claims(0).text(), "none");
    EXPECT_EQ(Analyze(*pool, "SEGV").status().message(), "the analysis process died of SIGSEGV");
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

TEST(ProcessPoolTest, AChildThatDoesNotComeUpIsToldAtTheStart) {
  ProcessPoolOptions options = Options(2);
  options.setup.set_lexicon_dir("missing");
  const auto pool = ProcessPool::Start(options);
  EXPECT_TRUE(absl::IsUnavailable(pool.status()));
  EXPECT_EQ(ErrorReason(pool.status()), "ANALYSIS_UNAVAILABLE");
  EXPECT_TRUE(absl::StrContains(std::string(pool.status().message()), "no lexicon"))
      << pool.status();

  options.command = {"/no/such/program"};
  EXPECT_EQ(ErrorReason(ProcessPool::Start(options).status()), "ANALYSIS_UNAVAILABLE");
}

TEST(ProcessPoolTest, CancelEndsRunningAndWaitingCalls) {
  const auto pool = Start(Options(1));
  std::vector<std::thread> callers;
  for (int i = 0; i < 3; ++i) {
    callers.emplace_back([&] { EXPECT_TRUE(absl::IsCancelled(Analyze(*pool, "STALL").status())); });
  }
  pool->Cancel();
  for (std::thread& caller : callers) {
    caller.join();
  }
  EXPECT_TRUE(absl::IsCancelled(Analyze(*pool, "fine").status()));
}

TEST(ProcessPoolTest, AProgramThatForgetsToBeAChildDoesNotMultiply) {
  setenv(kIsolatedChildVariable, "1", 1);
  EXPECT_TRUE(absl::IsFailedPrecondition(ProcessPool::Start(Options(1)).status()));
  unsetenv(kIsolatedChildVariable);
}

TEST(ChildProcessTest, TellsHowAProcessEndedByItself) {
  auto child =
      ChildProcess::Spawn({"analyze/isolate/misbehaving_child", "no such argument"}, {}, 1 << 20);
  ASSERT_TRUE(child.ok());
  internal::v1::IsolatedReply reply;
  EXPECT_TRUE(absl::IsAborted((*child)->channel().Receive(reply, absl::InfiniteFuture())));
  EXPECT_EQ((*child)->End().Describe(), "exited with code 2");
  EXPECT_EQ((*child)->ResidentBytes(), 0);
}

}  // namespace
}  // namespace standpoint
