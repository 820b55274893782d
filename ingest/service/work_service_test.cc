// The whole way of a lease: client, loopback, service, RocksDB queue.

#include "ingest/service/work_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "common/status/errors.h"
#include "gtest/gtest.h"
#include "ingest/client/work_client.h"
#include "ingest/service/work_handler.h"
#include "queue/rocksdb/rocksdb_queue.h"
#include "standpoint/internal/v1/config.pb.h"

namespace standpoint {
namespace {

using internal::v1::LeaseWorkRequest;
using internal::v1::LeaseWorkResponse;
using internal::v1::SettleWorkRequest;
using internal::v1::SettleWorkResponse;

class WorkServiceTest : public testing::Test {
 protected:
  WorkServiceTest() : executor_("work", 2, 100) {
    std::string pattern = testing::TempDir() + "/work_XXXXXX";
    directory_ = mkdtemp(pattern.data());
    RocksDbQueueOptions options;
    options.directory = directory_ + "/queue";
    options.max_attempts = 2;
    options.max_lease_bytes = int64_t{1} << 30;  // the service has its own bound
    auto queue = OpenRocksDbQueue(options);
    EXPECT_TRUE(queue.ok()) << queue.status();
    queue_ = *std::move(queue);
    handler_ = std::make_unique<WorkHandler>(*queue_, executor_);
    settings_.set_address("localhost:0");
    runner_ = std::make_unique<CallRunner>(settings_, executor_, metrics_);
    service_ = std::make_unique<WorkService>(*handler_, *runner_);
    auto server = RpcServer::Start(
        settings_, {{internal::v1::WorkService::service_full_name(), service_.get()}});
    EXPECT_TRUE(server.ok()) << server.status();
    server_ = *std::move(server);
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    client_ = NewWorkClient(grpc::CreateCustomChannel(
        server_->address(), grpc::InsecureChannelCredentials(), arguments));
  }

  ~WorkServiceTest() override {
    handler_->Shutdown();
    server_->Shutdown(absl::Seconds(5));
    server_.reset();
    handler_.reset();
    queue_.reset();
    std::filesystem::remove_all(directory_);
  }

  void Append(const std::string& key, const std::string& payload = "payload") {
    ASSERT_TRUE(queue_->AppendAndWait({WorkItem{key, payload}}).ok());
  }

  std::vector<LeasedWork> Lease(int max_items = 100, absl::Duration wait = absl::ZeroDuration()) {
    auto work = client_->Lease("worker", max_items, absl::Minutes(1), wait);
    EXPECT_TRUE(work.ok()) << work.status();
    return work.ok() ? *std::move(work) : std::vector<LeasedWork>();
  }

