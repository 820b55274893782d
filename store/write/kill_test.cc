// Kills a process that writes to the store, many times at random moments, and looks: what was acknowledged is there, and the
// database is whole.
//
// A soak: STANDPOINT_KILLS=500 bazel-bin/store/write/kill_test (after bazel build --config=opt //store/write:kill_test; from
// the folder bazel-bin/store/write/kill_test.runfiles/standpoint). It prints how long opening took.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "store/check/consistency.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

constexpr int kKills = 8;
constexpr int kCheckEach = 10;  // kills between two looks at every index entry
constexpr uint32_t kSeed = 20261127;
constexpr char kChild[] = "store/write/kill_child";

int Kills() {
  const char* wanted = std::getenv("STANDPOINT_KILLS");
  int kills = 0;
  return wanted != nullptr && absl::SimpleAtoi(wanted, &kills) ? kills : kKills;
}

// What the killed processes wrote down: the newest acknowledged revision of each document and of a removal of the corpus.
struct Journal {
  int opened = 0;
  std::map<std::string, int64_t> documents;
  int64_t corpus = 0;
};

Journal ReadJournal(const std::string& path) {
  Journal journal;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line.substr(1));
    std::string id;
    int64_t revision = 0;
    if (line[0] == 'O') {
      ++journal.opened;
    } else if (line[0] == 'R') {
      words >> revision;
      journal.corpus = std::max(journal.corpus, revision);
    } else {
      words >> id >> revision;
      journal.documents[id] = std::max(journal.documents[id], revision);
    }
  }
  return journal;
}

class KillTest : public testing::Test {
 protected:
  KillTest() {
    std::string pattern = testing::TempDir() + "/kill_XXXXXX";
    root_ = mkdtemp(pattern.data());
  }
  ~KillTest() override { std::filesystem::remove_all(root_); }

  std::string directory() const { return root_ + "/store"; }
  std::string journal_path() const { return root_ + "/journal"; }

  pid_t StartChild(int round) const {
    const pid_t child = fork();
    if (child == 0) {
      execl(kChild, kChild, directory().c_str(), journal_path().c_str(),
            absl::StrCat(round).c_str(), nullptr);
      _exit(127);
    }
    return child;
  }

  // Lets it write so many bytes more of the journal, then kills it.
  void KillAfter(pid_t child, std::uintmax_t bytes) const {
    const absl::Time deadline = absl::Now() + absl::Seconds(60);
    std::error_code error;
    std::uintmax_t begin = std::filesystem::file_size(journal_path(), error);
    begin = error ? 0 : begin;
    for (std::uintmax_t size = begin; size < begin + bytes;) {
      ASSERT_EQ(waitpid(child, nullptr, WNOHANG), 0) << "the child ended by itself";
      ASSERT_LT(absl::Now(), deadline);
      absl::SleepFor(absl::Milliseconds(1));  // polling: the journal tells no one when it grows
      size = std::filesystem::file_size(journal_path(), error);
      size = error ? 0 : size;
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }

  // Looks at everything that was acknowledged; with `every_entry` also whether the database is whole.
  void Look(bool every_entry) {
    const absl::Time begin = absl::Now();
    auto engine = OpenRocksDbEngine(directory());
    ASSERT_TRUE(engine.ok()) << engine.status();
    longest_open_ = std::max(longest_open_, absl::Now() - begin);
    const auto snapshot = (*engine)->GetSnapshot();
    const Journal journal = ReadJournal(journal_path());
    std::string bytes;
    const bool removed = *snapshot->Get(Family::kMeta, RemovedCorpusKey("news"), &bytes);
    const int64_t corpus = removed ? *DecodeRemovedCorpus(bytes) : 0;
    EXPECT_GE(corpus, journal.corpus);
    for (const auto& [id, at_least] : journal.documents) {
      const bool found =
          *snapshot->Get(Family::kDocument, DocumentKey("news", MakeDocumentRef(id)), &bytes);
      const int64_t revision = found ? DocumentValue::Decode(bytes)->revision() : 0;
      ASSERT_GE(std::max(revision, corpus), at_least) << id << " was acknowledged and is lost";
      ASSERT_TRUE(!found || revision > corpus) << id << " came back after its corpus was removed";
    }
    acknowledged_ = journal.documents.size();
    if (every_entry) {
      const auto report = CheckConsistency(*snapshot);
      ASSERT_TRUE(report.ok()) << report.status();
      ASSERT_TRUE(report->problems.empty()) << report->problems[0];
    }
  }

  std::string root_;
  absl::Duration longest_open_;
  size_t acknowledged_ = 0;
};

TEST_F(KillTest, WhatWasAcknowledgedIsThereAndWhole) {
  std::mt19937 random(kSeed);
  const int kills = Kills();
  for (int round = 1; round <= kills && !HasFailure(); ++round) {
    const pid_t child = StartChild(round);
    ASSERT_GT(child, 0);
    KillAfter(child, 1 + random() % 20'000);
    Look(round % kCheckEach == 0 || round == kills);
  }
  EXPECT_GT(acknowledged_, 10u) << "too few changes were acknowledged to prove anything";
  std::cout << kills << " kills, the longest opening took " << longest_open_ << "\n";
}

}  // namespace
}  // namespace standpoint
