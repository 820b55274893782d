#include "bench/serving/bench_server.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "analyze/pipeline/analyzer.h"
#include "bench/serving/generated_text.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/rpc/testing/echo_service.h"
#include "common/rpc/tune_process.h"
#include "ingest/service/ingest_parts.h"
#include "standpoint/internal/v1/commit.pb.h"
#include "standpoint/internal/v1/config.pb.h"
#include "store/service/store_parts.h"
#include "store/service/store_services.h"

namespace standpoint {
namespace {

constexpr int kStoredDocuments = 500;
constexpr int kStoredTextBytes = 1000;

template <typename T>
T OrDie(absl::StatusOr<T> value) {
  if (!value.ok()) {
    absl::FPrintF(stderr, "%s\n", value.status().ToString());
    std::exit(1);
  }
  return *std::move(value);
}

internal::v1::ServerConfig Loopback() {
  internal::v1::ServerConfig settings;
  settings.set_address("127.0.0.1:0");
  return settings;
}

}  // namespace

struct BenchServer::Parts {
  explicit Parts(const std::string& directory)
      : executor("bench", 2, 1000),
        runner(Loopback(), executor, metrics),
        store(OrDie(StoreParts::Open(absl::StrCat(directory, "/store"), {}, nullptr, metrics))),
        store_services(*store, runner, executor),
        ingest(OrDie(IngestParts::Build({}, {}, absl::StrCat(directory, "/ingest"),
                                        {&store->client(), &executor, &runner, &metrics}))),
        echo(runner) {
    std::vector<RpcService> services = store_services.List();
    for (const RpcService& service : ingest->services()) {
      services.push_back(service);
    }
    services.push_back({echo::v1::EchoService::service_full_name(), &echo});
    server = OrDie(RpcServer::Start(Loopback(), services));
    channel = Connect(server->address(), {});
  }

  ~Parts() {
    ingest->StopTakingWork();
    server->Shutdown(absl::Seconds(10));
    ingest->Shutdown();
  }

  Metrics metrics;
  Executor executor;
  CallRunner runner;
  std::unique_ptr<StoreParts> store;
  StoreServices store_services;
  std::unique_ptr<IngestParts> ingest;
  EchoService echo;
  std::unique_ptr<RpcServer> server;
  std::shared_ptr<grpc::Channel> channel;
};

BenchServer::BenchServer(const std::string& directory) {
  TuneProcess(Loopback());
  std::filesystem::create_directories(directory);
  parts_ = std::make_unique<Parts>(directory);
}

BenchServer::~BenchServer() = default;

std::shared_ptr<grpc::Channel> BenchServer::channel() const { return parts_->channel; }

void BenchServer::FillStore() {
  const std::unique_ptr<Analyzer> analyzer = OrDie(Analyzer::Load());
  for (int i = 0; i < kStoredDocuments; ++i) {
    std::vector<internal::v1::AnalyzedDocument> documents(1);
    v1::Document& document = *documents[0].mutable_document();
    document.set_name(absl::StrCat("corpora/bench/documents/filled", i));
    document.set_revision(1);
    document.set_source("bench");
    document.set_text(GeneratedText(0, i, kStoredTextBytes));
    v1::Analysis& analysis = *documents[0].mutable_analysis();
    analysis = OrDie(analyzer->Analyze(document.text()));
    analysis.set_document(document.name());
    analysis.set_revision(1);
    NameResources(document.name(), analysis);
    for (const v1::Claim& claim : analysis.claims()) {
      claim_names_.push_back(claim.name());
    }
    for (const absl::Status& status : parts_->store->client().Commit(documents)) {
      if (!status.ok()) {
        absl::FPrintF(stderr, "%s\n", status.ToString());
        std::exit(1);
      }
    }
  }
}

}  // namespace standpoint
