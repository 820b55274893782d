// The child of kill_test: commits, removes documents and now and then the whole corpus, as fast as it can until it is killed,
// and writes down what was acknowledged.
// Usage: kill_child DIRECTORY JOURNAL ROUND
//
// Lines of the journal: "O" opened; "A id revision" a change of a document acknowledged; "R revision" the removal of the
// corpus acknowledged.

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/testing/random_documents.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

constexpr int kUnderWay = 64;
constexpr int kDocuments = 2000;  // ids
constexpr int64_t kRevisionsPerRound = 1'000'000'000;

// One write each, so that a line is there whole once it was written: a kill loses no line.
void Note(int journal, const std::string& line) {
  if (write(journal, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    std::abort();
  }
}

// Bounds what is under way.
class Slots {
 public:
  void Take() {
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(
        +[](int* free) { return *free > 0; }, &free_));
    --free_;
  }
  void GiveBack() {
    absl::MutexLock lock(&mu_);
    ++free_;
  }

 private:
  absl::Mutex mu_;
  int free_ ABSL_GUARDED_BY(mu_) = kUnderWay;
};

int Run(const std::string& directory, const std::string& journal_path, int64_t round) {
  const int journal = open(journal_path.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  RocksDbEngineOptions options;
  options.write_buffer_bytes = 4 << 20;  // so that flushes and compactions are killed, too
  auto engine = OpenRocksDbEngine(directory, options);
  if (journal < 0 || !engine.ok()) {
    std::fprintf(stderr, "%s\n", engine.status().ToString().c_str());
    return 1;
  }
  auto writer = Writer::Open(engine->get());
  if (!writer.ok()) {
    std::fprintf(stderr, "%s\n", writer.status().ToString().c_str());
    return 1;
  }
  Note(journal, "O\n");
  std::thread merging;  // for ever
  if (round % 2 == 1) {
    merging = std::thread([&engine] {
      while ((*engine)->MergeYoung().ok()) {
      }
    });
  }
  RandomDocuments random(static_cast<uint32_t>(round));
  Slots slots;
  for (int64_t revision = round * kRevisionsPerRound + 1;; ++revision) {
    slots.Take();
    const std::string id = absl::StrCat("d", random.Below(kDocuments));
    const std::string name = absl::StrCat("corpora/news/documents/", id);
    const auto settled = [journal, &slots, line = absl::StrCat("A ", id, " ", revision, "\n")](
                             const absl::Status& status) {
      if (status.ok()) {
        Note(journal, line);
      }
      slots.GiveBack();
    };
    const int dice = random.Below(4000);
    if (dice == 0) {
      (*writer)->RemoveCorpus("corpora/news", revision,
                              [journal, &slots, revision](absl::StatusOr<int64_t> removed) {
                                if (removed.ok()) {
                                  Note(journal, absl::StrCat("R ", revision, "\n"));
                                }
                                slots.GiveBack();
                              });
    } else if (dice < 400) {
      (*writer)->Remove(name, revision,
                        [settled](absl::StatusOr<bool> removed) { settled(removed.status()); });
    } else {
      (*writer)->Commit(random.Next(name, revision), settled);
    }
  }
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  int64_t round = 0;
  return argc == 4 && absl::SimpleAtoi(argv[3], &round) ? standpoint::Run(argv[1], argv[2], round)
                                                        : 2;
}
