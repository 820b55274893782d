#include "store/service/local_store_client.h"

#include <map>
#include <string>
#include <vector>

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
  LocalStoreClient client(writer.get(), engine.get());
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

TEST(LocalStoreClientTest, DocumentsAreReadBackPageByPageAndACorpusGoesWhole) {
  const auto engine = NewMemoryEngine();
  auto writer = *Writer::Open(engine.get());
  LocalStoreClient client(writer.get(), engine.get());
  RandomDocuments random(2);
  std::vector<internal::v1::AnalyzedDocument> documents;
  for (int i = 0; i < 7; ++i) {
    documents.push_back(random.Next(absl::StrCat("corpora/news/documents/d", i), 5));
  }
  documents.push_back(random.Next("corpora/news-too/documents/d0", 5));
  client.Commit(documents);
  internal::v1::ReadDocumentsRequest request;
  request.set_parent("corpora/news");
  request.set_max_documents(3);
  std::map<std::string, std::string> texts;
  int pages = 0;
  for (bool more = true; more; ++pages) {
    const auto page = client.ReadDocuments(request);
    ASSERT_TRUE(page.ok()) << page.status();
    for (const v1::Document& document : page->documents()) {
      EXPECT_EQ(document.revision(), 5);
      texts[document.name()] = document.text();
    }
    request.set_cursor(page->cursor());
    more = !page->cursor().empty();
  }
  EXPECT_EQ(pages, 3);
  ASSERT_EQ(texts.size(), 7u);
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(texts[documents[i].document().name()], documents[i].document().text());
  }
  request.clear_cursor();
  *request.mutable_skip_analyzer() = documents[0].analysis().analyzer();
  EXPECT_EQ(client.ReadDocuments(request)->skipped_count(), 7);

  EXPECT_EQ(*client.RemoveCorpus("corpora/news", 5, /*reclaim=*/true), 7);
  EXPECT_EQ(*client.RemoveCorpus("corpora/news", 5, /*reclaim=*/false), 0);
  request.clear_skip_analyzer();
  EXPECT_EQ(client.ReadDocuments(request)->documents_size(), 0);
  request.set_parent("corpora/news-too");
  EXPECT_EQ(client.ReadDocuments(request)->documents_size(), 1);
}

}  // namespace
}  // namespace standpoint
