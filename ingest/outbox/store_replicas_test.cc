#include "ingest/outbox/store_replicas.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/kafka/log_layout.h"
#include "common/time/clock.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 4;

struct FakeReplica {
  std::vector<int> partitions;
  std::set<std::string> has;
  bool caught_up = true;
  bool away = false;
  mutable int asked = 0;  // for documents
};

class FakeReplicaClient final : public ReplicaClient {
 public:
  explicit FakeReplicaClient(const FakeReplica& replica) : replica_(replica) {}

  absl::StatusOr<std::vector<bool>> Applied(
      const internal::v1::GetAppliedDocumentsRequest& request) override {
    ++replica_.asked;
    if (replica_.away) {
      return absl::UnavailableError("away");
    }
    EXPECT_LE(request.documents_size(), 1000);
    std::vector<bool> applied;
    for (const auto& document : request.documents()) {
      applied.push_back(replica_.has.count(document.name()) > 0);
    }
    return applied;
  }

  absl::StatusOr<internal::v1::ReplicaStatus> Status() override {
    if (replica_.away) {
      return absl::UnavailableError("away");
    }
    internal::v1::ReplicaStatus status;
    status.set_state(internal::v1::ReplicaStatus::STATE_SERVING);
    for (const int number : replica_.partitions) {
      auto& partition = *status.add_partitions();
      partition.set_partition(number);
      partition.set_next_offset(replica_.caught_up ? 10 : 9);
      partition.set_log_end_offset(10);
    }
    return status;
  }

 private:
  const FakeReplica& replica_;
};

std::string NameIn(int partition) {
  for (int i = 0;; ++i) {
    const DocumentName name = {"news", absl::StrCat("d", i)};
    if (PartitionOf(name, kPartitions) == partition) {
      return name.ToString();
    }
  }
}

// Two shards of two replicas.
class StoreReplicasTest : public testing::Test {
 protected:
  StoreReplicasTest() {
    for (int i = 0; i < 4; ++i) {
      replicas_[i].partitions = PartitionsOf(i / 2, 2, kPartitions);
    }
  }

  void Start() {
    std::vector<std::unique_ptr<ReplicaClient>> clients;
    for (const FakeReplica& replica : replicas_) {
      clients.push_back(std::make_unique<FakeReplicaClient>(replica));
    }
    stores_ = std::make_unique<StoreReplicas>(std::move(clients), kPartitions, &clock_);
  }

  // Of a document of shard 0.
  WriteStanding Standing() {
    clock_.Advance(absl::Minutes(1));
    return stores_->Ask({{NameIn(2), 1}}).at(0);
  }
  Written Ask() { return Standing().everywhere; }

  FakeClock clock_;
  FakeReplica replicas_[4];
  std::unique_ptr<StoreReplicas> stores_;
};

TEST_F(StoreReplicasTest, EveryReplicaOfTheShardMustHaveIt) {
  Start();
  EXPECT_EQ(Ask(), Written::kNo);
  replicas_[0].has = {NameIn(2)};
  EXPECT_EQ(Ask(), Written::kNo);
  replicas_[1].has = {NameIn(2)};
  EXPECT_EQ(Ask(), Written::kYes);
}

TEST_F(StoreReplicasTest, WhileAReplicaReadsOrIsAwayNothingIsMissing) {
  Start();
  replicas_[0].has = {NameIn(2)};
  replicas_[1].caught_up = false;
  EXPECT_EQ(Ask(), Written::kUnknown);
  replicas_[1].away = true;
  EXPECT_EQ(Ask(), Written::kUnknown);
  replicas_[1] = replicas_[0];
  EXPECT_EQ(Ask(), Written::kYes);
}

TEST_F(StoreReplicasTest, AnotherShardMayBeAwayOnceItWasHeard) {
  replicas_[3].away = true;
  Start();
  replicas_[0].has = replicas_[1].has = {NameIn(2)};
  EXPECT_EQ(Ask(), Written::kUnknown) << "it may be of this shard";
  replicas_[3].away = false;
  EXPECT_EQ(Ask(), Written::kYes);
  replicas_[3].away = true;
  EXPECT_EQ(Ask(), Written::kYes);
}

TEST_F(StoreReplicasTest, OneReplicaThatHasItIsEnoughToBeAnswered) {
  replicas_[1].away = replicas_[2].away = true;
  Start();
  EXPECT_FALSE(Standing().somewhere);
  replicas_[0].has = {NameIn(2)};
  EXPECT_TRUE(Standing().somewhere) << "whoever else was never heard";
  EXPECT_EQ(Ask(), Written::kUnknown);
  replicas_[1].away = replicas_[2].away = false;
  EXPECT_TRUE(Standing().somewhere);
  EXPECT_EQ(Ask(), Written::kNo);
}

TEST_F(StoreReplicasTest, APartitionThatNobodyHoldsIsUnknown) {
  replicas_[0].partitions = replicas_[1].partitions = {0};
  Start();
  EXPECT_EQ(Ask(), Written::kUnknown);
}

TEST_F(StoreReplicasTest, ManyAreAskedInSeveralCalls) {
  Start();
  std::vector<DocumentWrite> writes;
  for (int i = 0; i < 5000; ++i) {
    writes.push_back({absl::StrCat("corpora/news/documents/d", i), 1});
    for (FakeReplica& replica : replicas_) {
      if (i % 2 == 0) {
        replica.has.insert(writes.back().name);
      }
    }
  }
  const std::vector<WriteStanding> answers = stores_->Ask(writes);
  for (int i = 0; i < 5000; ++i) {
    EXPECT_EQ(answers[i].everywhere, i % 2 == 0 ? Written::kYes : Written::kNo);
  }
  replicas_[0].away = true;
  const int asked = replicas_[0].asked;
  stores_->Ask(writes);
  EXPECT_EQ(replicas_[0].asked, asked + 1) << "who does not answer once is not waited for again";
}

}  // namespace
}  // namespace standpoint
