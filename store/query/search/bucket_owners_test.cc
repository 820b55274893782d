#include "store/query/search/bucket_owners.h"

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/engine/write_batch.h"

namespace standpoint {
namespace {

class BucketOwnersTest : public testing::Test {
 protected:
  void Give(uint64_t first, const std::string& ref, absl::string_view corpus = "news",
            Space space = Space::kClaim) {
    WriteBatch batch;
    batch.Put(Family::kIndex, OwnerKey(corpus, space, first), ref);
    ASSERT_TRUE(engine_->Write(batch, /*sync=*/false).ok());
  }

  absl::StatusOr<std::shared_ptr<const BucketOwners>> Read(uint32_t bucket) {
    return BucketOwners::Read(*engine_->GetSnapshot(), "news", Space::kClaim, bucket);
  }

  const std::unique_ptr<Engine> engine_ = NewMemoryEngine();
};

TEST_F(BucketOwnersTest, EachNumberHasTheDocumentThatBeganLastBeforeIt) {
  Give(NumberAt(1, 3), "document");
  Give(NumberAt(1, 10), "DOCUMENT");
  Give(NumberAt(2, 0), "thenextb");
  const auto owners = Read(1);
  ASSERT_TRUE(owners.ok() && *owners != nullptr);
  for (uint32_t offset = 0; offset < 40; ++offset) {
    DocumentRef ref;
    uint32_t first = 0;
    ASSERT_EQ((*owners)->Find(offset, &ref, &first), offset >= 3) << offset;
    if (offset >= 3) {
      EXPECT_EQ(ref.bytes, offset < 10 ? "document" : "DOCUMENT") << offset;
      EXPECT_EQ(first, offset < 10 ? 3u : 10u) << offset;
    }
  }
}

TEST_F(BucketOwnersTest, TheLastBucketIsNotKeptForItGrows) {
  Give(NumberAt(0, 0), "document");
  Give(NumberAt(1, 0), "DOCUMENT");
  Give(NumberAt(2, 0), "anothers", "news", Space::kStance);
  Give(NumberAt(2, 0), "anothers", "other");
  const auto full = Read(0);
  const auto last = Read(1);
  ASSERT_TRUE(full.ok() && last.ok());
  EXPECT_NE(*full, nullptr);
  EXPECT_EQ(*last, nullptr);
}

TEST_F(BucketOwnersTest, BytesThatAreNoOwnerAreTold) {
  Give(NumberAt(0, 0), "short");
  Give(NumberAt(1, 0), "DOCUMENT");
  EXPECT_EQ(Read(0).status().code(), absl::StatusCode::kInternal);
}

}  // namespace
}  // namespace standpoint
