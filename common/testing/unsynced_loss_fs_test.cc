#include "common/testing/unsynced_loss_fs.h"

#include <cstdlib>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"

namespace standpoint {
namespace {

class UnsyncedLossFsTest : public testing::Test {
 protected:
  UnsyncedLossFsTest()
      : fs_(UnsyncedLossFileSystem::Create()), env_(rocksdb::NewCompositeEnv(fs_)) {
    std::string pattern = testing::TempDir() + "/loss_XXXXXX";
    directory_ = std::string(mkdtemp(pattern.data())) + "/db";
  }

  void Open() {
    rocksdb::Options options;
    options.create_if_missing = true;
    options.env = env_.get();
    rocksdb::DB* db = nullptr;
    const auto status = rocksdb::DB::Open(options, directory_, &db);
    ASSERT_TRUE(status.ok()) << status.ToString();
    db_.reset(db);
  }

  rocksdb::Status Put(const std::string& key, bool sync) {
    rocksdb::WriteOptions options;
    options.sync = sync;
    return db_->Put(options, key, "value");
  }

  bool Has(const std::string& key) {
    std::string value;
    return db_->Get({}, key, &value).ok();
  }

  void PowerCut() {
    fs_->CutPower();
    db_.reset();
    const auto restored = fs_->RestorePower();
    ASSERT_TRUE(restored.ok()) << restored.ToString();
  }

  std::shared_ptr<UnsyncedLossFileSystem> fs_;
  std::unique_ptr<rocksdb::Env> env_;
  std::string directory_;
  std::unique_ptr<rocksdb::DB> db_;
};

TEST_F(UnsyncedLossFsTest, KeepsTheSyncedAndLosesTheRest) {
  Open();
  EXPECT_TRUE(Put("synced", true).ok());
  EXPECT_TRUE(Put("unsynced", false).ok());
  PowerCut();
  Open();
  EXPECT_TRUE(Has("synced"));
  EXPECT_FALSE(Has("unsynced"));
}

TEST_F(UnsyncedLossFsTest, ACleanCloseAloneSyncsNothing) {
  Open();
  EXPECT_TRUE(Put("unsynced", false).ok());
  db_.reset();
  PowerCut();
  Open();
  EXPECT_FALSE(Has("unsynced"));
}

TEST_F(UnsyncedLossFsTest, NothingIsWrittenWithoutPower) {
  Open();
  fs_->CutPower();
  EXPECT_FALSE(Put("late", true).ok());
  PowerCut();
  Open();
  EXPECT_FALSE(Has("late"));
  EXPECT_TRUE(Put("later", true).ok());
}

TEST_F(UnsyncedLossFsTest, FailsOnOrder) {
  Open();
  fs_->FailSyncs(rocksdb::IOStatus::NoSpace("sync"));
  EXPECT_TRUE(Put("unsynced", false).ok());
  EXPECT_TRUE(Put("synced", true).IsNoSpace());
  db_.reset();
  fs_->FailSyncs(rocksdb::IOStatus::OK());
  Open();
  fs_->FailAppends(rocksdb::IOStatus::IOError("append"));
  EXPECT_TRUE(Put("appended", false).IsIOError());
}

}  // namespace
}  // namespace standpoint
