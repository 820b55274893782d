#include "tests/faults/fault_test.h"

#include <cstddef>
#include <filesystem>
#include <vector>

#include "absl/strings/str_join.h"
#include "tests/faults/document_generator.h"

namespace standpoint {
namespace {

constexpr char kCorpus[] = "faults";
constexpr int kBatch = 20;

}  // namespace

std::string FaultTest::MakeFolder() {
  const std::string folder =
      testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name();
  std::filesystem::create_directories(folder);
  return folder;
}

void FaultTest::Connect(const std::string& ingest_address, const std::string& query_address) {
  clients_ = std::make_unique<Clients>(ingest_address, query_address);
}

void FaultTest::Send(int count) {
  for (int sent = 0; sent < count; sent += kBatch) {
    std::vector<std::string> texts;
    for (int i = 0; i < kBatch; ++i) {
      texts.push_back(GenerateText(next_document_++));
    }
    const auto names = clients_->Ingest(kCorpus, texts, kPatience);
    ASSERT_TRUE(names.ok()) << names.status();
    ASSERT_EQ(names->size(), texts.size());
    for (size_t i = 0; i < texts.size(); ++i) {
      acknowledged_[(*names)[i]] = texts[i];
    }
    acknowledged_count_ = static_cast<int>(acknowledged_.size());
  }
}

void FaultTest::AwaitStored(int64_t count) {
  ASSERT_TRUE(Await(kPatience, [&] { return clients_->CountDocuments(kCorpus) >= count; }))
      << "stored: " << clients_->CountDocuments(kCorpus);
}

void FaultTest::AwaitHeld(int64_t count) {
  ASSERT_TRUE(Await(kPatience, [&] {
    const auto queue = clients_->Queue();
    return queue.ok() && queue->leased_count() >= count;
  }));
}

void FaultTest::ExpectAllIsWell() {
  int64_t dead = -1;
  ASSERT_TRUE(Await(kPatience, [&] {
    const auto queue = clients_->Queue();
    dead = queue.ok() ? queue->dead_letter_count() : -1;
    return queue.ok() && queue->waiting_count() == 0 && queue->leased_count() == 0;
  }));
  EXPECT_EQ(dead, 0);
  const auto stored = clients_->ListAll(kCorpus);
  ASSERT_TRUE(stored.ok()) << stored.status();
  const auto differences = FindDifferences(acknowledged_, *stored);
  ASSERT_TRUE(differences.ok()) << differences.status();
  EXPECT_TRUE(differences->empty()) << differences->size() << " differences:\n"
                                    << absl::StrJoin(*differences, "\n");
  EXPECT_EQ(clients_->CountDocuments(kCorpus), acknowledged_count_);
}

}  // namespace standpoint
