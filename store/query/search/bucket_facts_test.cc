#include "store/query/search/bucket_facts.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "standpoint/internal/v1/record.pb.h"
#include "store/chunk/piece_list.h"

namespace standpoint {
namespace {

// Documents of `size` numbers each, with a gap of one before each; every third is undated.
std::string Column(int documents, uint32_t size) {
  PieceWriter writer;
  for (int i = 0; i < documents; ++i) {
    internal::v1::DocumentRecord record;
    record.mutable_document()->set_source(absl::StrCat("source", i % 2));
    record.mutable_document()->set_language("en");
    if (i % 3 != 0) {
      record.mutable_document()->mutable_publish_time()->set_seconds(1000 + i);
      record.mutable_document()->mutable_publish_time()->set_nanos(i);
    }
    std::string payload;
    AppendFacts(record, &payload);
    writer.Add({static_cast<uint32_t>(i) * (size + 1) + 1, size, false, payload});
  }
  return writer.Finish();
}

TEST(BucketFactsTest, EachNumberHasTheFactsOfItsDocument) {
  const auto facts = BucketFacts::Read(Column(100, 4));
  ASSERT_NE(facts, nullptr);
  EXPECT_EQ(facts->end(), 500u);
  for (uint32_t offset = 0; offset < 510; ++offset) {
    uint32_t first = 0;
    uint32_t end = 0;
    DocumentFacts found;
    const uint32_t i = offset / 5;
    ASSERT_EQ(facts->Find(offset, &first, &end, &found), offset % 5 != 0 && i < 100) << offset;
    if (offset % 5 == 0 || i >= 100) {
      continue;
    }
    EXPECT_EQ(first, i * 5 + 1);
    EXPECT_EQ(end, i * 5 + 5);
    EXPECT_EQ(found.is_dated, i % 3 != 0);
    EXPECT_EQ(found.seconds, i % 3 != 0 ? 1000 + i : 0);
    EXPECT_EQ(found.nanos, i % 3 != 0 ? static_cast<int32_t>(i) : 0);
    EXPECT_EQ(found.source, absl::StrCat("source", i % 2));
    EXPECT_EQ(found.language, "en");
  }
}

TEST(BucketFactsTest, BrokenColumnsGiveNothing) {
  const std::string column = Column(3, 1);
  EXPECT_EQ(BucketFacts::Read(column.substr(0, column.size() - 1)), nullptr);
  EXPECT_EQ(BucketFacts::Read(std::string(9, '\xFF')), nullptr);
  EXPECT_EQ(BucketFacts::Read("")->end(), 0u);
}

TEST(BucketFactsCacheTest, KeepsWhatWasUsedLastWithinItsBound) {
  const std::shared_ptr<const BucketFacts> facts = BucketFacts::Read(Column(100, 4));
  BucketFactsCache cache(facts->byte_size() * 2);
  cache.Keep("a", facts);
  cache.Keep("b", facts);
  EXPECT_EQ(cache.Find("a"), facts);
  cache.Keep("c", facts);
  EXPECT_EQ(cache.Find("b"), nullptr);
  EXPECT_EQ(cache.Find("a"), facts);
  EXPECT_EQ(cache.Find("c"), facts);
  const std::shared_ptr<const BucketFacts> newer = BucketFacts::Read(Column(50, 4));
  cache.Keep("a", newer);
  EXPECT_EQ(cache.Find("a"), newer);
  EXPECT_EQ(cache.Find("c"), facts);
}

}  // namespace
}  // namespace standpoint
