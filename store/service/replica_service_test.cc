// A store on a log over gRPC: what it answers while it catches up, serves and has stopped.

#include <grpcpp/client_context.h>

#include <filesystem>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "gtest/gtest.h"
#include "standpoint/internal/v1/replica.grpc.pb.h"
#include "standpoint/v1/query_service.grpc.pb.h"
#include "store/client/grpc_store_client.h"
#include "store/replica/memory_log.h"
#include "store/replica/random_log.h"
#include "store/service/replica_parts.h"
#include "store/service/store_parts.h"
#include "store/service/store_services.h"
#include "store/testing/random_documents.h"

namespace standpoint {
namespace {

using internal::v1::ReplicaStatus;

internal::v1::ServerConfig Settings() {
  internal::v1::ServerConfig settings;
  settings.set_address("localhost:0");
  return settings;
}

class ReplicaServiceTest : public testing::Test {
 protected:
  ReplicaServiceTest() : data_dir_(testing::TempDir() + "/replica_store") {
    std::filesystem::remove_all(data_dir_);
    parts_ = *StoreParts::Open(data_dir_, {}, nullptr, metrics_);
    replica_ =
        *ReplicaParts::Make({}, /*analysis_partitions=*/2, log_.NewReader(), *parts_, metrics_);
    services_ = std::make_unique<StoreServices>(*parts_, runner_, executor_, &replica_->standing());
    server_ = *RpcServer::Start(Settings(), services_->List());
    const auto channel = server_->InProcessChannel();
    queries_ = v1::QueryService::NewStub(channel);
    replicas_ = internal::v1::ReplicaService::NewStub(channel);
    health_ = grpc::health::v1::Health::NewStub(channel);
    client_ = std::make_unique<GrpcStoreClient>(channel);
  }
  ~ReplicaServiceTest() override {
    client_.reset();
    server_.reset();
    replica_->Shutdown();
  }

  // Starts to apply, and waits until health is told for the first time.
  void Start() {
    replica_->Start([this](bool serving) {
      server_->SetServing(v1::QueryService::service_full_name(), serving);
      absl::MutexLock lock(&mu_);
      told_ = true;
    });
    absl::MutexLock lock(&mu_);
    mu_.Await(absl::Condition(&told_));
  }

  absl::Status Query() {
    grpc::ClientContext context;
    v1::ListCorporaResponse response;
    return FromGrpcStatus(queries_->ListCorpora(&context, {}, &response));
  }

  bool Serving() {
    grpc::ClientContext context;
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(v1::QueryService::service_full_name());
    grpc::health::v1::HealthCheckResponse response;
    EXPECT_TRUE(health_->Check(&context, request, &response).ok());
    return response.status() == grpc::health::v1::HealthCheckResponse::SERVING;
  }

  ReplicaStatus Status() {
    grpc::ClientContext context;
    ReplicaStatus status;
    EXPECT_TRUE(replicas_->GetReplicaStatus(&context, {}, &status).ok());
    return status;
  }

  absl::StatusOr<bool> IsApplied(const std::string& name, int64_t revision) {
    grpc::ClientContext context;
    internal::v1::GetAppliedDocumentsRequest request;
    request.add_documents()->set_name(name);
    request.mutable_documents(0)->set_revision(revision);
    internal::v1::GetAppliedDocumentsResponse response;
    const absl::Status status =
        FromGrpcStatus(replicas_->GetAppliedDocuments(&context, request, &response));
    if (!status.ok()) {
      return status;
    }
    return response.applied(0);
  }

