#include "queue/rocksdb/queue_keys.h"

#include <filesystem>
#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "queue/rocksdb/rocksdb_queue.h"

namespace standpoint {
namespace {

TEST(QueueKeysTest, WhatWaitsIsLeasedOrDeadIsThereAndWhatIsDoneIsNot) {
  const std::string directory = testing::TempDir() + "/queue_keys";
  std::filesystem::remove_all(directory);
  RocksDbQueueOptions options;
  options.directory = directory;
  {
    const auto queue = OpenRocksDbQueue(options);
    ASSERT_TRUE(queue.ok()) << queue.status();
    for (const char* key : {"done", "dead", "leased"}) {
      ASSERT_TRUE((*queue)->AppendAndWait({WorkItem{key, "payload"}}).ok());
      const auto work = (*queue)->Lease("worker", 1, absl::Hours(1), absl::ZeroDuration());
      ASSERT_TRUE(work.ok() && work->size() == 1);
      const std::string& lease = (*work)[0].lease_id;
      if (std::string(key) == "done") {
        ASSERT_TRUE((*queue)->Complete({lease})[0].ok());
      } else if (std::string(key) == "dead") {
        ASSERT_TRUE((*queue)->Fail(lease, "no reason", /*retriable=*/false).ok());
      }
    }
    ASSERT_TRUE((*queue)->AppendAndWait({WorkItem{"waiting", "payload"}}).ok());
  }
  std::multiset<std::string> keys;
  ASSERT_TRUE(ForEachQueuedKey(directory, [&](absl::string_view key) { keys.emplace(key); }).ok());
  EXPECT_EQ(keys, (std::multiset<std::string>{"dead", "leased", "waiting"}));
  EXPECT_FALSE(ForEachQueuedKey(directory + "/none", [](absl::string_view) {}).ok());
}

}  // namespace
}  // namespace standpoint
