// Kills a process that appends and completes, many times at random moments, and counts: what was
// acknowledged is there or was completed.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "queue/rocksdb/rocksdb_queue.h"

namespace standpoint {
namespace {

constexpr int kRounds = 15;
constexpr uint32_t kSeed = 20240601;
constexpr char kChild[] = "queue/rocksdb/crash_child";

// What the killed processes wrote down.
struct Journal {
  int opened = 0;
  std::set<std::string> acknowledged;
  std::set<std::string> maybe_completed;
  std::set<std::string> completed;
  std::vector<std::string> attempts;  // of leases that were held
};

Journal ReadJournal(const std::string& path) {
  Journal journal;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (line == "O") {
      ++journal.opened;
    } else if (line[0] == 'A') {
      journal.acknowledged.insert(line.substr(2));
    } else if (line[0] == 'C') {
      journal.maybe_completed.insert(line.substr(2));
    } else if (line[0] == 'D') {
      journal.completed.insert(line.substr(2));
    } else {
      journal.attempts.push_back(line.substr(2));
    }
  }
  return journal;
}

class CrashTest : public testing::Test {
 protected:
  CrashTest() {
    std::string pattern = testing::TempDir() + "/crash_XXXXXX";
    root_ = mkdtemp(pattern.data());
    options_.directory = root_ + "/queue";
    options_.max_attempts = 1'000'000;
  }
  ~CrashTest() override { std::filesystem::remove_all(root_); }

  std::string journal_path() const { return root_ + "/journal"; }

  pid_t StartChild(const std::string& round) const {
    const pid_t child = fork();
    if (child == 0) {
      execl(kChild, kChild, options_.directory.c_str(), journal_path().c_str(), round.c_str(),
            nullptr);
      _exit(127);
    }
    return child;
  }

  // Waits until the journal has that size.
  void AwaitJournal(pid_t child, std::uintmax_t bytes) const {
    const absl::Time deadline = absl::Now() + absl::Seconds(60);
    std::error_code error;
    while (!(std::filesystem::exists(journal_path()) &&
             std::filesystem::file_size(journal_path(), error) >= bytes)) {
      ASSERT_EQ(waitpid(child, nullptr, WNOHANG), 0) << "the child ended by itself";
      ASSERT_LT(absl::Now(), deadline);
      absl::SleepFor(absl::Milliseconds(1));  // polling: the journal tells no one when it grows
    }
  }

  // The keys of everything that is there, leased in this process.
  std::multiset<std::string> KeysInQueue() const {
    std::multiset<std::string> keys;
    auto queue = OpenRocksDbQueue(options_);
    EXPECT_TRUE(queue.ok()) << queue.status();
    for (bool more = queue.ok(); more;) {
      const auto work = (*queue)->Lease("test", 1000, absl::Hours(1), absl::ZeroDuration());
      EXPECT_TRUE(work.ok()) << work.status();
      more = work.ok() && !work->empty();
      for (size_t i = 0; more && i < work->size(); ++i) {
        const WorkItem& item = (*work)[i].item;
        EXPECT_EQ(item.payload, "payload of " + item.key);
        keys.insert(item.key);
      }
    }
    return keys;
  }

  std::string root_;
  RocksDbQueueOptions options_;
};

TEST_F(CrashTest, NothingAcknowledgedIsMissingAfterAnyKill) {
  std::mt19937 random(kSeed);
  std::uintmax_t journal_bytes = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("round ", round, ", seed ", kSeed));
    const pid_t child = StartChild(std::to_string(round));
    ASSERT_GT(child, 0);
    // From while it opens until some thousand operations later.
    AwaitJournal(child, journal_bytes + random() % 60'000);
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "status " << status;
    if (!std::filesystem::exists(journal_path())) {
      continue;  // killed before it wrote anything
    }
    journal_bytes = std::filesystem::file_size(journal_path());

    const Journal journal = ReadJournal(journal_path());
    const std::multiset<std::string> there = KeysInQueue();
    for (const std::string& key : journal.acknowledged) {
      ASSERT_LE(there.count(key), 1u) << key << " is there twice";
      ASSERT_TRUE(there.count(key) == 1 || journal.maybe_completed.count(key) == 1)
          << key << " was acknowledged and is lost";
    }
    for (const std::string& key : there) {
      ASSERT_EQ(there.count(key), 1u) << key << " is there twice";
      ASSERT_EQ(journal.completed.count(key), 0u) << key << " was completed and came back";
    }
  }
  const Journal journal = ReadJournal(journal_path());
  EXPECT_GT(journal.opened, kRounds / 2);
  EXPECT_GT(journal.acknowledged.size(), 500u);
  EXPECT_GT(journal.completed.size(), 100u);
}

TEST_F(CrashTest, WorkThatKillsTheProcessEachTimeIsGivenUp) {
  options_.max_attempts = 5;
  {
    auto queue = OpenRocksDbQueue(options_);
    ASSERT_TRUE(queue.ok()) << queue.status();
    ASSERT_TRUE((*queue)->AppendAndWait({WorkItem{"killer", "payload"}}).ok());
  }
  for (int attempt = 1; attempt <= options_.max_attempts; ++attempt) {
    const pid_t child = StartChild("hold");
    ASSERT_GT(child, 0);
    AwaitJournal(child, static_cast<std::uintmax_t>(6 * attempt));  // "O\nL 1\n"
    ASSERT_EQ(kill(child, SIGKILL), 0);
    ASSERT_EQ(waitpid(child, nullptr, 0), child);
  }
  EXPECT_EQ(ReadJournal(journal_path()).attempts,
            (std::vector<std::string>{"1", "2", "3", "4", "5"}));
  auto queue = OpenRocksDbQueue(options_);
  ASSERT_TRUE(queue.ok()) << queue.status();
  const auto letters = (*queue)->ListDeadLetters(0, 10);
  ASSERT_TRUE(letters.ok()) << letters.status();
  ASSERT_EQ(letters->size(), 1u);
  EXPECT_EQ(letters->at(0).key, "killer");
  EXPECT_EQ(letters->at(0).attempts, 5);
  EXPECT_EQ((*queue)->Stats().waiting, 0);
}

}  // namespace
}  // namespace standpoint
