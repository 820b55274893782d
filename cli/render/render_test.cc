// Golden files in testdata/: what people see, plain and in colour; `cat` one in a terminal to look
// at it.

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/render/assessment.h"
#include "cli/render/context.h"
#include "cli/render/contradictions.h"
#include "cli/render/entries.h"
#include "cli/render/facts.h"
#include "cli/render/narratives.h"
#include "cli/render/server_status.h"
#include "cli/render/timeline.h"
#include "cli/terminal/columns.h"
#include "cli/testing/narrative_samples.h"
#include "cli/testing/samples.h"
#include "common/testing/golden.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

Style Plain(int width = 80) { return Style{false, true, width}; }
Style Ascii(int width = 80) { return Style{false, false, width}; }
Style Colour(int width = 80) { return Style{true, true, width}; }

void ExpectLook(const std::string& name, const std::string& actual) {
  ExpectGolden(absl::StrCat("cli/render/testdata/", name, ".txt"), actual);
}

AssessmentView SampleView() {
  AssessmentView view;
  view.proposition = "The toll has harmed trade in the inner city";
  view.scope = "corpus default";
  view.texts[SampleDocument().name()] = SampleDocument().text();
  return view;
}

TEST(RenderTest, Claims) {
  const std::string text = SampleDocument().text();
  ExpectLook("claims.plain", absl::StrCat(RenderClaim(SampleClaim(1), text, Plain()), "\n",
                                          RenderClaim(SampleClaim(2), "", Plain(60)), "\n",
                                          RenderClaim(SampleClaim(3), text, Ascii(60))));
  ExpectLook("claims.colour", RenderClaim(SampleClaim(0), text, Colour()));
}

TEST(RenderTest, Stances) {
  const std::string text = SampleDocument().text();
  ExpectLook("stances.plain", absl::StrCat(RenderStance(SampleStance(0), text, Plain()), "\n",
                                           RenderStance(SampleStance(1), "", Plain())));
  ExpectLook("stances.colour", RenderStance(SampleStance(1), text, Colour()));
}

TEST(RenderTest, Documents) {
  ExpectLook("documents.plain", absl::StrCat(RenderDocumentEntry(SampleDocument(), Plain()), "\n",
                                             RenderDocument(SampleDocument(), true, Plain(60))));
}

TEST(RenderTest, Analysis) {
  ExpectLook("analysis.plain", RenderAnalysis(SampleAnalysis(), SampleDocument().text(), Plain()));
  ExpectLook("analysis.colour",
             RenderAnalysis(SampleAnalysis(), SampleDocument().text(), Colour()));
}

