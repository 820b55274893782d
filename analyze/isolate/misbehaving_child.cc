// An analysis process for tests. A text that begins with a marker makes it misbehave:
//   ABORT, SEGV, EXIT, STALL (ignores its limit), WAIT (until its limit), HUGE (an answer over the
//   bound), ALLOCATE (4 GiB), SCRIBBLE (to standard output), FDS (answers with its open
//   descriptors), BLOCKED (with its signal mask).
// Any other text gets an analysis of as many tokens as it has bytes. `lexicon_dir` "missing" keeps
// it from coming up.

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/isolate/child_process.h"
#include "analyze/isolate/document_analyzer.h"
#include "analyze/isolate/isolated_child.h"
#include "standpoint/internal/v1/isolate.pb.h"

namespace standpoint {
namespace {

std::string OpenDescriptors() {
  std::string open;
  for (int fd = 0; fd < 1024; ++fd) {
    struct stat unused;
    if (fstat(fd, &unused) == 0) {
      absl::StrAppend(&open, open.empty() ? "" : ",", fd);
    }
  }
  return open;
}

bool AnySignalBlocked() {
  sigset_t mask;
  pthread_sigmask(SIG_SETMASK, nullptr, &mask);
  for (int signal = 1; signal < SIGRTMIN; ++signal) {
    if (sigismember(&mask, signal) == 1) {
      return true;
    }
  }
  return false;
}

class MisbehavingAnalyzer final : public DocumentAnalyzer {
 public:
  absl::StatusOr<v1::Analysis> Analyze(const v1::Document& document, absl::Time deadline) override {
    const std::string& text = document.text();
    v1::Analysis analysis;
    analysis.set_document(document.name());
    analysis.set_revision(document.revision());
    analysis.set_token_count(static_cast<int32_t>(text.size()));
    if (absl::StartsWith(text, "ABORT")) {
      std::abort();
    } else if (absl::StartsWith(text, "SEGV")) {
      raise(SIGSEGV);
    } else if (absl::StartsWith(text, "EXIT")) {
      _exit(3);
    } else if (absl::StartsWith(text, "STALL")) {
      while (true) {
        pause();
      }
    } else if (absl::StartsWith(text, "WAIT")) {
      absl::SleepFor(deadline - absl::Now());
      return absl::DeadlineExceededError("between two sentences");
    } else if (absl::StartsWith(text, "HUGE")) {
      analysis.add_claims()->set_text(std::string(size_t{8} << 20, 'x'));
    } else if (absl::StartsWith(text, "ALLOCATE")) {
      std::vector<char> much(size_t{4} << 30, 'x');
      analysis.set_token_count(much.back());
    } else if (absl::StartsWith(text, "SCRIBBLE")) {
      std::puts("standard output is not the socket");
      std::fflush(stdout);
    } else if (absl::StartsWith(text, "FDS")) {
      analysis.add_claims()->set_text(OpenDescriptors());
    } else if (absl::StartsWith(text, "BLOCKED")) {
      analysis.add_claims()->set_text(AnySignalBlocked() ? "some" : "none");
    }
    return analysis;
  }

  void Cancel() override {}
};

absl::StatusOr<std::unique_ptr<DocumentAnalyzer>> Make(const internal::v1::IsolatedSetup& setup) {
  if (setup.lexicon_dir() == "missing") {
    return absl::NotFoundError("no lexicon");
  }
  return std::make_unique<MisbehavingAnalyzer>();
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  if (!standpoint::IsIsolatedChild(argc, argv)) {
    return 2;
  }
  return standpoint::RunIsolatedChild(&standpoint::Make, standpoint::kChildSocket);
}
