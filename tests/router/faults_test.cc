// What a router does when stores are gone, slow, full or moved: its answers say what they lack, and come in time.

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "analyze/client/fake_analyze_client.h"
#include "common/status/errors.h"
#include "common/token/consistency_token.h"
#include "gtest/gtest.h"
#include "standpoint/v1/admin_service.grpc.pb.h"
#include "store/testing/random_documents.h"
#include "tests/router/sharded_stores.h"
#include "tests/router/stubborn_store.h"

namespace standpoint {
namespace {

constexpr int kPartitions = 4;
constexpr size_t kShards = 2;

class FaultsTest : public testing::Test {
 protected:
  FaultsTest() : folder_(NewFolder("faults")) {
    for (size_t i = 0; i < kShards; ++i) {
      stores_.push_back(std::make_unique<StoreServer>(absl::StrCat(folder_, "/store", i), nullptr));
    }
    for (int i = 0; i < 40; ++i) {
      const std::string name = absl::StrCat("corpora/news/documents/d", i);
      const size_t shard = ShardOfDocument(name, kShards, kPartitions);
      EXPECT_TRUE(stores_[shard]->Commit(random_.Next(name, 1)).ok());
      of_shard_[shard].push_back(name);
    }
    list_.set_parent("corpora/news");
    list_.set_page_size(1000);
  }

  void Start(const std::vector<std::vector<std::string>>& shards,
             internal::v1::RouterConfig settings = {}) {
    router_ = std::make_unique<RouterServer>(folder_, shards, kPartitions, &analyze_, settings);
  }

  absl::StatusOr<v1::ListDocumentsResponse> List(absl::Duration timeout = absl::Seconds(30)) {
    return Call(router_->query(), &v1::QueryService::Stub::ListDocuments, list_, timeout);
  }

  absl::Status Get(const std::string& name, absl::Duration timeout = absl::Seconds(30)) {
    v1::GetDocumentRequest request;
    request.set_name(name);
    return Call(router_->query(), &v1::QueryService::Stub::GetDocument, request, timeout).status();
  }

