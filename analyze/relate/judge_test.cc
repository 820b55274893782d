#include "analyze/relate/judge.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/lexicon/lexicon.h"
#include "analyze/relate/relation_model.h"
#include "gtest/gtest.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

class JudgeTest : public ::testing::Test {
 protected:
  v1::Relation Relation(absl::string_view proposition, const std::string& claim) {
    const std::vector<std::string> claims = {claim};
    return judge_.Judge(proposition, claims).front().relation();
  }

  const std::unique_ptr<const Lexicon> lexicon_ = Lexicon::Load("").value();
  const std::unique_ptr<const RelationModel> model_ = RelationModel::Load().value();
  const PropositionJudge judge_{*lexicon_, *model_};
};

constexpr absl::string_view kQuota = "The fishing quota has failed";

TEST_F(JudgeTest, RestatementSupportsAndNegationOpposes) {
  EXPECT_EQ(Relation(kQuota, "the fishing quota has failed"), v1::RELATION_SUPPORT);
  EXPECT_EQ(Relation(kQuota, "the fishing quota has not failed"), v1::RELATION_OPPOSE);
  EXPECT_EQ(Relation(kQuota, "the fishing quota hasn't failed"), v1::RELATION_OPPOSE);
  EXPECT_EQ(Relation(kQuota, "the fishing quota is a success"), v1::RELATION_OPPOSE);
}

TEST_F(JudgeTest, QuestionsDiscussAndOtherTopicsAreUnrelated) {
  EXPECT_EQ(Relation(kQuota, "it is unclear whether the fishing quota works"),
            v1::RELATION_DISCUSS);
  EXPECT_EQ(Relation(kQuota, "the choir sang badly"), v1::RELATION_UNRELATED);
  EXPECT_EQ(Relation(kQuota, ""), v1::RELATION_UNRELATED);
}

TEST_F(JudgeTest, ComparisonTurnedAroundOpposes) {
  EXPECT_EQ(Relation("Trams are safer than buses", "buses are safer than trams"),
            v1::RELATION_OPPOSE);
}

constexpr absl::string_view kToll = "The bridge toll has helped the port";

TEST_F(JudgeTest, OnlyWhatIsSaidOfTheTopicTakesASide) {
  EXPECT_EQ(Relation(kToll, "the bridge toll has been a success for the port"),
            v1::RELATION_SUPPORT);
  EXPECT_EQ(Relation(kToll, "the bridge toll has harmed the port"), v1::RELATION_OPPOSE);
  // Names, modifiers and relative clauses judge something else.
  EXPECT_NE(Relation(kToll, "who ran the bridge toll at the port until he lost his job"),
            v1::RELATION_OPPOSE);
  EXPECT_NE(
      Relation(kToll, "a carter brought forty stolen barrels to the port under the bridge toll"),
      v1::RELATION_OPPOSE);
}

TEST_F(JudgeTest, LessOfWhatIsNeitherGoodNorBadTakesNoSide) {
  EXPECT_NE(Relation(kToll, "the bridge toll would cut traffic at the port by a fifth"),
            v1::RELATION_OPPOSE);
  EXPECT_EQ(Relation(kToll, "the bridge toll reduces accidents at the port"), v1::RELATION_SUPPORT);
}

TEST_F(JudgeTest, NegationTurnsItsPredicate) {
  EXPECT_EQ(Relation(kToll, "the bridge toll never helped the port"), v1::RELATION_OPPOSE);
  EXPECT_EQ(Relation(kToll, "it is false that the bridge toll has helped the port"),
            v1::RELATION_OPPOSE);
}

TEST_F(JudgeTest, LongTextAndBytesThatAreNoTextAreJudged) {
  std::string text;
  for (int i = 0; i < 5000; ++i) {
    text += "the bridge toll helped, and ";
  }
  Relation(kToll, text);
  EXPECT_EQ(Relation(kToll, "\xFF\xFE\x80"), v1::RELATION_UNRELATED);
  EXPECT_EQ(Relation("", "the toll helped"), v1::RELATION_UNRELATED);
}

TEST_F(JudgeTest, OneJudgementPerClaimInOrderWithConfidence) {
  const std::vector<std::string> claims = {"the choir sang", "the fishing quota has failed"};
  const std::vector<v1::Judgement> judgements = judge_.Judge(kQuota, claims);
  ASSERT_EQ(judgements.size(), 2u);
  EXPECT_EQ(judgements[1].relation(), v1::RELATION_SUPPORT);
  for (const v1::Judgement& judgement : judgements) {
    EXPECT_GE(judgement.confidence(), 0);
    EXPECT_LE(judgement.confidence(), 1);
  }
  EXPECT_TRUE(judge_.Judge(kQuota, {}).empty());
}

}  // namespace
}  // namespace standpoint
