// A disk whose power can be cut: an ext4 file system in a file, mounted through a loop device.

#ifndef STANDPOINT_COMMON_TESTING_LOOP_DISK_H_
#define STANDPOINT_COMMON_TESTING_LOOP_DISK_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace standpoint {

// Threads: one at a time; the first Create before the program has other threads. Needs root and loop devices.
class LoopDisk {
 public:
  // Makes and mounts one of `megabytes` at `directory`/mount. Errors: FAILED_PRECONDITION, saying what failed, where that is not possible;
  // a test that needs it is then skipped.
  static absl::StatusOr<std::unique_ptr<LoopDisk>> Create(absl::string_view directory,
                                                          int megabytes);
  // Unmounts.
  ~LoopDisk();

  LoopDisk(const LoopDisk&) = delete;
  LoopDisk& operator=(const LoopDisk&) = delete;

  const std::string& mount_point() const { return mount_point_; }

  // Writes everything out.
  void Sync() const;

  // What is not on the disk is lost from now on, and every access fails. Who uses it is to be stopped before, and killed after.
  absl::Status CutPower();

  // After CutPower, when those who used it are killed: what is on the disk is there again.
  absl::Status RestorePower();

 private:
  LoopDisk(std::string image, std::string mount_point)
      : image_(std::move(image)), mount_point_(std::move(mount_point)) {}

  std::string image_;
  const std::string mount_point_;
};

}  // namespace standpoint

#endif  // STANDPOINT_COMMON_TESTING_LOOP_DISK_H_
