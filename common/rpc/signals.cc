#include "common/rpc/signals.h"

#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "common/log/log.h"

namespace standpoint {
namespace {

// SIGALRM, which nothing here uses otherwise, ends the thread.
constexpr int kEnd = SIGALRM;

sigset_t OurSignals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGUSR1, SIGUSR2, kEnd}) {
    sigaddset(&set, signal);
  }
  return set;
}

void ShiftLogLevel(int by) {
  const int level =
      std::clamp(static_cast<int>(LogLevel()) + by, static_cast<int>(Severity::kDebug),
                 static_cast<int>(Severity::kError));
  SetLogLevel(static_cast<Severity>(level));
  // At the highest severity, so that the answer to the signal is always seen.
  Log(Severity::kError, "log_level_changed",
      {{"level", SeverityName(static_cast<Severity>(level))}});
}

}  // namespace

Signals::Signals() {
  const sigset_t set = OurSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a peer that went away shows as an error of write()
  thread_ = std::thread(&Signals::Run, this);
}

Signals::~Signals() {
  pthread_kill(thread_.native_handle(), kEnd);
  thread_.join();
}

void Signals::Stop() { pthread_kill(thread_.native_handle(), SIGTERM); }

void Signals::RestoreSignals() {
  const sigset_t set = OurSignals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_DFL);
}

void Signals::Run() {
  const sigset_t set = OurSignals();
  for (int signal = 0; sigwait(&set, &signal) == 0 && signal != kEnd;) {
    switch (signal) {
      case SIGUSR1:
        ShiftLogLevel(-1);
        break;
      case SIGUSR2:
        ShiftLogLevel(+1);
        break;
      default:
        OnStop(signal == SIGINT ? "SIGINT" : "SIGTERM");
    }
  }
}

void Signals::OnStop(const char* name) {
  if (stop_.HasBeenNotified()) {
    Log(Severity::kWarning, "stopped_at_once", {{"signal", name}});
    ::_exit(1);
  }
  Log(Severity::kInfo, "stopping", {{"signal", name}});
  stop_.Notify();
}

}  // namespace standpoint
