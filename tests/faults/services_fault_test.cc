// Three kinds of servers as processes, killed with SIGKILL in mid-work. What ingest acknowledged is stored exactly once.

#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "standpoint/v1/admin_service.pb.h"
#include "tests/faults/account.h"
#include "tests/faults/clients.h"
#include "tests/faults/deployment.h"
#include "tests/faults/document_generator.h"

namespace standpoint {
namespace {

constexpr char kCorpus[] = "faults";
constexpr int kBatch = 20;
constexpr absl::Duration kPatience = absl::Seconds(60);

class ServicesFaultTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder_);
    auto deployment = Deployment::Start(folder_, /*workers=*/2);
    ASSERT_TRUE(deployment.ok()) << deployment.status();
    deployment_ = *std::move(deployment);
    clients_ =
        std::make_unique<Clients>(deployment_->ingest().address(), deployment_->store().address());
  }

  // Sends so many more documents and notes what was acknowledged.
  void Send(int count) {
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

  void AwaitStored(int64_t count) {
    ASSERT_TRUE(Await(kPatience, [&] { return clients_->CountDocuments(kCorpus) >= count; }))
        << "stored: " << clients_->CountDocuments(kCorpus);
  }

  void AwaitHeld(int64_t count) {
    ASSERT_TRUE(Await(kPatience, [&] {
      const auto queue = clients_->Queue();
      return queue.ok() && queue->leased_count() >= count;
    }));
  }

  // Waits until the queue is empty; then all that was acknowledged is stored, and nothing else.
  void ExpectAllIsWell() {
    ASSERT_TRUE(Await(kPatience, [&] {
      const auto queue = clients_->Queue();
      return queue.ok() && queue->waiting_count() == 0 && queue->leased_count() == 0;
    }));
    EXPECT_EQ(clients_->Queue()->dead_letter_count(), 0);
    const auto stored = clients_->ListAll(kCorpus);
    ASSERT_TRUE(stored.ok()) << stored.status();
    const auto differences = FindDifferences(acknowledged_, *stored);
    ASSERT_TRUE(differences.ok()) << differences.status();
    EXPECT_TRUE(differences->empty()) << differences->size() << " differences:\n"
                                      << absl::StrJoin(*differences, "\n");
    EXPECT_EQ(clients_->CountDocuments(kCorpus), static_cast<int64_t>(acknowledged_.size()));
  }

  std::string folder_;
  std::unique_ptr<Deployment> deployment_;
  std::unique_ptr<Clients> clients_;
  int next_document_ = 0;
  Acknowledged acknowledged_;
  std::atomic<int> acknowledged_count_{0};
};

TEST_F(ServicesFaultTest, AWorkerAndTheStoreAreKilled) {
  Send(200);
  AwaitStored(20);

  // The store stands still, so both workers hold as much as they may: mid-work for sure.
  deployment_->store().Signal(SIGSTOP);
  Send(200);
  AwaitHeld(2 * Deployment::kHeldPerWorker);
  deployment_->worker(0).Signal(SIGKILL);
  deployment_->store().Signal(SIGKILL);
  Send(100);
  ASSERT_TRUE(deployment_->store().Start().ok());
  ASSERT_TRUE(deployment_->worker(0).Start().ok());

  // Once more, while documents stream into the store.
  AwaitStored(300);
  deployment_->store().Signal(SIGKILL);
  deployment_->worker(1).Signal(SIGKILL);
  Send(100);
  ASSERT_TRUE(deployment_->store().Start().ok());
  ASSERT_TRUE(deployment_->worker(1).Start().ok());

  ExpectAllIsWell();
  EXPECT_EQ(acknowledged_.size(), 600u);
}

TEST_F(ServicesFaultTest, IngestIsKilledWhileItTakesDocumentsIn) {
  std::thread sender([&] { Send(400); });
  for (const int threshold : {60, 200}) {
    EXPECT_TRUE(Await(kPatience, [&] { return acknowledged_count_ >= threshold; }));
    deployment_->ingest().Signal(SIGKILL);
    const absl::Status restarted = deployment_->ingest().Start();
    EXPECT_TRUE(restarted.ok()) << restarted;
  }
  sender.join();
  ExpectAllIsWell();
  EXPECT_EQ(acknowledged_.size(), 400u);
}

TEST_F(ServicesFaultTest, AStoppedWorkerHandsBackOrFinishes) {
  Send(200);
  AwaitStored(1);
  EXPECT_EQ(deployment_->worker(0).Stop(), 0) << deployment_->worker(0).Output();
  EXPECT_EQ(deployment_->worker(1).Stop(), 0) << deployment_->worker(1).Output();
  EXPECT_EQ(clients_->Queue()->leased_count(), 0);
  ASSERT_TRUE(deployment_->worker(0).Start().ok());
  ExpectAllIsWell();
}

}  // namespace
}  // namespace standpoint
