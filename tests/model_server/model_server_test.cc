// Judgements and polarities of a model server that speaks the KServe v2 protocol, over the network; and its failures.

#include "analyze/remote/model_server.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analyze/remote/remote_models.h"
#include "analyze/service/analyze_parts.h"
#include "common/metrics/metrics.h"
#include "common/rpc/channel.h"
#include "common/status/errors.h"
#include "common/time/clock.h"
#include "standpoint/internal/v1/config.pb.h"
#include "standpoint/v1/stance.pb.h"
#include "tests/model_server/small_model_server.h"

namespace standpoint {
namespace {

constexpr char kProposition[] = "The ban has failed.";

// Sides with what begins with "yes", against what begins with "no", is not concerned by the rest.
std::vector<float> ByFirstWord(const std::vector<std::string>& texts) {
  const std::string& claim = texts[1];
  if (absl::StartsWith(claim, "yes")) return {0.9F, 0.05F, 0.05F, 0};
  if (absl::StartsWith(claim, "no")) return {0.1F, 0.8F, 0.1F, 0};
  return {0, 0, 0.25F, 0.75F};
}

std::vector<float> AlwaysOppose(const std::vector<std::string>&) { return {0, 1, 0}; }

absl::Time Soon() { return absl::Now() + absl::Seconds(30); }

internal::v1::RemoteModelConfig Settings(const SmallModelServer& server) {
  internal::v1::RemoteModelConfig settings;
  settings.set_address(server.address());
  settings.set_relation_model("relation");
  settings.set_max_batch(2);
  settings.mutable_timeout()->set_seconds(20);
  return settings;
}

class RemoteModelsTest : public testing::TestWithParam<AnswerForm> {
 protected:
  SmallModelServer server_{ByFirstWord, GetParam()};
  Metrics metrics_;
};

INSTANTIATE_TEST_SUITE_P(BothForms, RemoteModelsTest,
                         testing::Values(AnswerForm::kContents, AnswerForm::kRaw));

TEST_P(RemoteModelsTest, JudgesInBatches) {
  auto models = RemoteModels::Build(Settings(server_), metrics_);
  ASSERT_TRUE(models.ok()) << models.status();
  const std::vector<std::string> claims = {"yes", "no", "else"};
  const auto judgements = (*models)->Judge(kProposition, claims, Soon());
  ASSERT_EQ(judgements.size(), 3);
  EXPECT_EQ(judgements[0]->relation(), v1::RELATION_SUPPORT);
  EXPECT_FLOAT_EQ(judgements[0]->confidence(), 0.9F);
  EXPECT_EQ(judgements[1]->relation(), v1::RELATION_OPPOSE);
  EXPECT_EQ(judgements[2]->relation(), v1::RELATION_UNRELATED);
  const auto requests = server_.Requests();
  ASSERT_EQ(requests.size(), 2);  // of two claims, and of one
  EXPECT_EQ(requests[0].model_name(), "relation");
  EXPECT_EQ(requests[0].inputs(0).name(), "proposition");
  EXPECT_EQ(requests[0].inputs(0).contents().bytes_contents(1), kProposition);
  EXPECT_EQ(requests[0].inputs(1).name(), "claim");
  EXPECT_EQ(requests[1].inputs(1).shape(0), 1);
}

TEST_P(RemoteModelsTest, RepeatsWhatWasRefused) {
  auto models = RemoteModels::Build(Settings(server_), metrics_);
  server_.FailNext(2, grpc::Status(grpc::StatusCode::UNAVAILABLE, "not yet"));
  const auto judgements = (*models)->Judge(kProposition, {"yes"}, Soon());
  ASSERT_TRUE(judgements[0].has_value());
  EXPECT_EQ(server_.Requests().size(), 3);
}

TEST_P(RemoteModelsTest, LeavesOpenWhatAFailureLeavesOpen) {
  auto models = RemoteModels::Build(Settings(server_), metrics_);
  server_.FailNext(1, grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "no such model"));
  const auto judgements = (*models)->Judge(kProposition, {"yes", "no", "else"}, Soon());
  for (const auto& judgement : judgements) {
    EXPECT_FALSE(judgement.has_value());
  }
  EXPECT_EQ(server_.Requests().size(), 1);  // neither repeated nor followed by the next batch
}

// The clock stands still but for waits, which end at once.
class ImpatientClock final : public FakeClock {
 public:
  bool AwaitUntil(absl::Mutex&, const absl::Condition& condition, absl::Time deadline) override {
    if (deadline > Now()) Advance(deadline - Now());
    return condition.Eval();
  }
};

TEST(ModelServerTest, RestsAfterAFailure) {
  SmallModelServer server(ByFirstWord);
  ImpatientClock clock;
  ModelServer models(Connect(server.address(), {}), 1, clock);
  const TextInput inputs[] = {{"proposition", {kProposition}}, {"claim", {"yes"}}};
  server.FailNext(1, grpc::Status(grpc::StatusCode::UNAVAILABLE, "away"));
  EXPECT_TRUE(absl::IsUnavailable(models.Infer("relation", inputs, 4, Soon()).status()));
  EXPECT_EQ(ErrorReason(models.Infer("relation", inputs, 4, Soon()).status()),
            "MODEL_SERVER_RESTING");
  EXPECT_EQ(server.Requests().size(), 1);
  clock.Advance(absl::Seconds(6));
  EXPECT_TRUE(models.Infer("relation", inputs, 4, Soon()).ok());
}

TEST(ModelServerTest, RefusesAnswersThatAreNoProbabilities) {
  for (const std::vector<float>& row : std::vector<std::vector<float>>{
           {0.5F, 0.5F, 0.5F, 0.5F}, {2, -1, 0, 0}, {1, 0, 0}, {0, 0, 0, 0}}) {
    SmallModelServer server([&row](const std::vector<std::string>&) { return row; });
    ModelServer models(Connect(server.address(), {}), 1);
    const TextInput inputs[] = {{"proposition", {kProposition}}, {"claim", {"yes"}}};
    EXPECT_EQ(ErrorReason(models.Infer("relation", inputs, 4, Soon()).status()),
              "MODEL_ANSWER_MALFORMED");
  }
}

std::unique_ptr<AnalyzeParts> Parts(const internal::v1::RemoteModelConfig& remote,
                                    Metrics& metrics) {
  internal::v1::AnalyzeConfig settings;
  settings.set_isolated(false);
  *settings.mutable_remote() = remote;
  return *AnalyzeParts::Build(settings, metrics);
}

TEST(AnalysisTest, FallsBackToTheBuiltInModelAndSaysSo) {
  SmallModelServer server(ByFirstWord);
  Metrics metrics;
  const auto parts = Parts(Settings(server), metrics);
  auto judgements = *parts->client().Judge(kProposition, {"yes"}, Soon());
  EXPECT_EQ(judgements[0].relation(), v1::RELATION_SUPPORT);
  EXPECT_FALSE(judgements[0].fallback());
  server.FailNext(100, grpc::Status(grpc::StatusCode::INTERNAL, "out of memory"));
  judgements = *parts->client().Judge(kProposition, {"The ban has failed.", "yes"}, Soon());
  ASSERT_EQ(judgements.size(), 2);
  EXPECT_EQ(judgements[0].relation(), v1::RELATION_SUPPORT);
  EXPECT_TRUE(judgements[0].fallback());
  EXPECT_NE(judgements[1].relation(), v1::RELATION_SUPPORT);
  EXPECT_TRUE(judgements[1].fallback());
}

TEST(AnalysisTest, AsksNobodyUnlessAServerIsSet) {
  Metrics metrics;
  const auto parts = Parts({}, metrics);
  const auto judgements = *parts->client().Judge(kProposition, {"The ban has failed."}, Soon());
  EXPECT_FALSE(judgements[0].fallback());
}

TEST(AnalysisTest, TakesTheDirectionOfStancesFromTheServer) {
  constexpr char kText[] = "Rents rose. The mayor praises the new bridge.";
  SmallModelServer server(AlwaysOppose);
  Metrics metrics;
  internal::v1::RemoteModelConfig settings = Settings(server);
  settings.clear_relation_model();
  const auto plain = *Parts({}, metrics)->client().AnalyzeText(kText, Soon());
  ASSERT_GT(plain.stances_size(), 0);
  EXPECT_EQ(plain.stances(0).direction(), v1::DIRECTION_SUPPORT);

  settings.set_polarity_model("polarity");
  const auto asked = *Parts(settings, metrics)->client().AnalyzeText(kText, Soon());
  ASSERT_EQ(asked.stances_size(), plain.stances_size());
  EXPECT_EQ(asked.stances(0).direction(), v1::DIRECTION_OPPOSE);
  EXPECT_NE(asked.analyzer().model_digest(), plain.analyzer().model_digest());
  const auto request = server.Requests().at(0);
  EXPECT_EQ(request.inputs(0).contents().bytes_contents(0), "The mayor praises the new bridge.");
  EXPECT_EQ(request.inputs(1).contents().bytes_contents(0), plain.stances(0).target().text());

  server.FailNext(1, grpc::Status(grpc::StatusCode::INTERNAL, "out of memory"));
  const auto failed = *Parts(settings, metrics)->client().AnalyzeText(kText, Soon());
  EXPECT_EQ(failed.stances(0).direction(), v1::DIRECTION_SUPPORT);
  EXPECT_EQ(failed.analyzer().model_digest(), plain.analyzer().model_digest());
}

}  // namespace
}  // namespace standpoint
