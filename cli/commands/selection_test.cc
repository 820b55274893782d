#include "cli/commands/selection.h"

#include <string>

#include "cli/console/explain.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

std::string FilterOf(const FilterOptions& options, FilterSubject subject) {
  const auto filter = ComposeFilter(options, subject);
  return filter.ok() ? *filter : "error: " + std::string(filter.status().message());
}

TEST(ComposeFilterTest, NothingMeansEverything) {
  EXPECT_EQ(FilterOf({}, FilterSubject::kClaims), "");
}

TEST(ComposeFilterTest, ShortcutsAreJoined) {
  FilterOptions options;
  options.holder = "Anjali \"AJ\" Rao";
  options.source = "harbor-ledger";
  options.since = "2024-05";
  options.until = "2024-12";
  EXPECT_EQ(FilterOf(options, FilterSubject::kClaims),
            R"(holder : "Anjali \"AJ\" Rao" AND document.source = "harbor-ledger" AND )"
            R"(document.publish_time >= "2024-05-01T00:00:00Z" AND )"
            R"(document.publish_time < "2025-01-01T00:00:00Z")");
}

TEST(ComposeFilterTest, OnlyClaimsNameEntities) {
  FilterOptions options;
  options.entity = "Port Ansley";
  EXPECT_EQ(FilterOf(options, FilterSubject::kClaims), R"(entity : "Port Ansley")");
  EXPECT_EQ(FilterOf(options, FilterSubject::kStances), "error: only claims have an --entity");
}

TEST(ComposeFilterTest, OwnFilterKeepsItsMeaning) {
  FilterOptions options;
  options.filter = "act = \"deny\" OR act = \"warn\"";
  EXPECT_EQ(FilterOf(options, FilterSubject::kClaims), options.filter);
  options.source = "x";
  EXPECT_EQ(FilterOf(options, FilterSubject::kClaims),
            R"((act = "deny" OR act = "warn") AND document.source = "x")");
}

TEST(ComposeFilterTest, DocumentsHaveTheirOwnFieldNames) {
  FilterOptions options;
  options.source = "x";
  options.until = "2024";
  EXPECT_EQ(FilterOf(options, FilterSubject::kDocuments),
            R"(source = "x" AND publish_time < "2025-01-01T00:00:00Z")");
}

TEST(ComposeFilterTest, ExactTimesAndDays) {
  FilterOptions options;
  options.since = "2024-02-29";
  options.until = "2024-02-29T10:00:00+02:00";
  EXPECT_EQ(FilterOf(options, FilterSubject::kDocuments),
            R"(publish_time >= "2024-02-29T00:00:00Z" AND )"
            R"(publish_time < "2024-02-29T08:00:00.000000001Z")");
}

TEST(ComposeFilterTest, MistakesAreNamed) {
  for (const char* date : {"yesterday", "2023-02-29", "2024-13", "24-01-01", "2024-1", ""}) {
    FilterOptions options;
    options.since = date;
    const auto filter = ComposeFilter(options, FilterSubject::kClaims);
    EXPECT_EQ(filter.ok(), *date == '\0') << date;
    if (!filter.ok()) {
      EXPECT_EQ(ExitCodeOf(filter.status()), ExitCode::kUsage);
    }
  }
  FilterOptions holder;
  holder.holder = "Rao";
  EXPECT_FALSE(ComposeFilter(holder, FilterSubject::kDocuments).ok());
  FilterOptions direction;
  direction.direction = "oppose";
  EXPECT_FALSE(ComposeFilter(direction, FilterSubject::kClaims).ok());
  EXPECT_EQ(FilterOf(direction, FilterSubject::kStances), R"(direction = "oppose")");
}

TEST(NamesTest, ShortFormsAreCompleted) {
  EXPECT_EQ(CorpusName("default"), "corpora/default");
  EXPECT_EQ(CorpusName("corpora/x"), "corpora/x");
  EXPECT_EQ(DocumentName("abc", "news"), "corpora/news/documents/abc");
  EXPECT_EQ(DocumentName("documents/abc", "news"), "corpora/news/documents/abc");
  EXPECT_EQ(DocumentName("corpora/a/documents/b", "news"), "corpora/a/documents/b");
  const std::string full = "corpora/news/documents/d/claims/c";
  for (const char* text : {"d/c", "d/claims/c", "documents/d/claims/c", full.c_str()}) {
    EXPECT_EQ(*PartName(text, "claims", "news"), full) << text;
  }
  EXPECT_FALSE(PartName("c", "claims", "news").ok());
  EXPECT_FALSE(PartName("d/stances/c", "claims", "news").ok());
}

}  // namespace
}  // namespace standpoint
