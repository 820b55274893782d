#include "analyze/pipeline/analyzer.h"

#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

using ::testing::ElementsAre;

class AnalyzerTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { analyzer_ = Analyzer::Load().value().release(); }
  static const Analyzer& analyzer() { return *analyzer_; }

 private:
  static Analyzer* analyzer_;
};

Analyzer* AnalyzerTest::analyzer_ = nullptr;

TEST_F(AnalyzerTest, ClaimsCarrySpansAuthorAndTerms) {
  const std::string text = "The dam is leaking. It was built in 1931.";
  const v1::Analysis analysis = analyzer().Analyze(text).value();
  ASSERT_EQ(analysis.claims_size(), 2);
  const v1::Claim& claim = analysis.claims(0);
  EXPECT_EQ(claim.text(), "The dam is leaking");
  EXPECT_EQ(text.substr(claim.span().begin(), claim.span().end() - claim.span().begin()),
            claim.text());
  ASSERT_EQ(claim.holders_size(), 1);
  EXPECT_EQ(claim.holders(0).kind(), v1::HOLDER_KIND_AUTHOR);
  EXPECT_THAT(std::vector<std::string>(claim.terms().begin(), claim.terms().end()),
              ElementsAre("dam", "leak"));
  EXPECT_EQ(analysis.sentences_size(), 2);
  EXPECT_EQ(analysis.token_count(), 11);
  EXPECT_EQ(analysis.analyzer().model_digest(), analyzer().identity().model_digest());
}

TEST_F(AnalyzerTest, ClaimsHaveTheirPartsAndScores) {
  const v1::Analysis analysis =
      analyzer().Analyze("The ministry cut taxes by 4 percent in May.").value();
  ASSERT_EQ(analysis.claims_size(), 1);
  const v1::Claim& claim = analysis.claims(0);
  EXPECT_EQ(claim.structure().subject().text(), "The ministry");
  EXPECT_EQ(claim.structure().predicate().text(), "cut");
  EXPECT_EQ(claim.structure().object().text(), "taxes");
  ASSERT_EQ(claim.structure().arguments_size(), 2);
  EXPECT_EQ(claim.structure().arguments(0).marker(), "by");
  EXPECT_EQ(claim.structure().arguments(0).phrase().text(), "4 percent");
  ASSERT_EQ(claim.structure().quantities_size(), 1);
  EXPECT_EQ(claim.structure().quantities(0).text(), "4 percent");
  ASSERT_EQ(claim.structure().times_size(), 1);
  EXPECT_EQ(claim.structure().times(0).text(), "in May");
  EXPECT_GT(claim.factuality(), 0.5);
  EXPECT_GT(claim.check_worthiness(), 0.5);
}

// "organization Ministry of Trade: Ministry of Trade", one line for each.
std::string EntitiesText(const std::string& text, const v1::Claim& claim) {
  std::string out;
  for (const v1::ClaimEntity& entity : claim.entities()) {
    absl::StrAppend(&out, v1::EntityKind_Name(entity.kind()).substr(12), " ", entity.name(), ":");
    for (const v1::Span& span : entity.mentions()) {
      absl::StrAppend(&out, " ", text.substr(span.begin(), span.end() - span.begin()));
    }
    out += "\n";
  }
  return out;
}

TEST_F(AnalyzerTest, ClaimsTellWhomAndWhatTheyName) {
  const std::string text =
      "Margaret Thompson leads the Harbour Licensing Board (HLB) in Hamburg. Thompson closed the "
      "port of Hamburg. She blamed the HLB.";
  const v1::Analysis analysis = analyzer().Analyze(text).value();
  ASSERT_EQ(analysis.claims_size(), 3);
  EXPECT_EQ(EntitiesText(text, analysis.claims(0)),
            "PERSON Margaret Thompson: Margaret Thompson\n"
            "ORGANIZATION Harbour Licensing Board: Harbour Licensing Board HLB\n"
            "PLACE Hamburg: Hamburg\n");
  EXPECT_EQ(EntitiesText(text, analysis.claims(1)),
            "PERSON Margaret Thompson: Thompson\nPLACE Hamburg: Hamburg\n");
  EXPECT_EQ(EntitiesText(text, analysis.claims(2)),
            "PERSON Margaret Thompson: She\nORGANIZATION Harbour Licensing Board: HLB\n");
}

TEST_F(AnalyzerTest, EmptyTextHasNoClaims) {
  const v1::Analysis analysis = analyzer().Analyze("").value();
  EXPECT_EQ(analysis.claims_size(), 0);
  EXPECT_EQ(analysis.sentences_size(), 0);
}

TEST_F(AnalyzerTest, MalformedUtf8IsRefused) {
  const absl::Status status = analyzer().Analyze("caf\xE9 closed").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ErrorReason(status), "INVALID_FIELD");
}

TEST_F(AnalyzerTest, PassedDeadlineStopsTheAnalysis) {
  const absl::Status status = analyzer().Analyze("The dam is leaking.", absl::UnixEpoch()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(ErrorReason(status), "ANALYSIS_DEADLINE");
}

TEST_F(AnalyzerTest, TimesAreAddedUp) {
  StepTimes times;
  ASSERT_TRUE(analyzer().Analyze("The dam is leaking.", absl::InfiniteFuture(), &times).ok());
  EXPECT_GT(times.segment, absl::ZeroDuration());
  EXPECT_GT(times.claim, absl::ZeroDuration());
}

TEST_F(AnalyzerTest, TermsAreStemsWithoutStopWords) {
  EXPECT_THAT(analyzer().Terms("The U.S. controls don't work; controlling failed"),
              ElementsAre("u.s", "control", "work", "fail"));
}

TEST_F(AnalyzerTest, ATopicIsJudgedByWhoIsForIt) {
  const std::vector<std::string> claims = {"the harbour toll should be abolished at once",
                                           "the harbour toll is good and should be supported"};
  std::vector<v1::Judgement> judgements = analyzer().Judge("the harbour toll", claims);
  EXPECT_EQ(judgements[0].relation(), v1::RELATION_OPPOSE);
  EXPECT_EQ(judgements[1].relation(), v1::RELATION_SUPPORT);
  judgements = analyzer().Judge("The harbour toll is bad", claims);
  EXPECT_EQ(judgements[1].relation(), v1::RELATION_OPPOSE) << "a sentence is taken as it stands";
}

TEST_F(AnalyzerTest, NamesAreMadeFromPlaceAndHolders) {
  const std::string text = "The dam is leaking. The mayor said that the dam is sound.";
  v1::Analysis first = analyzer().Analyze(text).value();
  v1::Analysis second = analyzer().Analyze(text).value();
  NameResources("corpora/news/documents/d1", first);
  NameResources("corpora/news/documents/d1", second);
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  std::set<std::string> names;
  for (const v1::Claim& claim : first.claims()) {
    EXPECT_TRUE(names.insert(claim.name()).second);
    EXPECT_THAT(claim.name(),
                ::testing::MatchesRegex("corpora/news/documents/d1/claims/[a-z2-7]{16}"));
  }
  EXPECT_EQ(first.document(), "corpora/news/documents/d1");
}

TEST(AnalyzerLoadTest, MissingLexiconDirectoryIsReported) {
  const absl::Status status = Analyzer::Load({"/nonexistent/lexicon"}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ErrorReason(status), "LEXICON_NOT_FOUND");
}

}  // namespace
}  // namespace standpoint
