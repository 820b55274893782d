// What a power cut leaves: every acknowledged change whole, no half document, whatever moment it strikes.

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "common/testing/unsynced_loss_fs.h"
#include "gtest/gtest.h"
#include "rocksdb/env.h"
#include "store/check/consistency.h"
#include "store/engine/rocksdb/rocksdb_engine.h"
#include "store/record/keys.h"
#include "store/record/values.h"
#include "store/testing/random_documents.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

// The last revision of each document that was acknowledged.
class Acknowledged {
 public:
  void Note(const std::string& id, int64_t revision) {
    absl::MutexLock lock(&mu_);
    revisions_[id] = std::max(revisions_[id], revision);
  }
  std::map<std::string, int64_t> Revisions() const {
    absl::MutexLock lock(&mu_);
    return revisions_;
  }
  size_t count() const {
    absl::MutexLock lock(&mu_);
    return revisions_.size();
  }

 private:
  mutable absl::Mutex mu_;
  std::map<std::string, int64_t> revisions_ ABSL_GUARDED_BY(mu_);
};

// Each document as of its revision or a later one, deletions of it and of its corpus included.
void ExpectThere(const Snapshot& snapshot, const std::map<std::string, int64_t>& acknowledged) {
  std::string bytes;
  const bool removed = *snapshot.Get(Family::kMeta, RemovedCorpusKey("news"), &bytes);
  const int64_t corpus = removed ? *DecodeRemovedCorpus(bytes) : 0;
  for (const auto& [id, at_least] : acknowledged) {
    const bool found =
        *snapshot.Get(Family::kDocument, DocumentKey("news", MakeDocumentRef(id)), &bytes);
    const int64_t revision = found ? DocumentValue::Decode(bytes)->revision() : 0;
    EXPECT_GE(std::max(revision, corpus), at_least) << id;
    EXPECT_TRUE(!found || revision > corpus) << id << " came back";
  }
}

TEST(PowerCutTest, EveryAcknowledgedChangeIsThereWhole) {
  // RocksDB may spell paths in its own way, by which the file system knows its files: no "//".
  const std::string path =
      (std::filesystem::path(testing::TempDir()) / "power_cut").lexically_normal().string();
  std::filesystem::remove_all(path);
  const auto fs = UnsyncedLossFileSystem::Create();
  const std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(fs);
  RocksDbEngineOptions options;
  options.env = env.get();
  options.write_buffer_bytes = 256 << 10;  // so that flushes are struck too
  RandomDocuments random(11);
  Acknowledged acknowledged;
  int64_t revision = 0;
  for (int round = 0; round < 12; ++round) {
    auto engine = OpenRocksDbEngine(path, options);
    ASSERT_TRUE(engine.ok()) << engine.status();
    const auto report = CheckConsistency(*(*engine)->GetSnapshot());
    ASSERT_TRUE(report.ok()) << report.status();
    ASSERT_TRUE(report->problems.empty()) << round << ": " << report->problems[0];
    ExpectThere(*(*engine)->GetSnapshot(), acknowledged.Revisions());

    auto writer = *Writer::Open(engine->get());
    const int commits = 150;
    const int cut_after = random.Below(commits);
    absl::BlockingCounter answered(commits);
    for (int i = 0; i < commits; ++i) {
      if (i == cut_after) {
        fs->CutPower();
      }
      if (random.Below(50) == 0) {
        (void)(*engine)->MergeYoung();  // which fails without power
      }
      const std::string id = absl::StrCat("d", random.Below(60));
      const std::string name = "corpora/news/documents/" + id;
      const auto settled = [&, id, at = ++revision](const absl::Status& status) {
        if (status.ok()) {
          acknowledged.Note(id, at);
        }
        answered.DecrementCount();
      };
      const int dice = random.Below(100);
      if (dice == 0) {
        writer->RemoveCorpus("corpora/news", revision, [&](absl::StatusOr<int64_t>) {
          answered.DecrementCount();  // what it removed is looked at through its revision
        });
      } else if (dice < 15) {
        writer->Remove(name, revision,
                       [settled](absl::StatusOr<bool> removed) { settled(removed.status()); });
      } else {
        writer->Commit(random.Next(name, revision), settled);
      }
    }
    answered.Wait();
    writer.reset();
    engine->reset();
    const rocksdb::IOStatus restored = fs->RestorePower();
    ASSERT_TRUE(restored.ok()) << restored.ToString();
  }
  EXPECT_GT(acknowledged.count(), 10u) << "too few commits were acknowledged to prove anything";
}

}  // namespace
}  // namespace standpoint
