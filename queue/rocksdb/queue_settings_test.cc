#include "queue/rocksdb/queue_settings.h"

#include "absl/time/time.h"
#include "common/config/settings.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(QueueSettingsTest, DefaultsOfSettingsAndOptionsAreTheSame) {
  internal::v1::QueueConfig settings;
  const RocksDbQueueOptions without = ToQueueOptions(settings, "directory");
  ASSERT_TRUE(ApplyDefaults(settings).ok());
  ASSERT_TRUE(CheckSettings(settings).ok());
  const RocksDbQueueOptions with = ToQueueOptions(settings, "directory");
  EXPECT_EQ(with.directory, "directory");
  EXPECT_EQ(with.max_count, without.max_count);
  EXPECT_EQ(with.max_bytes, without.max_bytes);
  EXPECT_EQ(with.max_pending_bytes, without.max_pending_bytes);
  EXPECT_EQ(with.max_attempts, without.max_attempts);
  EXPECT_EQ(with.back_off.initial, without.back_off.initial);
  EXPECT_EQ(with.back_off.cap, without.back_off.cap);
}

TEST(QueueSettingsTest, EverySettingCounts) {
  internal::v1::QueueConfig settings;
  settings.set_max_count(1);
  settings.set_max_bytes(2);
  settings.set_max_pending_bytes(3);
  settings.set_max_attempts(4);
  settings.mutable_back_off_initial()->set_seconds(5);
  settings.mutable_back_off_cap()->set_seconds(6);
  const RocksDbQueueOptions options = ToQueueOptions(settings, "directory");
  EXPECT_EQ(options.max_count, 1);
  EXPECT_EQ(options.max_bytes, 2);
  EXPECT_EQ(options.max_pending_bytes, 3);
  EXPECT_EQ(options.max_attempts, 4);
  EXPECT_EQ(options.back_off.initial, absl::Seconds(5));
  EXPECT_EQ(options.back_off.cap, absl::Seconds(6));
}

}  // namespace
}  // namespace standpoint