  FakeAnalyzeClient analyze_;
  RandomDocuments random_{4};
  const std::string folder_;
  std::vector<std::unique_ptr<StoreServer>> stores_;
  std::vector<std::string> of_shard_[kShards];
  v1::ListDocumentsRequest list_;
  std::unique_ptr<RouterServer> router_;
};

TEST_F(FaultsTest, AMissingShardIsNamedInEveryAnswer) {
  Start({{stores_[0]->address()}, {stores_[1]->address()}});
  ASSERT_EQ(List()->documents_size(), 40);
  const float share = static_cast<float>(of_shard_[0].size()) / 40;
  stores_[1].reset();
  const auto expect_partial = [&](const auto& response) {
    ASSERT_TRUE(response.ok()) << response.status();
    ASSERT_EQ(response->unreachable_size(), 1);
    EXPECT_EQ(response->unreachable(0), "shards/1");
    EXPECT_FLOAT_EQ(response->coverage(), share);
  };
  v1::QueryService::Stub& stub = router_->query();
  const auto list = List();
  expect_partial(list);
  EXPECT_EQ(list->documents_size(), static_cast<int>(of_shard_[0].size()));
  v1::ListClaimsRequest claims;
  claims.set_parent("corpora/news");
  expect_partial(Call(stub, &v1::QueryService::Stub::ListClaims, claims));
  v1::ListStancesRequest stances;
  stances.set_parent("corpora/news");
  expect_partial(Call(stub, &v1::QueryService::Stub::ListStances, stances));
  v1::SearchClaimsRequest search;
  search.set_parent("corpora/news");
  search.set_query("fees OR ban");
  expect_partial(Call(stub, &v1::QueryService::Stub::SearchClaims, search));
  v1::SearchDocumentsRequest documents;
  documents.set_parent("corpora/news");
  documents.set_query("fees");
  expect_partial(Call(stub, &v1::QueryService::Stub::SearchDocuments, documents));
  v1::AggregateClaimsRequest aggregate;
  aggregate.set_parent("corpora/news");
  expect_partial(Call(stub, &v1::QueryService::Stub::AggregateClaims, aggregate));
  v1::AggregateStancesRequest of_stances;
  of_stances.set_parent("corpora/news");
  expect_partial(Call(stub, &v1::QueryService::Stub::AggregateStances, of_stances));
  v1::AssessPropositionRequest assess;
  assess.set_parent("corpora/news");
  assess.set_proposition("fees rose");
  expect_partial(Call(stub, &v1::QueryService::Stub::AssessProposition, assess));
  v1::FindContradictionsRequest contradictions;
  contradictions.set_parent("corpora/news");
  expect_partial(Call(stub, &v1::QueryService::Stub::FindContradictions, contradictions));
  v1::FindNarrativesRequest narratives;
  narratives.set_parent("corpora/news");
  expect_partial(Call(stub, &v1::QueryService::Stub::FindNarratives, narratives));
  expect_partial(Call(stub, &v1::QueryService::Stub::ListCorpora, v1::ListCorporaRequest()));
}

TEST_F(FaultsTest, WhatNamesTheMissingShardAloneIsUnavailable) {
  Start({{stores_[0]->address()}, {stores_[1]->address()}});
  stores_[1].reset();
  EXPECT_TRUE(Get(of_shard_[0][0]).ok());
  EXPECT_EQ(ErrorReason(Get(of_shard_[1][0])), "SHARD_UNREACHABLE");
  v1::ListClaimsRequest claims;
  claims.set_parent(of_shard_[1][0]);
  const auto of_document = Call(router_->query(), &v1::QueryService::Stub::ListClaims, claims);
  EXPECT_EQ(ErrorReason(of_document.status()), "SHARD_UNREACHABLE");
  v1::GetCorpusRequest corpus;
  corpus.set_name("corpora/news");
  const auto counts = Call(router_->query(), &v1::QueryService::Stub::GetCorpus, corpus);
  EXPECT_EQ(ErrorReason(counts.status()), "SHARD_UNREACHABLE") << "the counts would be wrong";
  stores_[0].reset();
  const absl::Status none = List().status();
  EXPECT_EQ(none.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(none), "SHARD_UNREACHABLE");
}

TEST_F(FaultsTest, AnotherReplicaAnswersForOneThatIsGoneOrRefuses) {
  StubbornStore refusing;
  refusing.Answer(MakeError(absl::StatusCode::kUnavailable, "CATCHING_UP", "not yet"));
  Start({{stores_[0]->address(), "127.0.0.1:1"}, {refusing.address(), stores_[1]->address()}});
  for (int i = 0; i < 20; ++i) {
    const auto list = List();
    ASSERT_TRUE(list.ok()) << list.status();
    EXPECT_EQ(list->documents_size(), 40);
    EXPECT_TRUE(list->unreachable().empty());
    EXPECT_TRUE(Get(of_shard_[1][0]).ok());
  }
  EXPECT_GT(refusing.calls(), 0);
  EXPECT_GE(router_->Metric("standpoint_router_shard_retries_total"), refusing.calls());
}

TEST_F(FaultsTest, ASecondReplicaIsAskedWhereTheFirstIsSlow) {
  StubbornStore slow;
  internal::v1::RouterConfig settings;
  settings.mutable_hedge_delay()->set_nanos(20'000'000);
  settings.set_hedge_share(1);
  Start({{stores_[0]->address()}, {slow.address(), stores_[1]->address()}}, settings);
  for (int i = 0; i < 30 && slow.calls() < 3; ++i) {
    ASSERT_TRUE(Get(of_shard_[1][0]).ok());
  }
  EXPECT_GT(slow.calls(), 0);
  EXPECT_GE(router_->Metric("standpoint_router_hedge_wins_total"), 1);
}

TEST_F(FaultsTest, HedgesAreAShareOfTheCalls) {
  StubbornStore slow;
  internal::v1::RouterConfig settings;
  settings.mutable_hedge_delay()->set_nanos(1'000'000);
  settings.set_hedge_share(0);
  Start({{stores_[0]->address()}, {slow.address(), stores_[1]->address()}}, settings);
  for (int i = 0; i < 10; ++i) {
    (void)Get(of_shard_[1][0], absl::Milliseconds(100));
  }
  EXPECT_EQ(router_->Metric("standpoint_router_hedges_total"), 0);
}

TEST_F(FaultsTest, TheAnswerComesWithinTheDeadlineOfTheCaller) {
  StubbornStore silent;
  Start({{stores_[0]->address()}, {silent.address()}});
  const absl::Time begin = absl::Now();
  const auto list = List(absl::Seconds(1));
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_LT(absl::Now() - begin, absl::Seconds(1));
  EXPECT_EQ(list->unreachable(0), "shards/1");
  EXPECT_EQ(list->documents_size(), static_cast<int>(of_shard_[0].size()));
}

TEST_F(FaultsTest, AShardThatIsSilentIsGivenUpBeforeALongDeadline) {
  StubbornStore silent;
  internal::v1::RouterConfig settings;
  settings.mutable_shard_timeout()->set_nanos(200'000'000);
  Start({{stores_[0]->address()}, {silent.address()}}, settings);
  const absl::Time begin = absl::Now();
  const auto list = List(absl::Minutes(5));
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_LT(absl::Now() - begin, absl::Minutes(1));
  EXPECT_EQ(list->unreachable_size(), 1);
}

TEST_F(FaultsTest, WhatAShardAnswersIsNotTakenForItsAbsence) {
  StubbornStore broken;
  broken.Answer(MakeError(absl::StatusCode::kInternal, "RECORD_CORRUPT", "the disk is broken"));
  Start({{stores_[0]->address()}, {broken.address()}});
  EXPECT_EQ(ErrorReason(List().status()), "RECORD_CORRUPT");
  broken.Answer(Overloaded("executor", "too many calls are waiting", absl::Seconds(1)));
  EXPECT_EQ(ErrorReason(List().status()), "OVERLOADED");
}

TEST_F(FaultsTest, ANewTopologyHoldsFromTheNextCallOn) {
  Start({{stores_[0]->address()}, {"127.0.0.1:1"}});
  EXPECT_EQ(List()->unreachable_size(), 1);
  ASSERT_TRUE(
      router_->SetTopology({{stores_[0]->address()}, {stores_[1]->address()}}, kPartitions).ok());
  EXPECT_EQ(List()->documents_size(), 40);
  EXPECT_EQ(ErrorReason(router_->SetTopologyText("partitions: 1")), "INVALID_CONFIG");
  EXPECT_EQ(List()->documents_size(), 40) << "the one before stays";
}

TEST_F(FaultsTest, TokensAreAwaitedWhereTheirDocumentsAre) {
  Start({{stores_[0]->address()}, {stores_[1]->address()}});
  const std::string seen = EncodeConsistencyToken(
      std::vector<WrittenDocument>{{of_shard_[0][0], 1}, {of_shard_[1][0], 1}});
  list_.set_min_consistency_token(seen);
  EXPECT_EQ(List()->documents_size(), 40);
  list_.set_min_consistency_token(
      EncodeConsistencyToken(std::vector<WrittenDocument>{{of_shard_[1][0], 2}}));
  EXPECT_EQ(ErrorReason(List(absl::Seconds(1)).status()), "NOT_YET_VISIBLE");
  ASSERT_TRUE(stores_[1]->Commit(random_.Next(of_shard_[1][0], 2)).ok());
  EXPECT_EQ(List()->documents_size(), 40);
  list_.set_min_consistency_token("nonsense");
  EXPECT_EQ(List().status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(FaultsTest, TheStatusIsTheSumOfTheShards) {
  Start({{stores_[0]->address()}, {stores_[1]->address()}});
  const auto stub = v1::AdminService::NewStub(
      grpc::CreateChannel(router_->address(), grpc::InsecureChannelCredentials()));
  const auto ask = [&](v1::GetStatusResponse* response) {
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    return FromGrpcStatus(stub->GetStatus(&context, {}, response));
  };
  v1::GetStatusResponse status;
  ASSERT_TRUE(ask(&status).ok());
  EXPECT_EQ(status.store().document_count(), 40);
  EXPECT_EQ(status.store().corpus_count(), 1);
  stores_[1].reset();
  EXPECT_EQ(ask(&status).code(), absl::StatusCode::kUnavailable);
}

TEST_F(FaultsTest, AReplicaThatSaysItDoesNotServeIsTheLastResort) {
  StoreServer other(folder_ + "/other", nullptr);  // of shard 1, and empty
  Start({{stores_[0]->address()}, {other.address(), stores_[1]->address()}});
  other.StopServing();
  // Health travels by itself; from then on the other one is asked.
  const auto all = [&] { return List()->documents_size() == 40; };
  const absl::Time until = absl::Now() + absl::Seconds(30);
  int in_a_row = 0;
  while (in_a_row < 10 && absl::Now() < until) {
    in_a_row = all() ? in_a_row + 1 : 0;
  }
  EXPECT_EQ(in_a_row, 10);
  stores_[1].reset();
  EXPECT_TRUE(List()->unreachable().empty()) << "it may still answer";
}

}  // namespace
}  // namespace standpoint
