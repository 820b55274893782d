// How an ingest gets on, on standard error.

#ifndef STANDPOINT_CLI_INGEST_PROGRESS_H_
#define STANDPOINT_CLI_INGEST_PROGRESS_H_

#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "cli/console/console.h"

namespace standpoint {

struct IngestCounts {
  int64_t accepted = 0;
  int64_t known = 0;  // taken in before
  int64_t failed = 0;
  int64_t content_bytes = 0;  // of documents with an answer
  int64_t bytes_read = 0;     // of the files as they lie on the disk
  int64_t bytes_total = -1;   // of all files; -1: not known
};

// "1,234 documents  12 MB  410/s  3 failed  [#####.....] 52 %": as much of the bar as the width leaves.
std::string ProgressLine(const IngestCounts& counts, absl::Duration elapsed, const Style& style);

// Writes a line that overwrites itself on a terminal; elsewhere a plain line every few seconds.
// Threads: safe.
class Progress {
 public:
  // `line` gives what is to be shown; it is called on a thread of the progress.
  Progress(Console& console, std::function<std::string()> line);
  // Stops and removes the line of a terminal.
  ~Progress();

  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Writes a line that stays.
  void Tell(absl::string_view text);

 private:
  void Run();
  void Erase() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_);

  Console& console_;
  const std::function<std::string()> line_;
  absl::Mutex mu_;
  bool stopping_ ABSL_GUARDED_BY(mu_) = false;
  bool shown_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace standpoint

#endif  // STANDPOINT_CLI_INGEST_PROGRESS_H_
