#include "tests/faults/account.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "analyze/pipeline/analyzer.h"
#include "standpoint/v1/analysis.pb.h"
#include "tests/faults/clients.h"
#include "tests/faults/document_generator.h"

namespace standpoint {
namespace {

// Ten documents, acknowledged and stored as they should be.
class AccountTest : public testing::Test {
 protected:
  AccountTest() {
    const auto analyzer = Analyzer::Load();
    for (int i = 0; i < 10; ++i) {
      const std::string name = absl::StrCat("corpora/c/documents/d", i);
      acknowledged_[name] = GenerateText(i);
      stored_.documents[name].set_text(GenerateText(i));
      v1::Analysis analysis = *(*analyzer)->Analyze(GenerateText(i));
      NameResources(name, analysis);
      for (const v1::Claim& claim : analysis.claims()) {
        stored_.claims[claim.name()] = claim;
      }
      for (const v1::Stance& stance : analysis.stances()) {
        stored_.stances[stance.name()] = stance;
      }
    }
  }

  // The only difference, which begins with `kind`.
  void ExpectDifference(const std::string& kind) {
    const auto differences = FindDifferences(acknowledged_, stored_);
    ASSERT_TRUE(differences.ok());
    ASSERT_EQ(differences->size(), 1u);
    EXPECT_TRUE(absl::StrContains(differences->front(), kind)) << differences->front();
  }

  Acknowledged acknowledged_;
  CorpusListing stored_;
};

TEST_F(AccountTest, NothingToTell) {
  const auto differences = FindDifferences(acknowledged_, stored_);
  ASSERT_TRUE(differences.ok());
  EXPECT_TRUE(differences->empty());
  EXPECT_GT(stored_.claims.size(), 20u);
}

TEST_F(AccountTest, AMissingDocument) {
  stored_.documents.erase(stored_.documents.begin());
  ExpectDifference("missing: corpora/c/documents/d0");
}

TEST_F(AccountTest, AMissingClaim) {
  stored_.claims.erase(stored_.claims.begin());
  ExpectDifference("missing: ");
}

TEST_F(AccountTest, AClaimTwice) {
  stored_.repeated.push_back(stored_.claims.begin()->first);
  ExpectDifference("twice: ");
}

TEST_F(AccountTest, ADocumentThatWasNotAcknowledged) {
  stored_.documents["corpora/c/documents/other"].set_text("text");
  ExpectDifference("without reason: corpora/c/documents/other");
}

TEST_F(AccountTest, AnotherText) {
  stored_.documents.begin()->second.set_text("changed");
  ExpectDifference("in place of");
}

TEST_F(AccountTest, AnotherClaim) {
  stored_.claims.begin()->second.set_text("changed");
  ExpectDifference("in place of");
}

}  // namespace
}  // namespace standpoint
