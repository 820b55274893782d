#include "store/record/values.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/record/keys.h"

namespace standpoint {
namespace {

std::string RandomText(std::mt19937& random) {
  std::string text(random() % 40, 'a');
  for (char& c : text) {
    c = static_cast<char>('a' + random() % 26);
  }
  return text;
}

TEST(ValuesTest, DocumentsComeBackAndFindTheirItems) {
  std::mt19937 random(2);
  for (int i = 0; i < 300; ++i) {
    internal::v1::DocumentRecord record;
    record.set_id(RandomText(random));
    record.mutable_document()->set_title(RandomText(random));
    std::vector<std::string> ids(random() % 40);
    for (size_t n = 0; n < ids.size(); ++n) {
      ids[n] = absl::StrCat("claim", n);
    }
    const std::vector<absl::string_view> views(ids.begin(), ids.end());
    std::string bytes = EncodeDocument(17 + i, record, 300 + i, views, {"s"});
    const DocumentNumbers numbers{1, 70000, uint64_t{1} << 33};
    AppendNumbers(numbers, &bytes);
    const auto value = DocumentValue::Decode(bytes);
    ASSERT_TRUE(value.ok());
    EXPECT_EQ(value->revision(), 17 + i);
    EXPECT_EQ(value->numbers(), numbers);
    EXPECT_EQ(value->claim_count(), ids.size());
    EXPECT_EQ(value->stance_count(), 1u);
    EXPECT_EQ(value->text_size(), 300u + i);
    for (uint32_t n = 0; n < ids.size(); ++n) {
      EXPECT_EQ(value->FindClaim(ids[n]), std::vector<uint32_t>{n});
    }
    EXPECT_TRUE(value->FindClaim("other").empty());
    EXPECT_EQ(value->FindStance("s"), std::vector<uint32_t>{0});
    internal::v1::DocumentRecord back;
    ASSERT_TRUE(value->DecodeRecord(&back).ok());
    EXPECT_EQ(back.SerializeAsString(), record.SerializeAsString());
    for (size_t cut = 0; cut < bytes.size(); ++cut) {
      EXPECT_FALSE(DocumentValue::Decode(bytes.substr(0, cut)).ok()) << cut;
    }
  }
}

TEST(ValuesTest, TombstonesComeBack) {
  const std::string bytes = EncodeTombstone(99);
  const auto value = DocumentValue::Decode(bytes);
  ASSERT_TRUE(value.ok());
  EXPECT_TRUE(value->is_tombstone());
  EXPECT_EQ(value->revision(), 99);
}

TEST(ValuesTest, CountsTextsAndRunsComeBack) {
  const CorpusCounts counts{1, 2000, 3};
  EXPECT_EQ(*DecodeCorpusCounts(EncodeCorpusCounts(counts)), counts);
  EXPECT_EQ(*DecodeNextNumbers(EncodeNextNumbers({7, 8, 9})), (DocumentNumbers{7, 8, 9}));
  EXPECT_EQ(*DecodeText(EncodeText("text")), "text");
  internal::v1::OriginalRunsRecord runs;
  runs.add_runs()->mutable_text()->set_end(4);
  internal::v1::OriginalRunsRecord back;
  ASSERT_TRUE(DecodeOriginalRuns(EncodeOriginalRuns(runs), &back).ok());
  EXPECT_EQ(back.runs(0).text().end(), 4);
}

TEST(ValuesTest, WhatANewerProgramWroteIsRefusedClearly) {
  std::string bytes = EncodeTombstone(1);
  bytes[0] = 2;
  const auto value = DocumentValue::Decode(bytes);
  EXPECT_EQ(value.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(value.status()), "FORMAT_TOO_NEW");
  EXPECT_EQ(*DecodeFormatVersion(EncodeFormatVersion(kFormatVersion)), kFormatVersion);
  EXPECT_EQ(ErrorReason(DecodeFormatVersion(EncodeFormatVersion(kFormatVersion + 1)).status()),
            "FORMAT_TOO_NEW");
  EXPECT_EQ(ErrorReason(DecodeFormatVersion(EncodeFormatVersion(kFormatVersion - 1)).status()),
            "FORMAT_TOO_OLD");
}

TEST(KeysTest, PartsComeBackInOrder) {
  const DocumentRef ref = MakeDocumentRef("d");
  std::string corpus;
  DocumentRef back;
  uint32_t group = 0;
  ASSERT_TRUE(ParseGroupKey(GroupKey("news", ref, 70000), &corpus, &back, &group));
  EXPECT_EQ(corpus, "news");
  EXPECT_EQ(back, ref);
  EXPECT_EQ(group, 70000u);
  EXPECT_LT(GroupKey("news", ref, 255), GroupKey("news", ref, 256));
  EXPECT_TRUE(ParseDocumentKey(DocumentKey("news", ref), &corpus, &back));
  EXPECT_FALSE(ParseDocumentKey(GroupKey("news", ref, 1), &corpus, &back));
  EXPECT_FALSE(ParseGroupKey("news", &corpus, &back, &group));
  EXPECT_EQ(CorpusOfKey(CorpusKey("news")), "news");
}

}  // namespace
}  // namespace standpoint
