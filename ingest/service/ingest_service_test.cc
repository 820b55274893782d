// A real server and real clients over the loopback.

#include "ingest/service/ingest_service.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "common/status/errors.h"
#include "common/status/rpc_status.h"
#include "gtest/gtest.h"
#include "ingest/pipeline/held_queue.h"
#include "ingest/service/ingest_parts.h"
#include "standpoint/v1/ingest_service.grpc.pb.h"
#include "store/client/fake_store_client.h"

namespace standpoint {
namespace {

using Stream =
    grpc::ClientReaderWriter<v1::StreamIngestDocumentsRequest, v1::StreamIngestDocumentsResponse>;

internal::v1::ServerConfig LocalServer() {
  internal::v1::ServerConfig settings;
  settings.set_address("localhost:0");
  return settings;
}

void SetTimeout(grpc::ClientContext& context) {
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
}

v1::StreamIngestDocumentsRequest Item(int64_t sequence, const std::string& content) {
  v1::StreamIngestDocumentsRequest request;
  request.set_sequence(sequence);
  request.mutable_input()->set_content(content);
  if (sequence == 0) {
    request.set_parent("corpora/c");
  }
  return request;
}

// Executor, runner and server, around services that a test makes.
class Served {
 public:
  explicit Served(int threads = 2)
      : executor_("test", threads, 64), runner_(LocalServer(), executor_, metrics_) {}

  void Start(const std::vector<RpcService>& services) {
    auto started = RpcServer::Start(LocalServer(), services);
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = *std::move(started);
    stub_ = v1::IngestService::NewStub(
        grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials()));
  }

  void Stop() {
    server_->Shutdown(absl::Seconds(30));
    executor_.Shutdown();
  }

  Metrics metrics_;
  Executor executor_;
  CallRunner runner_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<v1::IngestService::Stub> stub_;
};

// Over everything that ingests, RocksDB queue included.
class IngestServiceTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string data = absl::StrCat(testing::TempDir(), "/data");
    std::filesystem::remove_all(data);
    auto built = IngestParts::Build({}, {}, data,
                                    {.store = &store_,
                                     .executor = &served_.executor_,
                                     .runner = &served_.runner_,
                                     .metrics = &served_.metrics_});
    ASSERT_TRUE(built.ok()) << built.status();
    parts_ = *std::move(built);
    served_.Start(parts_->services());
  }

  void TearDown() override {
    parts_->StopTakingWork();
    served_.Stop();
    parts_->Shutdown();
  }

  v1::IngestService::Stub& stub() { return *served_.stub_; }

  Served served_;
  FakeStoreClient store_;
  std::unique_ptr<IngestParts> parts_;
};

TEST_F(IngestServiceTest, UnaryIngestAndDelete) {
  v1::IngestDocumentRequest request;
  request.set_parent("corpora/c");
  request.mutable_input()->set_content("The minister said that the tariff would stay.");
  v1::IngestDocumentResponse response;
  {
    grpc::ClientContext context;
    SetTimeout(context);
    const grpc::Status status = stub().IngestDocument(&context, request, &response);
    ASSERT_TRUE(status.ok()) << status.error_message();
    EXPECT_EQ(response.outcome(), v1::INGEST_OUTCOME_ACCEPTED);
    EXPECT_EQ(response.text_size(), 45);
  }
  EXPECT_EQ(parts_->queue().Stats().waiting, 1);
  v1::DeleteDocumentRequest remove;
  remove.set_name(response.document());
  google::protobuf::Empty empty;
  grpc::ClientContext context;
  EXPECT_TRUE(stub().DeleteDocument(&context, remove, &empty).ok());
  grpc::ClientContext again;
  EXPECT_EQ(stub().DeleteDocument(&again, remove, &empty).error_code(),
            grpc::StatusCode::NOT_FOUND);
}

TEST_F(IngestServiceTest, ErrorsCarryTheirDetails) {
  v1::IngestDocumentRequest request;
  request.set_parent("corpora/c");
  request.mutable_input()->set_content("%PDF-1.7");
  v1::IngestDocumentResponse response;
  grpc::ClientContext context;
  const absl::Status status = FromGrpcStatus(stub().IngestDocument(&context, request, &response));
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(status), "UNSUPPORTED_MEDIA_TYPE");
}

