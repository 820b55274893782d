#include "tests/process/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"

namespace standpoint {
namespace {

constexpr absl::Duration kLastOutputLimit = absl::Seconds(5);
constexpr size_t kTailBytes = 4'000;

}  // namespace

absl::StatusOr<std::unique_ptr<Process>> Process::Start(const std::vector<std::string>& command) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    return absl::UnavailableError(absl::StrCat("pipe: ", std::strerror(errno)));
  }
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    return absl::UnavailableError(
        absl::StrCat("start of ", command[0], ": ", std::strerror(error)));
  }
  return std::unique_ptr<Process>(new Process(pid, ends[0]));
}

Process::Process(pid_t pid, int output) : pid_(pid), output_fd_(output) {
  reader_ = std::thread([this] { KeepReading(); });
}

Process::~Process() {
  Signal(SIGKILL);
  Wait();
  reader_.join();
  close(output_fd_);
}

void Process::Signal(int signal) {
  absl::MutexLock lock(&mu_);
  if (!reaped_) {
    kill(pid_, signal);
  }
}

int Process::Wait() {
  // Waits without reaping, so that the pid stays ours until reaped_ says otherwise.
  siginfo_t info;
  while (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
  }
  absl::MutexLock lock(&mu_);
  if (!reaped_) {
    int status = 0;
    waitpid(pid_, &status, 0);
    reaped_ = true;
    status_ = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
  }
  // What it wrote last may still be in the pipe; a process that outlives it may hold the pipe open.
  mu_.AwaitWithTimeout(absl::Condition(&output_ended_), kLastOutputLimit);
  return status_;
}

void Process::KeepReading() {
  char chunk[4096];
  while (true) {
    const ssize_t count = read(output_fd_, chunk, sizeof(chunk));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    absl::MutexLock lock(&mu_);
    if (count <= 0) {
      output_ended_ = true;
      return;
    }
    output_.append(chunk, static_cast<size_t>(count));
  }
}

absl::StatusOr<std::string> Process::AwaitEvent(absl::string_view event, absl::string_view key,
                                                absl::Duration timeout) {
  size_t begin = 0;
  std::string value;
  const auto decided = [&]() ABSL_SHARED_LOCKS_REQUIRED(mu_) {
    return FindEvent(event, key, begin, value) || output_ended_;
  };
  absl::MutexLock lock(&mu_);
  if (!mu_.AwaitWithTimeout(absl::Condition(&decided), timeout)) {
    return absl::DeadlineExceededError(absl::StrCat("no event ", event, " in: ", Tail()));
  }
  if (value.empty()) {
    return absl::AbortedError(absl::StrCat("ended without event ", event, ": ", Tail()));
  }
  return value;
}

bool Process::FindEvent(absl::string_view event, absl::string_view key, size_t& begin,
                        std::string& value) const {
  while (value.empty()) {
    const size_t end = output_.find('\n', begin);
    if (end == std::string::npos) {
      return false;
    }
    const auto line = nlohmann::json::parse(output_.begin() + static_cast<std::ptrdiff_t>(begin),
                                            output_.begin() + static_cast<std::ptrdiff_t>(end),
                                            nullptr, /*allow_exceptions=*/false);
    begin = end + 1;
    if (line.is_object() && line.value("event", "") == std::string(event) &&
        line.contains(std::string(key))) {
      const auto& field = line[std::string(key)];
      value = field.is_string() ? field.get<std::string>() : field.dump();
    }
  }
  return true;
}

std::string Process::Output() const {
  absl::MutexLock lock(&mu_);
  return output_;
}

std::string Process::Tail() const {
  return output_.substr(output_.size() - std::min(output_.size(), kTailBytes));
}

}  // namespace standpoint
