#include "store/record/names.h"

#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(NamesTest, PartsComeBack) {
  const auto claim = ParseItemName("name", "claims", "corpora/news/documents/d-1/claims/c_2");
  ASSERT_TRUE(claim.ok()) << claim.status();
  EXPECT_EQ(claim->corpus, "news");
  EXPECT_EQ(claim->document, "d-1");
  EXPECT_EQ(claim->item, "c_2");
  EXPECT_EQ(ItemName("news", "d-1", "claims", "c_2"), "corpora/news/documents/d-1/claims/c_2");
  EXPECT_EQ(ParseParentName("parent", "corpora/news")->document, "");
  EXPECT_EQ(ParseParentName("parent", "corpora/news/documents/x")->document, "x");
  EXPECT_EQ(DocumentName("news", "x"), "corpora/news/documents/x");
  EXPECT_EQ(CorpusName("news"), "corpora/news");
}

TEST(NamesTest, OthersAreRefusedWithTheField) {
  for (const char* name :
       {"", "corpora/", "corpora/News", "corpora/1a", "corpora/news/", "corpora/a/documents/",
        "corpora/a/documents/b/", "corpora/a/documents/b c", "corpora/a/documents/b/claims",
        "corpora/a/documents/b/claims/", "corpora/a/documents/b/claims/c/d",
        "corpora/a/documents/b/claimsx/c", "xcorpora/a", "corpora/a/documents/b/stances/c"}) {
    EXPECT_FALSE(ParseItemName("name", "claims", name).ok()) << name;
    const auto parent = ParseParentName("parent", name);
    EXPECT_EQ(ErrorReason(parent.status()), "INVALID_FIELD") << name;
  }
  EXPECT_FALSE(ParseCorpusName("name", "corpora/" + std::string(64, 'a')).ok());
  EXPECT_TRUE(ParseCorpusName("name", "corpora/" + std::string(63, 'a')).ok());
  EXPECT_FALSE(ParseDocumentName("name", "corpora/a/documents/" + std::string(129, 'a')).ok());
}

}  // namespace
}  // namespace standpoint
