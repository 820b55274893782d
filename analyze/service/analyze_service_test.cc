// The service over a real server, its analysis in child processes of this very test and in process.

#include "analyze/service/analyze_service.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/client/analyze_client.h"
#include "analyze/client/grpc_analyze_client.h"
#include "analyze/pipeline/analyzer.h"
#include "analyze/service/analysis_child.h"
#include "analyze/service/analyze_handler.h"
#include "analyze/service/analyze_parts.h"
#include "analyze/service/worker_options.h"
#include "common/concurrency/executor.h"
#include "common/metrics/metrics.h"
#include "common/rpc/call_context.h"
#include "common/rpc/call_runner.h"
#include "common/rpc/server.h"
#include "common/status/errors.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/v1/analyze_service.pb.h"

namespace standpoint {
namespace {

constexpr char kText[] = "The controls have failed. Officials said that the ban would slow rivals.";

absl::Time Soon() { return absl::Now() + absl::Seconds(30); }

// Parameter: whether analysis runs in child processes.
class AnalyzeServiceTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    internal::v1::AnalyzeConfig settings;
    settings.set_isolated(GetParam());
    settings.set_processes(2);
    settings.set_max_request_bytes(100'000);
    auto parts = AnalyzeParts::Build(settings, metrics_);
    ASSERT_TRUE(parts.ok()) << parts.status();
    parts_ = *std::move(parts);
    internal::v1::ServerConfig server;
    server.set_address("localhost:0");
    runner_ = std::make_unique<CallRunner>(server, executor_, metrics_);
    service_ = std::make_unique<AnalyzeServiceImpl>(parts_->handler(), *runner_);
    auto started =
        RpcServer::Start(server, {{v1::AnalyzeService::service_full_name(), service_.get()}});
    ASSERT_TRUE(started.ok()) << started.status();
    server_ = *std::move(started);
    remote_ = std::make_unique<GrpcAnalyzeClient>(server_->InProcessChannel());
  }

  std::vector<AnalyzeClient*> Clients() { return {&parts_->client(), remote_.get()}; }

