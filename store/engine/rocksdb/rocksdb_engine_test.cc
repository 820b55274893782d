#include "store/engine/rocksdb/rocksdb_engine.h"

#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/engine/conformance/engine_conformance.h"

namespace standpoint {
namespace {

std::string FreshFolder() {
  static int number = 0;
  const std::string path = absl::StrCat(testing::TempDir(), "/engine", ++number);
  std::filesystem::remove_all(path);
  return path;
}

std::unique_ptr<Engine> NewEngine() {
  auto engine = OpenRocksDbEngine(FreshFolder());
  EXPECT_TRUE(engine.ok()) << engine.status();
  return *std::move(engine);
}

INSTANTIATE_TEST_SUITE_P(RocksDb, EngineConformanceTest,
                         testing::Values(EngineFactory(&NewEngine)));

TEST(RocksDbEngineTest, DataSurvivesReopening) {
  const std::string path = FreshFolder();
  {
    auto engine = OpenRocksDbEngine(path);
    ASSERT_TRUE(engine.ok());
    WriteBatch batch;
    batch.Put(Family::kClaim, "k", "v");
    ASSERT_TRUE((*engine)->Write(batch, true).ok());
  }
  auto engine = OpenRocksDbEngine(path);
  ASSERT_TRUE(engine.ok());
  std::string value;
  EXPECT_TRUE(*(*engine)->GetSnapshot()->Get(Family::kClaim, "k", &value));
  EXPECT_EQ(value, "v");
}

TEST(RocksDbEngineTest, ASecondOpenIsRefusedClearly) {
  const std::string path = FreshFolder();
  auto first = OpenRocksDbEngine(path);
  ASSERT_TRUE(first.ok());
  const auto second = OpenRocksDbEngine(path);
  EXPECT_EQ(second.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(second.status()), "STORAGE_LOCKED");
}

}  // namespace
}  // namespace standpoint
