#include "common/token/consistency_token.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(ConsistencyTokenTest, ComesBack) {
  const std::vector<WrittenDocument> documents = {{"corpora/a/documents/d1", 7},
                                                  {"corpora/a/documents/d2", 1'732'000'000'000'000},
                                                  {"corpora/b/documents/d1", 8}};
  const auto back = DecodeConsistencyToken("t", EncodeConsistencyToken(documents));
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(*back, documents);
}

TEST(ConsistencyTokenTest, TokensCanBeJoined) {
  const std::string one = EncodeConsistencyToken({{"corpora/a/documents/d1", 1}});
  const std::string two = EncodeConsistencyToken({{"corpora/b/documents/d2", 2}});
  const auto back = DecodeConsistencyToken("t", absl::StrCat(one, ",", two));
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(back->size(), 2u);
}

TEST(ConsistencyTokenTest, NothingIsNothing) {
  EXPECT_EQ(EncodeConsistencyToken({}), "");
  EXPECT_TRUE(DecodeConsistencyToken("t", "")->empty());
}

TEST(ConsistencyTokenTest, WhatNoServerGaveIsRefused) {
  const std::string good = EncodeConsistencyToken({{"corpora/a/documents/d1", 1}});
  for (const std::string& bad : {"2" + good.substr(1), good + "!", std::string("x"),
                                 EncodeConsistencyToken({{"corpora/A b", 1}}),
                                 EncodeConsistencyToken({{"corpora/a/documents/d1", 0}})}) {
    EXPECT_EQ(ErrorReason(DecodeConsistencyToken("t", bad).status()), "INVALID_FIELD") << bad;
  }
  std::vector<WrittenDocument> many;
  for (size_t i = 0; i <= kMaxTokenDocuments; ++i) {
    many.push_back({absl::StrCat("corpora/a/documents/d", i), 1});
  }
  EXPECT_FALSE(DecodeConsistencyToken("t", EncodeConsistencyToken(many)).ok());
}

}  // namespace
}  // namespace standpoint
