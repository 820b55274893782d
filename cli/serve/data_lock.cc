#include "cli/serve/data_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/console/explain.h"
#include "common/status/errors.h"

namespace standpoint {
namespace {

absl::Status InUse(const std::string& directory, int fd) {
  char text[32] = {};
  const ssize_t size = pread(fd, text, sizeof(text) - 1, 0);
  const absl::string_view owner =
      absl::StripAsciiWhitespace(absl::string_view(text, size > 0 ? static_cast<size_t>(size) : 0));
  return MakeError(absl::StatusCode::kFailedPrecondition, "DATA_IN_USE",
                   absl::StrCat(directory, " is in use by another server",
                                owner.empty() ? "" : absl::StrCat(" (process ", owner, ")"),
                                "; stop it, or give --data another folder"),
                   {{"data", directory}});
}

}  // namespace

absl::StatusOr<std::unique_ptr<DataLock>> DataLock::Acquire(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) return WrongUsage(absl::StrCat("--data ", directory, ": ", error.message()));
  const std::string path = directory + "/lock";
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return WrongUsage(absl::StrCat("--data ", directory, ": ", std::strerror(errno)));
  std::unique_ptr<DataLock> lock(new DataLock(fd));
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) return InUse(directory, fd);
  const std::string owner = absl::StrCat(getpid(), "\n");
  // Only for the message above: a full disk is no reason not to start.
  (void)!ftruncate(fd, 0);
  (void)!pwrite(fd, owner.data(), owner.size(), 0);
  return lock;
}

DataLock::~DataLock() { close(fd_); }

}  // namespace standpoint
