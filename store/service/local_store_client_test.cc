#include "store/service/local_store_client.h"

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "store/engine/memory/memory_engine.h"
#include "store/testing/random_documents.h"

namespace standpoint {
namespace {

TEST(LocalStoreClientTest, CommitsAndRemovesWithOneStatusEach) {
  const auto engine = NewMemoryEngine();
  auto writer = *Writer::Open(engine.get());
  LocalStoreClient client(writer.get());
  RandomDocuments random(1);
  std::vector<internal::v1::AnalyzedDocument> documents;
  for (int i = 0; i < 5; ++i) {
    documents.push_back(random.Next(absl::StrCat("corpora/news/documents/d", i), 1));
  }
  documents[3].mutable_document()->set_revision(0);
  const auto statuses = client.Commit(documents);
  ASSERT_EQ(statuses.size(), 5u);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(ErrorReason(statuses[i]), i == 3 ? "INVALID_FIELD" : "");
  }
  EXPECT_TRUE(client.Commit({}).empty());
  EXPECT_EQ(*client.Remove("corpora/news/documents/d0", 1), true);
  EXPECT_EQ(*client.Remove("corpora/news/documents/d3", 1), false);
  EXPECT_FALSE(client.Remove("d", 1).ok());
}

}  // namespace
}  // namespace standpoint