  Metrics metrics_;
  Executor executor_{"analyze", 2, 8};
  std::unique_ptr<AnalyzeParts> parts_;
  std::unique_ptr<CallRunner> runner_;
  std::unique_ptr<AnalyzeServiceImpl> service_;
  std::unique_ptr<RpcServer> server_;
  std::unique_ptr<GrpcAnalyzeClient> remote_;
};

TEST_P(AnalyzeServiceTest, AnswersAsTheAnalyzerDoes) {
  const auto expected = parts_->analyzer().Analyze(kText);
  ASSERT_TRUE(expected.ok());
  ASSERT_GT(expected->claims_size(), 0);
  for (AnalyzeClient* client : Clients()) {
    const auto analysis = client->AnalyzeText(kText, Soon());
    ASSERT_TRUE(analysis.ok()) << analysis.status();
    EXPECT_EQ(analysis->ShortDebugString(), expected->ShortDebugString());
  }
}

TEST_P(AnalyzeServiceTest, TellsWhatTheStepsTook) {
  EXPECT_EQ(parts_->documents().Times().segment, absl::ZeroDuration());
  ASSERT_TRUE(parts_->client().AnalyzeText(kText, Soon()).ok());
  const StepTimes times = parts_->documents().Times();
  for (const absl::Duration step : {times.segment, times.encode, times.claim, times.stance}) {
    EXPECT_GT(step, absl::ZeroDuration());
    EXPECT_LT(step, absl::Seconds(30));
  }
  EXPECT_NE(metrics_.Text().find("standpoint_analysis_step_seconds_total{step=\"claim\"}"),
            std::string::npos);
}

TEST_P(AnalyzeServiceTest, TermsAndJudgementsAreThoseOfTheAnalyzer) {
  const std::vector<std::string> claims(130, "the controls have failed");
  for (AnalyzeClient* client : Clients()) {
    const auto features = client->AnalyzeProposition("The controls failed", Soon());
    ASSERT_TRUE(features.ok()) << features.status();
    EXPECT_EQ(features->terms, parts_->analyzer().Terms("The controls failed"));
    EXPECT_EQ(features->embedding, parts_->analyzer().Embed("The controls failed"));
    EXPECT_FALSE(features->embedding.empty());
    const auto judgements = client->Judge("The controls failed", claims, Soon());
    ASSERT_TRUE(judgements.ok()) << judgements.status();
    ASSERT_EQ(judgements->size(), claims.size());
    EXPECT_EQ(judgements->back().relation(),
              parts_->analyzer().Judge("The controls failed", claims).back().relation());
  }
}

TEST_P(AnalyzeServiceTest, LimitsAreNamedByField) {
  const std::vector<std::string> none;
  const std::vector<std::string> one = {"claim"};
  const std::vector<std::string> many(1'001, "claim");
  const std::vector<std::string> long_one = {"short", std::string(10'001, 'x')};
  EXPECT_TRUE(absl::StartsWith(
      remote_->AnalyzeText(std::string(100'001, 'x'), Soon()).status().message(), "text: "));
  for (AnalyzeClient* client : Clients()) {
    for (const std::string& bad : {std::string(), std::string(2'001, 'x')}) {
      EXPECT_EQ(ErrorReason(client->AnalyzeProposition(bad, Soon()).status()), "INVALID_FIELD");
      EXPECT_EQ(ErrorReason(client->Judge(bad, one, Soon()).status()), "INVALID_FIELD");
    }
    EXPECT_EQ(ErrorReason(client->Judge("p", none, Soon()).status()), "INVALID_FIELD");
    EXPECT_EQ(ErrorReason(client->Judge("p", many, Soon()).status()), "INVALID_FIELD");
    EXPECT_TRUE(
        absl::StartsWith(client->Judge("p", long_one, Soon()).status().message(), "claims[1]: "));
  }
}

TEST_P(AnalyzeServiceTest, AMalformedTextIsTheCallersFault) {
  EXPECT_EQ(ErrorReason(parts_->client().AnalyzeText("a\xff", Soon()).status()), "INVALID_FIELD");
}

TEST_P(AnalyzeServiceTest, TheReadMaskIsKept) {
  v1::AnalyzeTextRequest request;
  request.set_text(kText);
  v1::AnalyzeTextResponse response;
  ASSERT_TRUE(parts_->handler().AnalyzeText(CallContext(), request, &response).ok());
  EXPECT_GT(response.analysis().claims_size(), 0);
  EXPECT_EQ(response.analysis().claims(0).terms_size(), 0);

  request.mutable_read_mask()->add_paths("claims.terms");
  ASSERT_TRUE(parts_->handler().AnalyzeText(CallContext(), request, &response).ok());
  EXPECT_GT(response.analysis().claims(0).terms_size(), 0);
  EXPECT_EQ(response.analysis().claims(0).text(), "");

  request.mutable_read_mask()->add_paths("claims.colour");
  EXPECT_EQ(ErrorReason(parts_->handler().AnalyzeText(CallContext(), request, &response)),
            "INVALID_FIELD");
}

TEST_P(AnalyzeServiceTest, AnEmptyTextHasNothing) {
  const auto analysis = remote_->AnalyzeText("", Soon());
  ASSERT_TRUE(analysis.ok()) << analysis.status();
  EXPECT_EQ(analysis->claims_size(), 0);
}

INSTANTIATE_TEST_SUITE_P(BothWays, AnalyzeServiceTest, testing::Bool(),
                         [](const auto& info) { return info.param ? "Isolated" : "InProcess"; });

TEST(AnalyzePartsTest, AMissingLexiconIsToldAtTheStart) {
  Metrics metrics;
  internal::v1::AnalyzeConfig settings;
  settings.set_lexicon_dir("/no/such/folder");
  EXPECT_TRUE(absl::IsNotFound(AnalyzeParts::Build(settings, metrics).status()));
}

TEST(WorkerOptionsTest, DefaultsAndGivenValues) {
  internal::v1::WorkerConfig settings;
  settings.set_max_documents_in_flight(7);
  settings.set_owner("me");
  const auto options = MakeWorkerOptions(settings, 3);
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->held.documents, 7);
  EXPECT_EQ(options->owner, "me");
  EXPECT_EQ(options->lease_duration, absl::Minutes(1));
  EXPECT_EQ(options->commit.bytes, 4 << 20);
  EXPECT_FALSE(MakeWorkerOptions({}, 1)->owner.empty());
}

}  // namespace
}  // namespace standpoint

int main(int argc, char** argv) {
  if (standpoint::MaybeRunAnalysisChild(argc, argv)) {
    return 0;
  }
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
