// The child of crash_test: appends and completes as fast as it can until it is killed, and writes
// down what was acknowledged; or, when ROUND is "hold", leases one item and waits for the end.
// Usage: crash_child DIRECTORY JOURNAL ROUND
//
// Lines of the journal: "O" opened; "A key" append acknowledged; "C key" about to complete;
// "D key" completion acknowledged; "L attempt" leased.

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "queue/rocksdb/rocksdb_queue.h"

namespace standpoint {
namespace {

constexpr int kAppenders = 4;
constexpr int kWorkers = 2;

// One write each, so that a line is there whole once it was written: a kill loses no line.
void Note(int journal, const std::string& line) {
  if (write(journal, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    std::abort();
  }
}

void AppendForEver(WorkQueue& queue, int journal, const std::string& prefix) {
  for (int i = 0;; ++i) {
    const std::string key = absl::StrCat(prefix, ".", i);
    if (queue.AppendAndWait({WorkItem{key, absl::StrCat("payload of ", key)}}).ok()) {
      Note(journal, absl::StrCat("A ", key, "\n"));
    }
  }
}

void WorkForEver(WorkQueue& queue, int journal) {
  for (int turn = 0;; ++turn) {
    const auto work = queue.Lease("worker", 8, absl::Minutes(1), absl::Seconds(1));
    if (!work.ok()) {
      std::abort();
    }
    for (const LeasedWork& leased : *work) {
      if (turn % 3 == 0) {
        (void)queue.Release({leased.lease_id});
        continue;
      }
      Note(journal, absl::StrCat("C ", leased.item.key, "\n"));
      if (!queue.Complete({leased.lease_id}).at(0).ok()) {
        std::abort();
      }
      Note(journal, absl::StrCat("D ", leased.item.key, "\n"));
    }
  }
}

void HoldForEver(WorkQueue& queue, int journal) {
  const auto work = queue.Lease("worker", 1, absl::Hours(1), absl::ZeroDuration());
  if (!work.ok() || work->size() != 1) {
    std::abort();
  }
  Note(journal, absl::StrCat("L ", work->front().attempt, "\n"));
  for (;;) {
    pause();
  }
}

int Run(const std::string& directory, const std::string& journal_path, const std::string& round) {
  const int journal = open(journal_path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  RocksDbQueueOptions options;
  options.directory = directory;
  options.max_attempts = 1'000'000;
  auto queue = OpenRocksDbQueue(options);
  if (journal < 0 || !queue.ok()) {
    std::fprintf(stderr, "%s\n", queue.status().ToString().c_str());
    return 1;
  }
  Note(journal, "O\n");
  if (round == "hold") {
    HoldForEver(**queue, journal);
  }
  std::vector<std::thread> threads;
  for (int i = 0; i < kAppenders; ++i) {
    threads.emplace_back([&, i] { AppendForEver(**queue, journal, absl::StrCat(round, ".", i)); });
  }
  for (int i = 0; i < kWorkers; ++i) {
    threads.emplace_back([&] { WorkForEver(**queue, journal); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  return 0;
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  return argc == 4 ? standpoint::Run(argv[1], argv[2], argv[3]) : 2;
}
