#include "store/check/consistency.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "store/engine/family.h"
#include "store/engine/memory/memory_engine.h"
#include "store/engine/write_batch.h"
#include "store/testing/random_documents.h"
#include "store/write/writer.h"

namespace standpoint {
namespace {

std::unique_ptr<Engine> FilledEngine() {
  auto engine = NewMemoryEngine();
  auto writer = Writer::Open(engine.get());
  RandomDocuments documents(1);
  for (int i = 0; i < 10; ++i) {
    (*writer)->Commit(documents.Next(absl::StrCat("corpora/news/documents/d", i), 1),
                      [](absl::Status status) { EXPECT_TRUE(status.ok()) << status; });
  }
  return engine;
}

TEST(ConsistencyTest, AWholeDatabaseHasNoProblems) {
  const auto engine = FilledEngine();
  const auto report = CheckConsistency(*engine->GetSnapshot());
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report->problems.empty()) << report->problems[0];
  EXPECT_EQ(report->documents, 10);
  EXPECT_GT(report->claims, 0);
  EXPECT_GT(report->index_entries, 10);
}

// Whatever single key of a document is lost, added or changed is noticed.
TEST(ConsistencyTest, EveryLossIsNoticed) {
  for (const Family family : kFamilies) {
    auto engine = FilledEngine();
    auto snapshot = engine->GetSnapshot();
    const auto it = snapshot->NewIterator(family, {});
    it->SeekToFirst();
    ASSERT_TRUE(it->Valid());
    WriteBatch batch;
    batch.Delete(family, it->key());
    ASSERT_TRUE(engine->Write(batch, true).ok());
    EXPECT_FALSE(CheckConsistency(*engine->GetSnapshot())->problems.empty()) << FamilyIndex(family);
  }
}

TEST(ConsistencyTest, GhostsAndWrongEntriesAreNoticed) {
  for (const Family family : {Family::kText, Family::kClaim, Family::kStance, Family::kIndex,
                              Family::kTerm, Family::kColumn}) {
    auto engine = FilledEngine();
    WriteBatch batch;
    batch.Put(family, "ghost", std::string("\2\1\0\0\0\1", 6));
    ASSERT_TRUE(engine->Write(batch, true).ok());
    EXPECT_FALSE(CheckConsistency(*engine->GetSnapshot())->problems.empty()) << FamilyIndex(family);
  }
  auto engine = FilledEngine();
  auto snapshot = engine->GetSnapshot();
  const auto it = snapshot->NewIterator(Family::kTerm, {});
  it->SeekToFirst();
  WriteBatch batch;
  batch.Put(Family::kTerm, it->key(), "\x7F");
  ASSERT_TRUE(engine->Write(batch, true).ok());
  EXPECT_FALSE(CheckConsistency(*engine->GetSnapshot())->problems.empty());
}

}  // namespace
}  // namespace standpoint