  const std::string data_dir_;
  MemoryLog log_{2};
  RandomDocuments random_{1};
  Metrics metrics_;
  Executor executor_{"store", 2, 16};
  CallRunner runner_{Settings(), executor_, metrics_};
  absl::Mutex mu_;
  bool told_ ABSL_GUARDED_BY(mu_) = false;
  std::unique_ptr<StoreParts> parts_;
  std::unique_ptr<ReplicaParts> replica_;
  std::unique_ptr<StoreServices> services_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<v1::QueryService::Stub> queries_;
  std::unique_ptr<internal::v1::ReplicaService::Stub> replicas_;
  std::unique_ptr<grpc::health::v1::Health::Stub> health_;
  std::unique_ptr<GrpcStoreClient> client_;
};

TEST_F(ReplicaServiceTest, RefusesQueriesUntilItHasCaughtUp) {
  EXPECT_FALSE(Serving());
  const absl::Status refused = Query();
  EXPECT_EQ(refused.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(refused), "CATCHING_UP");
  EXPECT_EQ(Status().state(), ReplicaStatus::STATE_CATCHING_UP);
  log_.Append(0, CommitRecord(random_.Next("corpora/news/documents/a", 5)), absl::Now());
  Start();
  EXPECT_TRUE(Serving());
  EXPECT_TRUE(Query().ok());
  const ReplicaStatus status = Status();
  EXPECT_EQ(status.state(), ReplicaStatus::STATE_SERVING);
  EXPECT_EQ(status.log().cluster_id(), "memory");
  EXPECT_EQ(status.partitions_size(), 2);
}

TEST_F(ReplicaServiceTest, TakesNoCommitsAndTellsWhatIsApplied) {
  log_.Append(0, CommitRecord(random_.Next("corpora/news/documents/a", 5)), absl::Now());
  Start();
  const absl::Status refused = client_->Commit({random_.Next("corpora/news/documents/b", 5)})[0];
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(refused), "STORE_ON_LOG");
  EXPECT_EQ(ErrorReason(client_->Remove("corpora/news/documents/a", 9).status()), "STORE_ON_LOG");
  EXPECT_EQ(ErrorReason(client_->RemoveCorpus("corpora/news", 9, false).status()), "STORE_ON_LOG");
  EXPECT_FALSE(*IsApplied("corpora/news/documents/b", 5));
  EXPECT_EQ(ErrorReason(IsApplied("corpora/news", 5).status()), "INVALID_FIELD");
  EXPECT_EQ(ErrorReason(IsApplied("corpora/news/documents/b", 0).status()), "INVALID_FIELD");
}

TEST_F(ReplicaServiceTest, AHoleIsToldToWhoeverAsks) {
  for (int i = 0; i < 3; ++i) {
    log_.Append(1, CommitRecord(random_.Next("corpora/news/documents/a", 5 + i)), absl::Now());
  }
  log_.DropBefore(1, 2);
  Start();
  EXPECT_FALSE(Serving());
  const absl::Status refused = Query();
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ErrorReason(refused), "LOG_HOLE");
  EXPECT_EQ(Status().state(), ReplicaStatus::STATE_STOPPED);
  EXPECT_EQ(Status().reason(), "LOG_HOLE");
  EXPECT_TRUE(
      absl::StrContains(metrics_.Text(), "standpoint_replica_stopped{reason=\"LOG_HOLE\"} 1"));
}

TEST_F(ReplicaServiceTest, SettingsThatDoNotGoTogetherAreRefused) {
  const auto reason = [&](const internal::v1::ReplicaConfig& settings) {
    return ErrorReason(
        ReplicaParts::Make(settings, 2, log_.NewReader(), *parts_, metrics_).status());
  };
  internal::v1::ReplicaConfig beyond;
  beyond.set_shard_index(2);
  beyond.set_shard_count(2);
  EXPECT_EQ(reason(beyond), "INVALID_FIELD");
  internal::v1::ReplicaConfig many;
  many.set_shard_count(3);
  EXPECT_EQ(reason(many), "INVALID_FIELD");
  internal::v1::ReplicaConfig twice;
  twice.add_partitions(1);
  twice.add_partitions(1);
  EXPECT_EQ(reason(twice), "INVALID_FIELD");
}

}  // namespace
}  // namespace standpoint
