#include "analyze/claim/claim_finder.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "analyze/claim/claim.h"
#include "analyze/reading/test_reader.h"
#include "analyze/reading/text_reader.h"
#include "gtest/gtest.h"
#include "standpoint/v1/claim.pb.h"

namespace standpoint {
namespace {

class ClaimFinderTest : public ::testing::Test {
 protected:
  std::vector<Claim> Find(absl::string_view text) {
    const TextReader::Lease reading = SharedTextReader().Read(text).value();
    return ClaimFinder(SharedLexicon()).Find(reading->text()).value();
  }

  // "holder: text" of each claim, a line each; no holder for the author.
  std::string Claims(absl::string_view text) {
    std::string lines;
    for (const Claim& claim : Find(text)) {
      for (const Holder& holder : claim.holders) {
        if (!holder.is_author()) {
          absl::StrAppend(
              &lines, text.substr(holder.mention.begin, holder.mention.end - holder.mention.begin),
              ": ");
        }
      }
      absl::StrAppend(&lines, text.substr(claim.span.begin, claim.span.end - claim.span.begin),
                      "\n");
    }
    return lines;
  }
};

TEST_F(ClaimFinderTest, SpansAndHolders) {
  const struct {
    absl::string_view text;
    absl::string_view claims;
  } kCases[] = {
      {"The kiln cracked.", "The kiln cracked\n"},
      {"The potter says the kiln cracked.", "The potter: the kiln cracked\n"},
      {"The kiln has cooled by now, the potter said.", "the potter: The kiln has cooled by now\n"},
      {"In March 2021 Oda Brenn told us that the kiln cracked.", "Oda Brenn: the kiln cracked\n"},
      {"In 2021 Oda Brenn told us that the kiln cracked.", "Oda Brenn: the kiln cracked\n"},
      {"In Brall 2021 potters told us that the kiln cracked.", "2021 potters: the kiln cracked\n"},
      {"The guild, which complained in May, was founded here.",
       "The guild, which complained in May, was founded here\nwhich complained in May\n"},
      {"Firing twice, the potter added, would waste wood.",
       "the potter: Firing twice, the potter added, would waste wood\n"},
      {"The potter said that the apprentice thinks the clay is bad.",
       "The potter: the apprentice: the clay is bad\n"},
      {"The kiln cracked in May and collapsed in June.",
       "The kiln cracked in May\ncollapsed in June\n"},
      {"Potters urged the guild to lower its dues.", "Potters: the guild to lower its dues\n"},
      {"Prices and Opening Times", ""},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(Claims(test.text), test.claims) << test.text;
  }
}

TEST_F(ClaimFinderTest, Attributes) {
  const struct {
    absl::string_view text;
    v1::Act act;
    v1::Polarity polarity;
    v1::Modality modality;
    v1::Commitment commitment;
  } kCases[] = {
      {"The well is not dry.", v1::ACT_ASSERT, v1::POLARITY_NEGATED, v1::MODALITY_ASSERTED,
       v1::COMMITMENT_COMMITTED},
      {"Goats no longer drink there.", v1::ACT_ASSERT, v1::POLARITY_NEGATED, v1::MODALITY_ASSERTED,
       v1::COMMITMENT_COMMITTED},
      {"The well may run dry.", v1::ACT_ASSERT, v1::POLARITY_AFFIRMED, v1::MODALITY_POSSIBLE,
       v1::COMMITMENT_NEUTRAL},
      {"Herders deny that the well is dry.", v1::ACT_DENY, v1::POLARITY_AFFIRMED,
       v1::MODALITY_ASSERTED, v1::COMMITMENT_NEUTRAL},
      {"The myth that the well is dry is nonsense.", v1::ACT_ASSERT, v1::POLARITY_AFFIRMED,
       v1::MODALITY_ASSERTED, v1::COMMITMENT_REJECTED},
      {"The village must dig deeper.", v1::ACT_ASSERT, v1::POLARITY_AFFIRMED,
       v1::MODALITY_NORMATIVE, v1::COMMITMENT_COMMITTED},
  };
  for (const auto& test : kCases) {
    const std::vector<Claim> claims = Find(test.text);
    ASSERT_EQ(claims.size(), 1u) << test.text;
    EXPECT_EQ(claims[0].act, test.act) << test.text;
    EXPECT_EQ(claims[0].polarity, test.polarity) << test.text;
    EXPECT_EQ(claims[0].modality, test.modality) << test.text;
    EXPECT_EQ(claims[0].commitment, test.commitment) << test.text;
  }
}

TEST_F(ClaimFinderTest, StopsAtTheDeadline) {
  const TextReader::Lease reading = SharedTextReader().Read("The kiln cracked.").value();
  EXPECT_EQ(
      ClaimFinder(SharedLexicon()).Find(reading->text(), absl::InfinitePast()).status().code(),
      absl::StatusCode::kDeadlineExceeded);
}

}  // namespace
}  // namespace standpoint
