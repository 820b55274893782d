#include "common/text/resource_name.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

TEST(ResourceNameTest, ParsesWhatItWrites) {
  const std::string corpus = "corpora/my-news-1";
  const std::string document = corpus + "/documents/d41d8cd98f";
  EXPECT_EQ(CorpusName::Parse("name", corpus)->corpus, "my-news-1");
  EXPECT_EQ(CorpusName::Parse("name", corpus)->ToString(), corpus);
  EXPECT_EQ(DocumentName::Parse("name", document)->document, "d41d8cd98f");
  EXPECT_EQ(DocumentName::Parse("name", document)->ToString(), document);
  const auto claim = ClaimName::Parse("name", document + "/claims/c0");
  ASSERT_TRUE(claim.ok());
  EXPECT_EQ(claim->claim, "c0");
  EXPECT_EQ(claim->ToString(), document + "/claims/c0");
  EXPECT_EQ(claim->parent().ToString(), document);
  const auto stance = StanceName::Parse("name", document + "/stances/7");
  ASSERT_TRUE(stance.ok());
  EXPECT_EQ(stance->stance, "7");
  EXPECT_EQ(stance->ToString(), document + "/stances/7");
  EXPECT_EQ(stance->parent().ToString(), document);
}

TEST(ResourceNameTest, ParentIsACorpusOrADocument) {
  EXPECT_EQ(CorpusOrDocumentName::Parse("parent", "corpora/c")->document, "");
  EXPECT_EQ(CorpusOrDocumentName::Parse("parent", "corpora/c")->ToString(), "corpora/c");
  EXPECT_EQ(CorpusOrDocumentName::Parse("parent", "corpora/c/documents/d")->ToString(),
            "corpora/c/documents/d");
  EXPECT_FALSE(CorpusOrDocumentName::Parse("parent", "corpora/c/documents/d/claims/e").ok());
}

TEST(ResourceNameTest, DeadLettersAreNumbers) {
  EXPECT_EQ(DeadLetterName::Parse("name", "deadLetters/18446744073709551615")->id, ~uint64_t{0});
  EXPECT_EQ(DeadLetterName::Parse("name", "deadLetters/0")->ToString(), "deadLetters/0");
  for (const char* bad : {"deadLetters/", "deadLetters/01", "deadLetters/x", "deadletters/1",
                          "deadLetters/18446744073709551616", "deadLetters/-1", "1"}) {
    EXPECT_FALSE(DeadLetterName::Parse("name", bad).ok()) << bad;
  }
}

TEST(ResourceNameTest, RefusesOtherForms) {
  for (const char* bad :
       {"", "corpora", "corpora/", "corpora/c/documents", "corpora/c/documents/",
        "corpora//documents/d", "corpora/c/documents/d/", "/corpora/c/documents/d",
        "corpora/c/documents/D", "corpora/c/documents/d-1", "corpora/C/documents/d",
        "corpora/1c/documents/d", "corpora/-c/documents/d", "corpora/c_/documents/d",
        "corpora/c/document/d", "corpora/c/documents/d/claims/e", "corpus/c/documents/d",
        "corpora/\xc3\xa9/documents/d", "corpora/c/documents/d "}) {
    const auto name = DocumentName::Parse("document.name", bad);
    ASSERT_FALSE(name.ok()) << bad;
    EXPECT_EQ(ErrorReason(name.status()), "INVALID_FIELD");
    EXPECT_TRUE(absl::StrContains(name.status().message(), "document.name")) << name.status();
  }
  EXPECT_FALSE(CorpusName::Parse("name", absl::string_view("corpora/c\0", 10)).ok());
  EXPECT_FALSE(ClaimName::Parse("name", "corpora/c/documents/d/stances/e").ok());
  EXPECT_FALSE(StanceName::Parse("name", "corpora/c/documents/d/claims/e").ok());
}

TEST(ResourceNameTest, BoundsLengths) {
  EXPECT_TRUE(IsCorpusId(std::string(63, 'a')));
  EXPECT_FALSE(IsCorpusId(std::string(64, 'a')));
  EXPECT_FALSE(IsCorpusId(""));
  EXPECT_TRUE(IsResourceId(std::string(64, '0')));
  EXPECT_FALSE(IsResourceId(std::string(65, '0')));
  EXPECT_FALSE(IsResourceId(""));
}

}  // namespace
}  // namespace standpoint
