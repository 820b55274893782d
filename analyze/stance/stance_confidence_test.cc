#include "analyze/stance/stance_confidence.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "analyze/claim/claim.h"
#include "analyze/claim/claim_finder.h"
#include "analyze/reading/test_reader.h"
#include "analyze/reading/text_reader.h"
#include "analyze/stance/stance.h"
#include "analyze/stance/stance_finder.h"
#include "analyze/stance/stance_weights.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace standpoint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// The traits of the first stance of a text.
std::vector<std::string> TraitsIn(absl::string_view text) {
  const TextReader::Lease reading = SharedTextReader().Read(text).value();
  const std::vector<Claim> claims = ClaimFinder(SharedLexicon()).Find(reading->text()).value();
  const std::vector<Stance> stances = StanceFinder(SharedLexicon()).Find(reading->text(), claims);
  if (stances.empty()) {
    return {};
  }
  const auto traits = StanceTraits(reading->text(), stances.front());
  return {traits.begin(), traits.end()};
}

TEST(StanceConfidenceTest, TraitsTellRuleHolderTargetAndDirection) {
  EXPECT_THAT(TraitsIn("Nadia Ortiz opposes the toll."),
              ElementsAre("", "attitude:verb", "holder:name", "target:definite", "against"));
  EXPECT_THAT(TraitsIn("She supports Greenpeace."),
              ElementsAre("", "attitude:verb", "holder:pronoun", "target:name", "target:word"));
  EXPECT_THAT(TraitsIn("The toll is a disaster."),
              ElementsAre("", "value:complement", "holder:author", "target:definite", "against"));
  EXPECT_THAT(TraitsIn("The tram is yellow."), IsEmpty());
}

TEST(StanceConfidenceTest, WeightsAddUpToLogOdds) {
  float odds = 0;
  for (const TraitWeight& weight : StanceWeights()) {
    if (weight.trait.empty() || weight.trait == "against") {
      odds += weight.weight;
    }
  }
  EXPECT_NEAR(StanceConfidence({"", "against", "unheard of"}), 1 / (1 + std::exp(-odds)), 1e-6);
  EXPECT_FLOAT_EQ(StanceConfidence({}), 0.5f);
}

TEST(StanceConfidenceTest, WeightsAreInOrderOfTraits) {
  EXPECT_TRUE(
      std::is_sorted(StanceWeights().begin(), StanceWeights().end(),
                     [](const TraitWeight& a, const TraitWeight& b) { return a.trait < b.trait; }));
}

// Whom a name names is told more surely than whom "they" are.
TEST(StanceConfidenceTest, ANameIsSurerThanAPronoun) {
  EXPECT_GT(StanceConfidence({"", "attitude:verb", "holder:name", "target:definite"}),
            StanceConfidence({"", "attitude:verb", "holder:pronoun", "target:definite"}));
}

}  // namespace
}  // namespace standpoint
