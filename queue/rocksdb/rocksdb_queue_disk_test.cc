// What the queue does when the disk misbehaves, and with directories that are not its own.

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/status/errors.h"
#include "common/testing/unsynced_loss_fs.h"
#include "gtest/gtest.h"
#include "queue/rocksdb/record_format.h"
#include "queue/rocksdb/rocksdb_queue.h"
#include "rocksdb/db.h"

namespace standpoint {
namespace {

using rocksdb::IOStatus;

class RocksDbQueueDiskTest : public testing::Test {
 protected:
  RocksDbQueueDiskTest() : file_system_(UnsyncedLossFileSystem::Create()) {
    std::string pattern = testing::TempDir() + "/queue_XXXXXX";
    directory_ = mkdtemp(pattern.data());
    options_.directory = directory_ + "/queue";
    options_.file_system = file_system_;
  }
  ~RocksDbQueueDiskTest() override {
    queue_.reset();
    std::filesystem::remove_all(directory_);
  }

  void Open() {
    queue_.reset();
    auto queue = OpenRocksDbQueue(options_);
    ASSERT_TRUE(queue.ok()) << queue.status();
    queue_ = *std::move(queue);
  }

  void CutPowerAndOpen() {
    file_system_->CutPower();
    queue_.reset();
    ASSERT_TRUE(file_system_->RestorePower().ok());
    Open();
  }

  absl::Status Append(const std::string& key) {
    return queue_->AppendAndWait({WorkItem{key, "payload of " + key}});
  }

  std::vector<std::string> LeasedKeys() {
    const auto work = queue_->Lease("worker", 100, absl::Minutes(1), absl::ZeroDuration());
    EXPECT_TRUE(work.ok()) << work.status();
    std::vector<std::string> keys;
    if (work.ok()) {
      for (const LeasedWork& leased : *work) {
        keys.push_back(leased.item.key);
      }
    }
    return keys;
  }

  using Families = std::vector<rocksdb::ColumnFamilyHandle*>;

  // Changes the closed queue's database behind its back.
  template <typename Edit>
  void EditDatabase(const Edit& edit) {
    rocksdb::DB* raw = nullptr;
    Families families;
    const std::vector<rocksdb::ColumnFamilyDescriptor> descriptors = {
        {"default", {}}, {"items", {}}, {"payloads", {}}, {"dead_letters", {}}};
    ASSERT_TRUE(rocksdb::DB::Open({}, options_.directory, descriptors, &families, &raw).ok());
    const std::unique_ptr<rocksdb::DB> db(raw);
    edit(*db, families);
    for (rocksdb::ColumnFamilyHandle* family : families) {
      ASSERT_TRUE(db->DestroyColumnFamilyHandle(family).ok());
    }
  }

