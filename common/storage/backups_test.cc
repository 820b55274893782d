#include "common/storage/backups.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "rocksdb/db.h"

namespace standpoint {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<rocksdb::DB> OpenDb(const std::string& path) {
  rocksdb::Options options;
  options.create_if_missing = true;
  rocksdb::DB* db = nullptr;
  fs::create_directories(path);
  const rocksdb::Status status = rocksdb::DB::Open(options, path, &db);
  EXPECT_TRUE(status.ok()) << status.ToString();
  return std::unique_ptr<rocksdb::DB>(db);
}

void Put(rocksdb::DB& db, const std::string& key, const std::string& value) {
  ASSERT_TRUE(db.Put({}, key, value).ok());
}

std::string Get(rocksdb::DB& db, const std::string& key) {
  std::string value;
  return db.Get({}, key, &value).ok() ? value : "absent";
}

class BackupsTest : public testing::Test {
 protected:
  BackupsTest()
      : folder_(testing::TempDir() + "/backups_test"),
        queue_((fs::remove_all(folder_), OpenDb(folder_ + "/data/queue"))),
        store_(OpenDb(folder_ + "/data/store")),
        backups_(folder_ + "/backups") {}

  absl::StatusOr<Backups::Manifest> Create(int keep = 0, const BackupProgress& progress = {}) {
    now_ += absl::Minutes(1);
    return backups_.Create({{"queue", "queue", queue_.get()}, {"store", "store", store_.get()}},
                           keep, "1.2.3", now_, progress);
  }

  const std::string folder_;
  std::unique_ptr<rocksdb::DB> queue_;
  std::unique_ptr<rocksdb::DB> store_;
  Backups backups_;
  absl::Time now_ = absl::FromUnixSeconds(1'700'000'000);
};

TEST_F(BackupsTest, EachBackupComesBackAsItWas) {
  Put(*queue_, "a", "1");
  Put(*store_, "b", std::string(100'000, 'x'));
  const auto first = Create();
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->id(), "20231114-221420");
  Put(*queue_, "a", "2");
  ASSERT_TRUE(store_->Delete({}, "b").ok());
  const auto second = Create();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(backups_.List()->size(), 2u);
  EXPECT_EQ(backups_.List()->at(0).id(), second->id()) << "newest first";

  for (const auto& [id, a, b] : {std::make_tuple(first->id(), "1", std::string(100'000, 'x')),
                                 std::make_tuple(std::string(), "2", std::string("absent"))}) {
    const std::string to = absl::StrCat(folder_, "/restored", id);
    ASSERT_TRUE(backups_.Verify(id, {}).ok());
    const auto restored = backups_.Restore(id, to, {});
    ASSERT_TRUE(restored.ok()) << restored.status();
    EXPECT_EQ(Get(*OpenDb(to + "/queue"), "a"), a);
    EXPECT_EQ(Get(*OpenDb(to + "/store"), "b"), b);
  }
}

TEST_F(BackupsTest, OnlyWhatIsNewIsCopied) {
  Put(*store_, "big", std::string(3 << 20, 'x'));
  ASSERT_TRUE(Create().ok());
  const auto size = [this] {
    uint64_t bytes = 0;
    for (const auto& file : fs::recursive_directory_iterator(folder_ + "/backups")) {
      bytes += file.is_regular_file() ? file.file_size() : 0;
    }
    return bytes;
  };
  const uint64_t before = size();
  Put(*store_, "small", "y");
  ASSERT_TRUE(Create().ok());
  EXPECT_LT(size() - before, 200'000u);
}

TEST_F(BackupsTest, KeepsAsManyAsItIsTold) {
  ASSERT_TRUE(Create().ok());
  const std::string kept = Create()->id();
  const std::string newest = Create(/*keep=*/2)->id();
  const auto list = *backups_.List();
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].id(), newest);
  EXPECT_EQ(list[1].id(), kept);
  EXPECT_TRUE(backups_.Delete(kept).ok());
  EXPECT_EQ(ErrorReason(backups_.Delete(kept)), "RESOURCE_NOT_FOUND");
  EXPECT_TRUE(backups_.Verify(newest, {}).ok());
}

TEST_F(BackupsTest, DamageIsNoticedBeforeItIsRestored) {
  Put(*store_, "k", std::string(200'000, 'x'));
  ASSERT_TRUE(Create().ok());
  for (const auto& file : fs::recursive_directory_iterator(folder_ + "/backups/parts/store")) {
    if (file.path().extension() == ".sst") {
      std::fstream bytes(file.path(), std::ios::in | std::ios::out | std::ios::binary);
      bytes.seekp(50);
      bytes.put('\x7F');
    }
  }
  EXPECT_EQ(ErrorReason(backups_.Verify("", {}).status()), "BACKUP_DAMAGED");
  EXPECT_EQ(ErrorReason(backups_.Restore("", folder_ + "/new", {}).status()), "BACKUP_DAMAGED");
  EXPECT_TRUE(fs::is_empty(folder_ + "/new"));
}

TEST_F(BackupsTest, WhatWasInterruptedIsNoBackupAndIsClearedAway) {
  BackupProgress cancelled;
  int looks = 0;
  cancelled.cancelled = [&looks] { return ++looks > 1; };  // after the first part
  EXPECT_EQ(Create(0, cancelled).status().code(), absl::StatusCode::kCancelled);
  EXPECT_TRUE(backups_.List()->empty());
  ASSERT_TRUE(Create().ok());
  EXPECT_EQ(backups_.List()->size(), 1u);
  int private_folders = 0;
  for ([[maybe_unused]] const auto& entry :
       fs::directory_iterator(folder_ + "/backups/parts/queue/private")) {
    ++private_folders;
  }
  EXPECT_EQ(private_folders, 1);
}

TEST_F(BackupsTest, NothingIsOverwritten) {
  ASSERT_TRUE(Create().ok());
  EXPECT_EQ(ErrorReason(backups_.Restore("", folder_ + "/data", {}).status()), "DATA_NOT_EMPTY");
  EXPECT_EQ(ErrorReason(backups_.Restore("20000101-000000", folder_ + "/new", {}).status()),
            "RESOURCE_NOT_FOUND");
  EXPECT_TRUE(Backups(folder_ + "/nowhere").List()->empty());
}

}  // namespace
}  // namespace standpoint
