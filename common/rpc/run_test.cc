// Each test drives a child process with signals.

#include "common/rpc/run.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>
#include <string>

#include "common/log/log.h"
#include "common/rpc/server.h"
#include "common/rpc/signals.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

// A child that runs `body` with a pipe to tell us things; its exit status is what `body` returns.
class Child {
 public:
  explicit Child(const std::function<int(const std::function<void(char)>& tell)>& body) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::close(ends[0]);
      const int fd = ends[1];
      ::_exit(body([fd](char c) { (void)!::write(fd, &c, 1); }));
    }
    ::close(ends[1]);
    told_ = ends[0];
  }
  ~Child() { ::close(told_); }

  // The next thing that it tells; 0 when it ended.
  char Listen() const {
    char c = 0;
    return ::read(told_, &c, 1) == 1 ? c : '\0';
  }

  void Send(int signal) const { ::kill(pid_, signal); }

  int Wait() const {
    int status = 0;
    EXPECT_EQ(::waitpid(pid_, &status, 0), pid_);
    return status;
  }

 private:
  pid_t pid_ = 0;
  int told_ = -1;
};

int Serve(const std::function<void(char)>& tell, bool hang) {
  Signals signals;
  internal::v1::ServerConfig settings;
  settings.set_address("localhost:0");
  const auto server = RpcServer::Start(settings, {});
  if (!server.ok()) {
    return 9;
  }
  tell('r');
  RunUntilStopped(settings, signals, **server,
                  {.stop_taking_work =
                       [&] {
                         tell('s');
                         while (hang) {
                           ::pause();
                         }
                       },
                   .flush = [&] { tell('f'); }});
  return 0;
}

TEST(RunTest, TheFirstSignalDrainsInOrder) {
  for (const int signal : {SIGTERM, SIGINT}) {
    const Child child([](const auto& tell) { return Serve(tell, /*hang=*/false); });
    ASSERT_EQ(child.Listen(), 'r');
    child.Send(signal);
    EXPECT_EQ(child.Listen(), 's');
    EXPECT_EQ(child.Listen(), 'f');
    const int status = child.Wait();
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
  }
}

TEST(RunTest, TheSecondSignalEndsItAtOnce) {
  const Child child([](const auto& tell) { return Serve(tell, /*hang=*/true); });
  ASSERT_EQ(child.Listen(), 'r');
  child.Send(SIGTERM);
  ASSERT_EQ(child.Listen(), 's');
  child.Send(SIGTERM);
  const int status = child.Wait();
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 1);
}

TEST(RunTest, UserSignalsChangeTheLogLevel) {
  const Child child([](const auto& tell) {
    SetLogSink([&tell](absl::string_view line) {
      if (line.find("log_level_changed") != absl::string_view::npos) {
        tell(line.find("DEBUG") != absl::string_view::npos ? 'd' : 'i');
      }
    });
    Signals signals;
    tell('r');
    signals.WaitForStop();
    return 0;
  });
  ASSERT_EQ(child.Listen(), 'r');
  child.Send(SIGUSR1);
  EXPECT_EQ(child.Listen(), 'd');
  child.Send(SIGUSR2);
  EXPECT_EQ(child.Listen(), 'i');
  child.Send(SIGTERM);
  EXPECT_EQ(child.Wait(), 0);
}

TEST(RunTest, RestoredSignalsEndAProcessAgain) {
  const Child child([](const auto& tell) {
    Signals signals;
    Signals::RestoreSignals();
    tell('r');
    ::pause();
    return 0;
  });
  ASSERT_EQ(child.Listen(), 'r');
  child.Send(SIGTERM);
  EXPECT_TRUE(WIFSIGNALED(child.Wait()));
}

}  // namespace
}  // namespace standpoint