TEST_F(IngestServiceTest, MessagesOverTheLimitAreRefusedAndTheServerGoesOn) {
  v1::IngestDocumentRequest request;
  request.set_parent("corpora/c");
  request.mutable_input()->set_content(std::string(100 << 20, 'a'));
  v1::IngestDocumentResponse response;
  {
    grpc::ClientContext context;
    SetTimeout(context);
    EXPECT_EQ(stub().IngestDocument(&context, request, &response).error_code(),
              grpc::StatusCode::RESOURCE_EXHAUSTED);
  }
  request.mutable_input()->set_content("Small.");
  grpc::ClientContext context;
  SetTimeout(context);
  EXPECT_TRUE(stub().IngestDocument(&context, request, &response).ok());
}

TEST_F(IngestServiceTest, AnExpiredDeadlineIsToldSo) {
  v1::IngestDocumentRequest request;
  request.set_parent("corpora/c");
  request.mutable_input()->set_content("Text.");
  v1::IngestDocumentResponse response;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() - std::chrono::seconds(1));
  EXPECT_EQ(stub().IngestDocument(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(IngestServiceTest, ABatchWithABadItem) {
  v1::BatchIngestDocumentsRequest request;
  request.set_parent("corpora/c");
  request.add_inputs()->set_content("First.");
  request.add_inputs();
  request.add_inputs()->set_content("First.");
  v1::BatchIngestDocumentsResponse response;
  grpc::ClientContext context;
  SetTimeout(context);
  ASSERT_TRUE(stub().BatchIngestDocuments(&context, request, &response).ok());
  ASSERT_EQ(response.results_size(), 3);
  EXPECT_EQ(response.results(0).response().outcome(), v1::INGEST_OUTCOME_ACCEPTED);
  EXPECT_TRUE(absl::StartsWith(response.results(1).error().message(), "inputs[1].content"));
  EXPECT_EQ(response.results(2).response().outcome(), v1::INGEST_OUTCOME_ALREADY_EXISTS);
  grpc::ClientContext other;
  v1::BatchIngestDocumentsRequest empty;
  empty.set_parent("corpora/c");
  EXPECT_EQ(stub().BatchIngestDocuments(&other, empty, &response).error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(IngestServiceTest, AStreamAnswersEveryItemOnce) {
  constexpr int kItems = 2000;
  grpc::ClientContext context;
  SetTimeout(context);
  const std::unique_ptr<Stream> stream = stub().StreamIngestDocuments(&context);
  std::thread writer([&] {
    for (int i = 0; i < kItems; ++i) {
      // Every tenth is a repeat, every hundredth is bad.
      ASSERT_TRUE(stream->Write(
          Item(i, i % 100 == 99 ? "" : absl::StrCat("Item ", i % 10 == 5 ? 0 : i, "."))));
    }
    stream->WritesDone();
  });
  std::set<int64_t> answered;
  int accepted = 0;
  int known = 0;
  int bad = 0;
  v1::StreamIngestDocumentsResponse response;
  while (stream->Read(&response)) {
    EXPECT_TRUE(answered.insert(response.sequence()).second);
    bad += response.result().has_error();
    accepted += response.result().response().outcome() == v1::INGEST_OUTCOME_ACCEPTED;
    known += response.result().response().outcome() == v1::INGEST_OUTCOME_ALREADY_EXISTS;
  }
  writer.join();
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_EQ(answered.size(), static_cast<size_t>(kItems));
  EXPECT_EQ(bad, 20);
  EXPECT_EQ(known, 200);
  EXPECT_EQ(accepted, kItems - 220);
  EXPECT_EQ(parts_->queue().Stats().waiting, accepted);
}

TEST_F(IngestServiceTest, AStreamNeedsItsParentAndInput) {
  grpc::ClientContext context;
  SetTimeout(context);
  const std::unique_ptr<Stream> stream = stub().StreamIngestDocuments(&context);
  stream->Write(Item(7, "No parent."));
  v1::StreamIngestDocumentsRequest no_input;
  no_input.set_parent("corpora/c");
  no_input.set_sequence(8);
  stream->Write(no_input);
  stream->WritesDone();
  std::map<int64_t, std::string> errors;
  v1::StreamIngestDocumentsResponse response;
  while (stream->Read(&response)) {
    errors[response.sequence()] = response.result().error().message();
  }
  EXPECT_TRUE(stream->Finish().ok());
  EXPECT_TRUE(absl::StartsWith(errors[7], "parent:")) << errors[7];
  EXPECT_TRUE(absl::StartsWith(errors[8], "input:")) << errors[8];
}

TEST_F(IngestServiceTest, ACancelledStreamLeavesNothingBehind) {
  for (int i = 0; i < 20; ++i) {
    grpc::ClientContext context;
    SetTimeout(context);
    const std::unique_ptr<Stream> stream = stub().StreamIngestDocuments(&context);
    for (int item = 0; item < i; ++item) {
      stream->Write(Item(item, absl::StrCat("Cancelled ", item, ".")));
    }
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
}

// Over a queue that the test holds back, so that the window and the drain can be seen.
class HeldStreamTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string directory = absl::StrCat(testing::TempDir(), "/register");
    std::filesystem::remove_all(directory);
    documents_ = *DocumentRegister::Open(directory, Clock::Real());
    ingestor_ = std::make_unique<Ingestor>(PrepareLimits(), documents_.get(), &queue_, &store_,
                                           Clock::Real(), served_.metrics_);
    service_ = std::make_unique<IngestService>(*ingestor_, served_.executor_, served_.runner_,
                                               StreamWindow{.max_items = 4, .max_bytes = 1 << 20});
    served_.Start({{v1::IngestService::service_full_name(), service_.get()}});
  }

  void TearDown() override {
    service_->DrainStreams();
    queue_.Release();
    served_.Stop();
  }

  Served served_;
  HeldQueue queue_;
  FakeStoreClient store_;
  std::unique_ptr<DocumentRegister> documents_;
  std::unique_ptr<Ingestor> ingestor_;
  std::unique_ptr<IngestService> service_;
};

TEST_F(HeldStreamTest, ReadsNoFurtherThanItsWindow) {
  grpc::ClientContext context;
  SetTimeout(context);
  const std::unique_ptr<Stream> stream = served_.stub_->StreamIngestDocuments(&context);
  constexpr int kItems = 40;
  std::thread writer([&] {
    for (int i = 0; i < kItems; ++i) {
      stream->Write(Item(i, absl::StrCat("Item ", i, ".")));
    }
    stream->WritesDone();
  });
  int answered = 0;
  v1::StreamIngestDocumentsResponse response;
  while (answered < kItems) {
    // Never more than the window waits, however much the client has sent.
    queue_.AwaitHeld(std::min(4, kItems - answered));
    const int released = queue_.Release();
    EXPECT_LE(released, 4);
    for (int i = 0; i < released; ++i) {
      ASSERT_TRUE(stream->Read(&response));
    }
    answered += released;
  }
  writer.join();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_TRUE(stream->Finish().ok());
}

TEST_F(HeldStreamTest, ADrainAnswersWhatWasAccepted) {
  grpc::ClientContext context;
  SetTimeout(context);
  const std::unique_ptr<Stream> stream = served_.stub_->StreamIngestDocuments(&context);
  stream->Write(Item(0, "One."));
  stream->Write(Item(1, "Two."));
  queue_.AwaitHeld(2);
  service_->DrainStreams();
  queue_.Release();
  v1::StreamIngestDocumentsResponse response;
  int answered = 0;
  while (stream->Read(&response)) {
    answered += response.result().response().outcome() == v1::INGEST_OUTCOME_ACCEPTED;
  }
  EXPECT_EQ(answered, 2);
  const absl::Status status = FromGrpcStatus(stream->Finish());
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ErrorReason(status), "SERVER_DRAINING");

  grpc::ClientContext late;
  SetTimeout(late);
  EXPECT_EQ(served_.stub_->StreamIngestDocuments(&late)->Finish().error_code(),
            grpc::StatusCode::UNAVAILABLE);
}

}  // namespace
}  // namespace standpoint
