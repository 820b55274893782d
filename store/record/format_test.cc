#include "store/record/format.h"

#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/engine/family.h"
#include "store/engine/memory/memory_engine.h"
#include "store/engine/write_batch.h"
#include "store/record/keys.h"
#include "store/record/values.h"

namespace standpoint {
namespace {

TEST(FormatTest, MarksAnEmptyDatabaseAndKnowsItAgain) {
  const auto engine = NewMemoryEngine();
  EXPECT_TRUE(PrepareFormat(*engine).ok());
  EXPECT_TRUE(PrepareFormat(*engine).ok());
}

TEST(FormatTest, RefusesTheUnknownNewer) {
  const auto engine = NewMemoryEngine();
  WriteBatch batch;
  batch.Put(Family::kMeta, FormatKey(), EncodeFormatVersion(kFormatVersion + 1));
  ASSERT_TRUE(engine->Write(batch, true).ok());
  EXPECT_EQ(ErrorReason(PrepareFormat(*engine)), "FORMAT_TOO_NEW");
}

}  // namespace
}  // namespace standpoint