TEST(RenderTest, StatusAndDeadLetters) {
  const absl::Time now = absl::FromUnixSeconds(1'714'521'600) + absl::Hours(30);
  ExpectLook("status.plain",
             absl::StrCat(RenderServerStatus("127.0.0.1:7420", SampleStatus(), now, Plain()), "\n",
                          RenderDeadLetter(SampleDeadLetter(), Plain())));
}

TEST(RenderTest, Assessment) {
  ExpectLook("assessment.80", RenderAssessment(SampleAssessment(), SampleView(), Plain(80)));
  ExpectLook("assessment.120", RenderAssessment(SampleAssessment(), SampleView(), Plain(120)));
  ExpectLook("assessment.ascii", RenderAssessment(SampleAssessment(), SampleView(), Ascii(60)));
  ExpectLook("assessment.colour", RenderAssessment(SampleAssessment(), SampleView(), Colour(120)));
}

TEST(RenderTest, Contradictions) {
  ContradictionsView view;
  view.scope = "corpora/default";
  view.texts[SampleDocument().name()] = SampleDocument().text();
  ExpectLook("contradictions.plain", RenderContradictions(SampleContradictions(), view, Plain()));
  ExpectLook("contradictions.ascii", RenderContradictions(SampleContradictions(), view, Ascii(60)));
  ExpectLook("contradictions.colour", RenderContradictions(SampleContradictions(), view, Colour()));
}

TEST(RenderTest, Narratives) {
  NarrativesView view;
  view.scope = "about \"charge\", in corpora/default";
  view.min_voices = 2;
  view.texts[SampleDocument().name()] = SampleDocument().text();
  ExpectLook("narratives.plain", RenderNarratives(SampleNarratives(), view, Plain()));
  ExpectLook("narratives.ascii", RenderNarratives(SampleNarratives(), view, Ascii(60)));
  ExpectLook("narratives.colour", RenderNarratives(SampleNarratives(), view, Colour()));
}

TEST(RenderTest, NoLineIsWiderThanTheTerminal) {
  for (int width = 40; width <= 160; width += 7) {
    const std::string out = RenderAssessment(SampleAssessment(), SampleView(), Plain(width));
    for (const absl::string_view line : absl::StrSplit(out, '\n')) {
      EXPECT_LE(ColumnsOf(line), width) << line;
    }
  }
}

TEST(RenderTest, AnAnswerWithoutVoicesSaysSo) {
  v1::AssessPropositionResponse empty;
  empty.add_sides()->set_relation(v1::RELATION_SUPPORT);
  empty.add_sides()->set_relation(v1::RELATION_OPPOSE);
  empty.add_sides()->set_relation(v1::RELATION_DISCUSS);
  EXPECT_TRUE(absl::StrContains(RenderAssessment(empty, SampleView(), Plain()), "nobody"));
}

TEST(TimelineTest, JoinsMonthsOnlyAsFarAsNeeded) {
  const v1::AssessPropositionResponse response = SampleAssessment();
  const std::vector<Period> months = Periods(response.by_month(), 40);
  ASSERT_EQ(months.size(), 20u);  // 2023-11 to 2025-06
  EXPECT_EQ(months[0].label, "2023-11");
  EXPECT_EQ(months[6].support, 4);
  const std::vector<Period> quarters = Periods(response.by_month(), 10);
  ASSERT_EQ(quarters.size(), 7u);
  EXPECT_EQ(quarters[0].label, "2023 Q4");
  const std::vector<Period> years = Periods(response.by_month(), 5);
  ASSERT_EQ(years.size(), 3u);
  EXPECT_EQ(years[1].support, 6);
  EXPECT_EQ(years[1].oppose, 2);
}

TEST(TimelineTest, SurvivesStrangeKeys) {
  SideCounts counts;
  for (const char* key : {"2024-13", "x", "0001-01", "2024-01"}) counts.Add()->set_key(key);
  EXPECT_EQ(Periods(counts, 10).size(), 1u);
  EXPECT_TRUE(Periods(SideCounts(), 10).empty());
}

TEST(ContextTest, SpansOutsideTheTextShowTheClaimAlone) {
  v1::Claim claim = SampleClaim(0);
  claim.mutable_span()->set_end(1'000'000);
  const auto lines =
      Wrap(ClaimInContext(SampleDocument().text(), claim, Plain(), kPlain), Plain(), 80, 0, 0);
  EXPECT_EQ(JoinLines(lines), "«The toll has emptied the inner city»\n");
}

TEST(FactsTest, SayIt) {
  EXPECT_EQ(CountText(1234567), "1,234,567");
  EXPECT_EQ(CountText(-999), "-999");
  EXPECT_EQ(CountOf(1, "claim"), "1 claim");
  EXPECT_EQ(SizeText(999), "999 B");
  EXPECT_EQ(SizeText(1234), "1.2 kB");
  EXPECT_EQ(SizeText(999'999), "1.0 MB");
  EXPECT_EQ(DurationText(absl::Seconds(75)), "75 s");
  EXPECT_EQ(DurationText(absl::Hours(50)), "2 days");
  EXPECT_EQ(ShortName("a/b/c"), "c");
  EXPECT_EQ(HolderChain(SampleClaim(1), true), "she (Marta Quill)");
}

}  // namespace
}  // namespace standpoint