  const std::shared_ptr<UnsyncedLossFileSystem> file_system_;
  std::string directory_;
  RocksDbQueueOptions options_;
  std::unique_ptr<WorkQueue> queue_;
};

using Keys = std::vector<std::string>;

TEST_F(RocksDbQueueDiskTest, AFullDiskRefusesAppendsUntilThereIsRoom) {
  Open();
  EXPECT_TRUE(Append("before").ok());
  file_system_->FailAppends(IOStatus::NoSpace("full"));
  for (int i = 0; i < 3; ++i) {
    const absl::Status status = Append("during");
    EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
    EXPECT_GT(RetryDelay(status, absl::ZeroDuration()), absl::ZeroDuration());
  }
  file_system_->FailAppends(IOStatus::OK());
  const absl::Status after = Append("after");
  EXPECT_TRUE(after.ok()) << after;
  EXPECT_EQ(queue_->Stats().waiting, 2);
  CutPowerAndOpen();
  EXPECT_EQ(LeasedKeys(), Keys({"before", "after"}));
}

TEST_F(RocksDbQueueDiskTest, WhatCouldNotBeSyncedIsNotThereLater) {
  Open();
  EXPECT_TRUE(Append("before").ok());
  file_system_->FailSyncs(IOStatus::NoSpace("full"));
  EXPECT_TRUE(absl::IsResourceExhausted(Append("during")));
  EXPECT_EQ(queue_->Stats().waiting, 1);
  file_system_->FailSyncs(IOStatus::OK());
  const absl::Status after = Append("after");
  EXPECT_TRUE(after.ok()) << after;
  Open();
  EXPECT_EQ(LeasedKeys(), Keys({"before", "after"}));
}

TEST_F(RocksDbQueueDiskTest, ItemsAreLeasedAndSettledAfterAFullDisk) {
  Open();
  EXPECT_TRUE(Append("a").ok());
  const auto held = queue_->Lease("worker", 1, absl::Minutes(10), absl::ZeroDuration());
  ASSERT_TRUE(held.ok());
  EXPECT_TRUE(Append("b").ok());
  file_system_->FailAppends(IOStatus::NoSpace("full"));
  EXPECT_TRUE(absl::IsResourceExhausted(queue_->Complete({held->at(0).lease_id}).at(0)));
  EXPECT_TRUE(absl::IsResourceExhausted(
      queue_->Lease("worker", 1, absl::Minutes(1), absl::ZeroDuration()).status()));
  file_system_->FailAppends(IOStatus::OK());
  EXPECT_TRUE(queue_->Complete({held->at(0).lease_id}).at(0).ok());  // still held
  const auto next = queue_->Lease("worker", 1, absl::Minutes(1), absl::ZeroDuration());
  ASSERT_TRUE(next.ok()) << next.status();
  ASSERT_EQ(next->size(), 1u);
  EXPECT_EQ(next->at(0).item.key, "b");
  EXPECT_EQ(next->at(0).attempt, 1);
}

TEST_F(RocksDbQueueDiskTest, ABrokenDiskIsSaidAndWhatWasAcknowledgedStays) {
  Open();
  EXPECT_TRUE(Append("before").ok());
  file_system_->FailSyncs(IOStatus::IOError("broken"));
  for (int i = 0; i < 3; ++i) {
    const absl::Status status = Append("during");
    EXPECT_TRUE(absl::IsUnavailable(status)) << status;
    EXPECT_EQ(ErrorReason(status), "QUEUE_DISK_ERROR");
  }
  file_system_->FailSyncs(IOStatus::OK());
  CutPowerAndOpen();
  EXPECT_EQ(LeasedKeys(), Keys({"before"}));
}

TEST_F(RocksDbQueueDiskTest, ASecondOpeningIsRefused) {
  Open();
  const auto second = OpenRocksDbQueue(options_);
  EXPECT_TRUE(absl::IsFailedPrecondition(second.status())) << second.status();
  EXPECT_EQ(ErrorReason(second.status()), "QUEUE_LOCKED");
}

TEST_F(RocksDbQueueDiskTest, ANewerFormatIsRefused) {
  Open();
  queue_.reset();
  EditDatabase([](rocksdb::DB& db, Families& families) {
    ASSERT_TRUE(
        db.Put({}, families[0], "format_version", EncodeNumber(kQueueFormatVersion + 1)).ok());
    families.emplace_back();
    ASSERT_TRUE(db.CreateColumnFamily({}, "of_a_newer_version", &families.back()).ok());
  });
  const auto queue = OpenRocksDbQueue(options_);
  EXPECT_TRUE(absl::IsFailedPrecondition(queue.status())) << queue.status();
  EXPECT_EQ(ErrorReason(queue.status()), "QUEUE_FORMAT_TOO_NEW");
}

TEST_F(RocksDbQueueDiskTest, AnItemWithoutItsPayloadIsNotInTheWay) {
  Open();
  EXPECT_TRUE(Append("lost").ok());
  EXPECT_TRUE(Append("found").ok());
  queue_.reset();
  EditDatabase([](rocksdb::DB& db, Families& families) {
    ASSERT_TRUE(db.SingleDelete({}, families[2], EncodeNumber(1)).ok());
  });
  Open();
  EXPECT_EQ(LeasedKeys(), Keys({"found"}));
  const auto letters = queue_->ListDeadLetters(0, 10);
  ASSERT_TRUE(letters.ok()) << letters.status();
  ASSERT_EQ(letters->size(), 1u);
  EXPECT_EQ(letters->at(0).reason.substr(0, 22), "its payload is damaged");
}

TEST_F(RocksDbQueueDiskTest, AnUnreadableRecordStopsTheOpening) {
  Open();
  EXPECT_TRUE(Append("a").ok());
  queue_.reset();
  EditDatabase([](rocksdb::DB& db, Families& families) {
    ASSERT_TRUE(db.Put({}, families[1], EncodeNumber(1), "?").ok());
  });
  const auto queue = OpenRocksDbQueue(options_);
  EXPECT_EQ(ErrorReason(queue.status()), "QUEUE_CORRUPT") << queue.status();
}

TEST_F(RocksDbQueueDiskTest, OptionsOutOfRangeAreInvalid) {
  const auto refused = [this](auto change) {
    RocksDbQueueOptions options = options_;
    change(options);
    return absl::IsInvalidArgument(OpenRocksDbQueue(options).status());
  };
  EXPECT_TRUE(refused([](auto& options) { options.directory = ""; }));
  EXPECT_TRUE(refused([](auto& options) { options.max_count = 0; }));
  EXPECT_TRUE(refused([](auto& options) { options.max_bytes = 0; }));
  EXPECT_TRUE(refused([](auto& options) { options.max_attempts = 0; }));
  EXPECT_TRUE(refused([](auto& options) { options.back_off.factor = 0.5; }));
  EXPECT_TRUE(refused([](auto& options) { options.back_off.cap = absl::ZeroDuration(); }));
}

TEST_F(RocksDbQueueDiskTest, ALeaseIsBoundedByBytes) {
  options_.max_lease_bytes = 1000;
  Open();
  for (int i = 0; i < 4; ++i) {
    EXPECT_TRUE(queue_->AppendAndWait({WorkItem{"a", std::string(i == 0 ? 3000 : 400, 'x')}}).ok());
  }
  EXPECT_EQ(LeasedKeys().size(), 1u);  // too large alone, but never stuck
  EXPECT_EQ(LeasedKeys().size(), 2u);
  EXPECT_EQ(LeasedKeys().size(), 1u);
}

}  // namespace
}  // namespace standpoint