  std::string directory_;
  std::unique_ptr<WorkQueue> queue_;
  Metrics metrics_;
  Executor executor_;
  internal::v1::ServerConfig settings_;
  std::unique_ptr<WorkHandler> handler_;
  std::unique_ptr<CallRunner> runner_;
  std::unique_ptr<WorkService> service_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<WorkSource> client_;
};

TEST_F(WorkServiceTest, LeasesAndCompletes) {
  Append("a", std::string("\0\xff payload", 10));
  const std::vector<LeasedWork> work = Lease();
  ASSERT_EQ(work.size(), 1u);
  EXPECT_EQ(work[0].item.key, "a");
  EXPECT_EQ(work[0].item.payload, std::string("\0\xff payload", 10));
  EXPECT_EQ(work[0].attempt, 1);
  EXPECT_EQ(work[0].expire_time - work[0].enqueue_time > absl::Seconds(59), true);
  EXPECT_TRUE(client_->Complete({work[0].lease_id}).at(0).ok());
  const absl::Status again = client_->Complete({work[0].lease_id}).at(0);
  EXPECT_TRUE(absl::IsNotFound(again)) << again;
  EXPECT_EQ(ErrorReason(again), "LEASE_ENDED");
  EXPECT_EQ(queue_->Stats().waiting + queue_->Stats().leased, 0);
}

TEST_F(WorkServiceTest, SettlesEveryWay) {
  Append("a");
  LeasedWork work = Lease().at(0);
  EXPECT_TRUE(client_->Extend({work.lease_id}, absl::Minutes(2)).at(0).ok());
  EXPECT_TRUE(client_->Release({work.lease_id}).at(0).ok());
  work = Lease().at(0);
  EXPECT_EQ(work.attempt, 1);
  EXPECT_TRUE(client_->Fail(work.lease_id, "hopeless", false).ok());
  ASSERT_EQ(queue_->ListDeadLetters(0, 10)->size(), 1u);
  EXPECT_EQ(queue_->ListDeadLetters(0, 10)->at(0).reason, "hopeless");
}

TEST_F(WorkServiceTest, SettlesMoreThanOneCallTakes) {
  std::vector<WorkItem> items(1500, WorkItem{"key", "payload"});
  ASSERT_TRUE(queue_->AppendAndWait(std::move(items)).ok());
  std::vector<std::string> ids;
  for (int i = 0; i < 2; ++i) {
    for (const LeasedWork& work : Lease(2000)) {
      ids.push_back(work.lease_id);
    }
  }
  ASSERT_EQ(ids.size(), 1500u);
  for (const absl::Status& status : client_->Complete(ids)) {
    EXPECT_TRUE(status.ok()) << status;
  }
  EXPECT_EQ(queue_->Stats().leased, 0);
}

TEST_F(WorkServiceTest, ManyWorkersWaitOnOneThread) {
  constexpr int kWorkers = 20;  // ten times the threads of the executor
  std::vector<std::thread> workers;
  for (int i = 0; i < kWorkers; ++i) {
    workers.emplace_back([this] { EXPECT_EQ(Lease(1, absl::Minutes(5)).size(), 1u); });
  }
  for (int i = 0; i < kWorkers; ++i) {
    Append("key");
  }
  for (std::thread& worker : workers) {
    worker.join();
  }
}

TEST_F(WorkServiceTest, AWaitThatIsOverEndsEmpty) {
  EXPECT_TRUE(Lease(1, absl::Milliseconds(50)).empty());
}

TEST_F(WorkServiceTest, ShutdownEndsWaitingLeases) {
  std::thread worker([this] {
    const auto work = client_->Lease("worker", 1, absl::Minutes(1), absl::Minutes(5));
    EXPECT_TRUE(absl::IsUnavailable(work.status())) << work.status();
  });
  handler_->Shutdown();
  worker.join();
}

TEST_F(WorkServiceTest, AQueueThatIsShutDownIsUnavailable) {
  std::thread worker([this] {
    const auto work = client_->Lease("worker", 1, absl::Minutes(1), absl::Minutes(5));
    EXPECT_TRUE(absl::IsUnavailable(work.status())) << work.status();
    EXPECT_EQ(ErrorReason(work.status()), "QUEUE_SHUT_DOWN");
  });
  queue_->Shutdown();
  worker.join();
}

TEST_F(WorkServiceTest, AnAnswerIsBoundedByBytes) {
  for (int i = 0; i < 3; ++i) {
    Append("big", std::string(15 << 20, 'x'));
  }
  EXPECT_EQ(Lease().size(), 2u);
  EXPECT_EQ(queue_->Stats().leased, 2);
  const auto rest = Lease();
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].attempt, 1);  // handed back uncounted the first time
}

TEST_F(WorkServiceTest, AServerThatIsGoneIsUnavailable) {
  handler_->Shutdown();
  server_->Shutdown(absl::ZeroDuration());
  const auto work = client_->Lease("worker", 1, absl::Minutes(1), absl::ZeroDuration());
  EXPECT_TRUE(absl::IsUnavailable(work.status())) << work.status();
  EXPECT_EQ(ErrorReason(work.status()), "QUEUE_UNREACHABLE");
  EXPECT_TRUE(absl::IsUnavailable(client_->Complete({"1-1-1"}).at(0)));
}

class WorkHandlerTest : public WorkServiceTest {
 protected:
  absl::Status LeaseWork(const LeaseWorkRequest& request, LeaseWorkResponse& response,
                         const CallContext& call = CallContext()) {
    absl::Status status;
    absl::Notification done;
    handler_->LeaseWork(call, request, &response, [&](absl::Status result) {
      status = std::move(result);
      done.Notify();
    });
    done.WaitForNotification();
    return status;
  }

