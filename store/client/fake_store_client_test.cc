#include "store/client/fake_store_client.h"

#include "gtest/gtest.h"

namespace standpoint {
namespace {

internal::v1::AnalyzedDocument Document(int64_t revision) {
  internal::v1::AnalyzedDocument document;
  document.mutable_document()->set_name("corpora/news/documents/d");
  document.mutable_document()->set_revision(revision);
  return document;
}

TEST(FakeStoreClientTest, KeepsTheRulesOfTheStore) {
  FakeStoreClient client;
  client.FailNext(1, absl::UnavailableError("away"));
  EXPECT_EQ(client.Commit({Document(1)})[0].code(), absl::StatusCode::kUnavailable);
  EXPECT_TRUE(client.Documents().empty());
  EXPECT_TRUE(client.Commit({Document(2)})[0].ok());
  EXPECT_TRUE(client.Commit({Document(1)})[0].ok());
  EXPECT_EQ(client.Documents().begin()->second.document().revision(), 2);
  EXPECT_EQ(*client.Remove("corpora/news/documents/d", 1), false);
  EXPECT_EQ(*client.Remove("corpora/news/documents/d", 2), true);
  EXPECT_TRUE(client.Commit({Document(2)})[0].ok());
  EXPECT_TRUE(client.Documents().empty());
  EXPECT_EQ(client.Commits().size(), 3u);
  EXPECT_EQ(client.call_count(), 6);
}

}  // namespace
}  // namespace standpoint
