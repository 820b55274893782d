#include <string>

#include "absl/status/status.h"
#include "cli/spec/spec_format.h"
#include "cli/spec/words.h"
#include "gtest/gtest.h"
#include "standpoint/v1/analysis.pb.h"
#include "standpoint/v1/claim.pb.h"
#include "standpoint/v1/stance.pb.h"

namespace standpoint {
namespace {

TEST(WordsTest, AreThoseOfTheSpecification) {
  EXPECT_EQ(EnumWord(v1::ACT_ASSERT), "assert");
  EXPECT_EQ(EnumWord(v1::COMMITMENT_REJECTED), "rejected");
  EXPECT_EQ(EnumWord(v1::Act_descriptor(), 99), "99");
  int number = 0;
  EXPECT_TRUE(ParseEnumWord(v1::Modality_descriptor(), "normative", number));
  EXPECT_EQ(number, v1::MODALITY_NORMATIVE);
  EXPECT_FALSE(ParseEnumWord(v1::Modality_descriptor(), "Normative", number));
  EXPECT_FALSE(ParseEnumWord(v1::Modality_descriptor(), "sure", number));
}

TEST(SpecFormatTest, ReadsBothKindsOfLine) {
  const auto text =
      ReadSpecLine(R"({"id": "e1", "text": "It works.", "claims": [], "stances": []})");
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_FALSE(text->is_relation);
  EXPECT_EQ(text->text, "It works.");
  const auto relation = ReadSpecLine(R"({"id": "r1", "proposition": "P.", "claim": "c"})");
  ASSERT_TRUE(relation.ok()) << relation.status();
  EXPECT_TRUE(relation->is_relation);
  EXPECT_EQ(relation->claim, "c");
}

TEST(SpecFormatTest, NamesWhatIsWrong) {
  EXPECT_EQ(ReadSpecLine("[1]").status().message(), "not a JSON object");
  EXPECT_EQ(ReadSpecLine("{").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReadSpecLine(R"({"text": "x"})").status().message(), "id: is missing");
  EXPECT_EQ(ReadSpecLine(R"({"id": "x", "text": 1})").status().message(), "text: must be a string");
}

TEST(SpecFormatTest, WritesAnnotationsInTheOrderOfTheSpecification) {
  v1::Analysis analysis;
  v1::Claim* claim = analysis.add_claims();
  claim->set_text("the controls be lifted");
  claim->add_holders()->set_kind(v1::HOLDER_KIND_AUTHOR);
  v1::Holder* holder = claim->add_holders();
  holder->set_kind(v1::HOLDER_KIND_MENTION);
  holder->set_text("its diplomats");
  claim->set_act(v1::ACT_DEMAND);
  claim->set_polarity(v1::POLARITY_AFFIRMED);
  claim->set_modality(v1::MODALITY_NORMATIVE);
  claim->set_commitment(v1::COMMITMENT_NEUTRAL);
  v1::Stance* stance = analysis.add_stances();
  stance->mutable_holder()->set_kind(v1::HOLDER_KIND_AUTHOR);
  stance->mutable_target()->set_text("they");
  stance->set_direction(v1::DIRECTION_SUPPORT);
  stance->set_evidence("they are “working”");
  stance->set_confidence(0.65f);
  stance->add_explanations()->set_rule("value:predicate");
  SpecItem item;
  item.id = "e1";
  item.text = "t";
  const std::string line = WriteSpecText(item, analysis);
  EXPECT_EQ(line,
            R"({"id":"e1","text":"t","claims":[{"text":"the controls be lifted",)"
            R"("holders":["author","its diplomats"],"act":"demand","polarity":"affirmed",)"
            R"("modality":"normative","commitment":"neutral"}],"stances":[{"holder":"author",)"
            R"("target":"they","direction":"support","evidence":"they are “working”"}]})");
  EXPECT_EQ(WriteSpecText(item, analysis, /*explain=*/true),
            line.substr(0, line.size() - 3) + R"(,"confidence":0.65,"rule":"value:predicate"}]})");
}

TEST(SpecFormatTest, WritesRelations) {
  SpecItem item;
  item.id = "r";
  item.is_relation = true;
  item.proposition = "P.";
  item.claim = "c";
  EXPECT_EQ(WriteSpecRelation(item, v1::RELATION_DISCUSS),
            R"({"id":"r","proposition":"P.","claim":"c","relation":"discuss"})");
}

}  // namespace
}  // namespace standpoint
