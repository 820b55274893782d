#include "analyze/isolate/child_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace standpoint {
namespace {

absl::Status Refused(absl::string_view what, int error) {
  return absl::UnavailableError(absl::StrCat(what, ": ", std::strerror(error)));
}

// What the child finds when it begins. Frees itself.
class SpawnPlan {
 public:
  explicit SpawnPlan(int child_end) {
    posix_spawn_file_actions_init(&actions_);
    // dup2 of a descriptor to itself clears close-on-exec here, as POSIX asks of file actions.
    posix_spawn_file_actions_adddup2(&actions_, child_end, kChildSocket);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, STDERR_FILENO, STDOUT_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&actions_, kChildSocket + 1);

    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }

  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;

  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

// A descriptor above those that a child's plan assigns, so that the plan does not overwrite it
// before it is copied.
int MoveUp(int descriptor) {
  const int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, kChildSocket + 1);
  close(descriptor);
  return moved;
}

std::vector<char*> Pointers(const std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (const std::string& string : strings) {
    pointers.push_back(const_cast<char*>(string.c_str()));
  }
  return pointers;
}

}  // namespace

std::string ProcessEnd::Describe() const {
  if (signal != 0) {
    const char* name = sigabbrev_np(signal);
    return name != nullptr ? absl::StrCat("died of SIG", name)
                           : absl::StrCat("died of signal ", signal);
  }
  return exit_code >= 0 ? absl::StrCat("exited with code ", exit_code) : "ended";
}

absl::StatusOr<std::unique_ptr<ChildProcess>> ChildProcess::Spawn(
    const std::vector<std::string>& command, const std::vector<std::string>& variables,
    size_t max_message_bytes) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
    return Refused("socketpair", errno);
  }
  const int parent_end = MoveUp(sockets[0]);
  const int child_end = MoveUp(sockets[1]);
  std::vector<char*> arguments = Pointers(command);
  arguments.push_back(nullptr);
  std::vector<char*> environment = Pointers(variables);  // the first of a name counts
  for (char** inherited = environ; *inherited != nullptr; ++inherited) {
    environment.push_back(*inherited);
  }
  environment.push_back(nullptr);

  pid_t pid = 0;
  int error = parent_end < 0 || child_end < 0 ? EMFILE : 0;
  if (error == 0) {
    const SpawnPlan plan(child_end);
    error = posix_spawn(&pid, arguments[0], plan.actions(), plan.attributes(), arguments.data(),
                        environment.data());
  }
  close(child_end);
  if (error != 0) {
    close(parent_end);
    return Refused(absl::StrCat("start of ", command[0]), error);
  }
  return std::unique_ptr<ChildProcess>(new ChildProcess(pid, parent_end, max_message_bytes));
}

ChildProcess::~ChildProcess() { End(); }

void ChildProcess::Kill() {
  absl::MutexLock lock(&mu_);
  if (!ended_) {
    kill(pid_, SIGKILL);
  }
}

ProcessEnd ChildProcess::End() {
  absl::MutexLock lock(&mu_);
  if (ended_) {
    return end_;
  }
  // A process that is dying keeps the reason of its own: the kernel ignores a second one.
  kill(pid_, SIGKILL);
  int status = 0;
  pid_t reaped = 0;
  do {
    reaped = waitpid(pid_, &status, 0);
  } while (reaped < 0 && errno == EINTR);
  ended_ = true;
  if (reaped == pid_ && WIFSIGNALED(status)) {
    end_.signal = WTERMSIG(status);
  } else if (reaped == pid_ && WIFEXITED(status)) {
    end_.exit_code = WEXITSTATUS(status);
  }
  return end_;
}

int64_t ChildProcess::ResidentBytes() const {
  absl::MutexLock lock(&mu_);
  if (ended_) {
    return 0;
  }
  std::ifstream statm(absl::StrCat("/proc/", pid_, "/statm"));
  int64_t total_pages = 0;
  int64_t resident_pages = 0;
  statm >> total_pages >> resident_pages;
  return resident_pages * sysconf(_SC_PAGESIZE);
}

}  // namespace standpoint