  static LeaseWorkRequest GoodRequest() {
    LeaseWorkRequest request;
    request.set_owner("worker");
    request.set_max_items(10);
    request.mutable_lease_duration()->set_seconds(60);
    return request;
  }
};

// A call whose client is gone.
class CancelledSource : public CallSource {
 public:
  bool cancelled() const override { return true; }
  const std::string& traceparent() const override { return none_; }

 private:
  std::string none_;
};

TEST_F(WorkHandlerTest, RequestsOutOfRangeAreInvalid) {
  const auto refused = [this](auto change) {
    LeaseWorkRequest request = GoodRequest();
    change(request);
    LeaseWorkResponse response;
    const absl::Status status = LeaseWork(request, response);
    return absl::IsInvalidArgument(status) && ErrorReason(status) == "INVALID_FIELD";
  };
  EXPECT_FALSE(refused([](auto&) {}));
  EXPECT_TRUE(refused([](auto& request) { request.set_max_items(0); }));
  EXPECT_TRUE(refused([](auto& request) { request.set_max_items(1001); }));
  EXPECT_TRUE(refused([](auto& request) { request.set_owner(std::string(257, 'x')); }));
  EXPECT_TRUE(refused([](auto& request) { request.clear_lease_duration(); }));
  EXPECT_TRUE(refused([](auto& request) { request.mutable_lease_duration()->set_seconds(3601); }));
  EXPECT_TRUE(refused([](auto& request) { request.mutable_wait()->set_seconds(61); }));
  EXPECT_TRUE(refused([](auto& request) { request.mutable_wait()->set_seconds(-1); }));
}

TEST_F(WorkHandlerTest, AWaitEndsBeforeTheDeadlineOfTheCall) {
  LeaseWorkRequest request = GoodRequest();
  request.mutable_wait()->set_seconds(60);
  LeaseWorkResponse response;
  const CallContext call(absl::Now() + absl::Seconds(1));
  EXPECT_TRUE(LeaseWork(request, response, call).ok());
  EXPECT_EQ(response.items_size(), 0);
}

TEST_F(WorkHandlerTest, WhatNobodyWaitsForIsNotLeased) {
  Append("a");
  const CancelledSource source;
  LeaseWorkResponse response;
  const CallContext call(absl::InfiniteFuture(), &source);
  EXPECT_TRUE(absl::IsCancelled(LeaseWork(GoodRequest(), response, call)));
  EXPECT_EQ(queue_->Stats().leased, 0);
  EXPECT_EQ(Lease().at(0).attempt, 1);
}

TEST_F(WorkHandlerTest, AWaitThatIsCancelledLeavesTheLine) {
  LeaseWorkRequest request = GoodRequest();
  request.mutable_wait()->set_seconds(60);
  const CancelledSource source;
  LeaseWorkResponse response;
  const CallContext call(absl::InfiniteFuture(), &source);
  EXPECT_TRUE(absl::IsCancelled(LeaseWork(request, response, call)));
}

TEST_F(WorkHandlerTest, SettlementsFailOneByOne) {
  Append("a");
  const LeasedWork work = Lease().at(0);
  SettleWorkRequest request;
  request.add_settlements()->set_lease_id(work.lease_id);  // no action
  request.add_settlements()->mutable_extend();             // no duration
  request.add_settlements()->mutable_complete();           // no lease
  auto* good = request.add_settlements();
  good->set_lease_id(work.lease_id);
  good->mutable_complete();
  SettleWorkResponse response;
  EXPECT_TRUE(handler_->SettleWork(CallContext(), request, &response).ok());
  ASSERT_EQ(response.statuses_size(), 4);
  EXPECT_EQ(response.statuses(0).code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(response.statuses(1).code(), static_cast<int>(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(response.statuses(2).code(), static_cast<int>(absl::StatusCode::kNotFound));
  EXPECT_EQ(response.statuses(3).code(), 0);
  request.clear_settlements();
  EXPECT_TRUE(absl::IsInvalidArgument(handler_->SettleWork(CallContext(), request, &response)));
}

}  // namespace
}  // namespace standpoint
