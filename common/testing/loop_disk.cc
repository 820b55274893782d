#include "common/testing/loop_disk.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status/macros.h"

namespace standpoint {
namespace {

// EXT4_IOC_SHUTDOWN with "go down at once, write nothing". Source: Linux, fs/ext4/ext4.h.
constexpr unsigned long kShutdown = 0x8004587D;
constexpr uint32_t kWithoutFlush = 2;

// Runs a program of the system's; its output goes nowhere.
absl::Status Run(std::vector<std::string> command) {
  std::vector<char*> arguments;
  for (std::string& argument : command) {
    arguments.push_back(argument.data());
  }
  arguments.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    const int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDOUT_FILENO);
    dup2(nothing, STDERR_FILENO);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  return status == 0
             ? absl::OkStatus()
             : absl::FailedPreconditionError(absl::StrCat("failed: ", absl::StrJoin(command, " ")));
}

}  // namespace

absl::StatusOr<std::unique_ptr<LoopDisk>> LoopDisk::Create(absl::string_view directory,
                                                           int megabytes) {
  // Mounts that end with the program, and that no program started meanwhile takes along.
  static const bool own_mounts =
      unshare(CLONE_NEWNS) == 0 && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
  if (!own_mounts) {
    return absl::FailedPreconditionError("no mounts of its own for this program");
  }
  const std::string image = absl::StrCat(directory, "/disk.img");
  const std::string mount_point = absl::StrCat(directory, "/mount");
  std::filesystem::create_directories(mount_point);
  std::ofstream(image).flush();
  std::filesystem::resize_file(image, static_cast<uintmax_t>(megabytes) << 20);
  RETURN_IF_ERROR(Run({"/sbin/mkfs.ext4", "-q", "-F", image}));
  RETURN_IF_ERROR(Run({"/bin/mount", "-o", "loop", image, mount_point}));
  return std::unique_ptr<LoopDisk>(new LoopDisk(image, mount_point));
}

LoopDisk::~LoopDisk() { Run({"/bin/umount", "-l", mount_point_}).IgnoreError(); }

void LoopDisk::Sync() const {
  const int fd = open(mount_point_.c_str(), O_RDONLY | O_CLOEXEC);
  syncfs(fd);
  close(fd);
}

absl::Status LoopDisk::CutPower() {
  const int fd = open(mount_point_.c_str(), O_RDONLY | O_CLOEXEC);
  uint32_t how = kWithoutFlush;
  const bool cut = fd >= 0 && ioctl(fd, kShutdown, &how) == 0;
  close(fd);
  return cut ? absl::OkStatus() : absl::FailedPreconditionError("the disk cannot be shut down");
}

absl::Status LoopDisk::RestorePower() {
  // The device may be held for long, by mount namespaces of others for instance: what is on it goes on as a copy.
  RETURN_IF_ERROR(Run({"/bin/umount", "-l", mount_point_}));
  const std::string copy = image_ + "+";
  RETURN_IF_ERROR(Run({"/bin/cp", "--sparse=always", image_, copy}));
  std::filesystem::remove(image_);
  image_ = copy;
  return Run({"/bin/mount", "-o", "loop", image_, mount_point_});
}

}  // namespace standpoint
